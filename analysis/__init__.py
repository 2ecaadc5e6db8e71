"""Parallax: compare how several articles tell one event, with the evidence beside every number."""

__version__ = "0.1.0"
