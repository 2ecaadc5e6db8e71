"""Syllables of English words, offline: a pronouncing dictionary, and hyphenation for the rest.

textstat counts the same way but fetches NLTK's copy of the dictionary from the internet. Here the
dictionary is a table beside this module (built by `analysis.training.syllables` from the CMU
Pronouncing Dictionary, licence in `data/LICENSE-cmudict.txt`); words that it lacks are counted by
textstat's hyphenation patterns, as textstat does.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def load_table() -> Mapping[str, int]:
    """The number of syllables of each word in lower case with straight apostrophes."""
    packed = (resources.files("analysis.extract") / "data" / "syllables.txt.gz").read_bytes()
    table: dict[str, int] = {}
    for line in gzip.decompress(packed).decode("ascii").splitlines():
        count, *words = line.split()
        table.update(dict.fromkeys(words, int(count)))
    return MappingProxyType(table)


def count_syllables(word: str) -> int:
    """The syllables of one word, at least 1 for a word that is not in the dictionary."""
    known = load_table().get(word.lower())
    if known is not None:
        return known
    from textstat.backend.utils import get_pyphen

    return len(get_pyphen("en_US").positions(word.lower())) + 1
