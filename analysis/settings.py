"""Choices that more than one stage must agree on."""

from __future__ import annotations

from typing import Final

LEVEL: Final = 0.90
"""Coverage that every interval in the report claims."""

SEED: Final = 20221120
"""Start of the random draws of training and validation. Extractors have fixed starts of their own:
what they draw is part of a report, where the same input gives the same bytes."""

FEATURES: Final = ("framing", "sourcing", "readability")
"""The features, in the order of the report."""

FORMATS: Final = ("pdf", "html", "json", "csv")
"""What `report` can write."""

EDITIONS: Final = ("full", "brief")
"""`full` has every section and the articles as read; `brief` leaves the appendices out."""

UNSURE: Final = 0.5
"""An attribution less probable than this is called unsure."""
