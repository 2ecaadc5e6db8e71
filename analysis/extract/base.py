"""The protocol every feature extractor follows."""

from __future__ import annotations

from typing import Protocol

from analysis.records import Document, FeatureResult


class FeatureExtractor(Protocol):
    """Reads a document and returns one feature of it.

    An extractor keeps loaded or fitted state only: two calls with the same document return equal
    results, in any order.
    """

    name: str

    def extract(self, document: Document) -> FeatureResult:
        """The feature of `document`; an empty document gives unknown estimates, not an error."""
        ...
