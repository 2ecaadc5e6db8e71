"""What a line looks like, whatever it says: its length, how it ends, how it compares."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# Scripts without spaces between words; two characters count as one word there.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_END = re.compile(
    r"(?<!\.\.)[.!?。！？।؟][\"'”’“»«)\]]*$|[.!?。！？][\"'”’»)\]]+\W{0,2}$|[,.][”\"’]$"
)
_QUESTION = re.compile(r"[?!？！][\"'”’»)\]]*$")
_EXCERPT = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]*$|\[(?:…|\.\.\.)\]$")
_OPENING = re.compile(r"^[\"“”„«»‘'‹]")
_COUNTER = re.compile(r"\s*[(\[]\s*\d*\+?\s*[)\]]\s*$")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})

# Enough of a line to see how it ends: patterns for an end are slow on a long run of marks.
_TAIL = 40

SENTENCE_WORDS = 8
"""From this length on, a line that ends as a sentence does is taken for text of the article."""


def count_words(text: str) -> int:
    """Number of words; in scripts without spaces, half the number of characters."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def words_of(text: str) -> list[str]:
    """The words of `text`, case folded and with straight apostrophes."""
    return _WORD.findall(text.translate(_STRAIGHT).casefold())


def fold(text: str) -> str:
    """`text` for comparison: case, kind of quotation mark, marks at the ends and counter dropped.

    A text of marks alone gives "".
    """
    plain = unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold()
    return " ".join(_without_edges(_COUNTER.sub("", plain)).split())


def _without_edges(text: str) -> str:
    start = next((i for i, character in enumerate(text) if character.isalnum()), len(text))
    end = next((i for i in range(len(text), start, -1) if text[i - 1].isalnum()), start)
    return text[start:end]


def is_excerpt(text: str) -> bool:
    """Whether the line breaks off in dots, as the excerpt of another story does."""
    return bool(_EXCERPT.search(text[-_TAIL:]))


def is_terminated(text: str) -> bool:
    """Whether the line ends as a sentence does, closing marks included; dots do not count."""
    return bool(_END.search(text[-_TAIL:])) and not is_excerpt(text)


def is_question(text: str) -> bool:
    """Whether the line ends in a question or exclamation mark."""
    return bool(_QUESTION.search(text[-_TAIL:]))


def is_sentence(text: str) -> bool:
    """Whether the line reads as a sentence or paragraph rather than as a title or label."""
    words = count_words(text)
    return (words >= SENTENCE_WORDS and is_terminated(text)) or words >= 30


def is_spoken(text: str) -> bool:
    """Whether the line begins with a quotation mark: somebody's words, or a quoted heading."""
    return bool(_OPENING.match(text))


def is_wordless(text: str) -> bool:
    """Whether the line is a mark left over: a bullet, a rule, a bar."""
    return bool(re.fullmatch(r"[-–—_=*•·●▪■►▶»›>|/\\+~#.,;:\s]+", text))


def is_label(text: str, *, words: int) -> bool:
    """Whether the line is a few words (at most `words`) and no sentence: a section, a name."""
    return count_words(text) <= words and not is_terminated(text) and not text.endswith(":")


def is_capitalised(text: str) -> bool:
    """Whether every word begins with a capital letter, as in a name; False without words."""
    words = _WORD.findall(text)
    return bool(words) and all(word[0].isupper() for word in words)
