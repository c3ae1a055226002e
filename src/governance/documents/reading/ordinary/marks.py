"""How a line is numbered, by Word or by hand: Artikel 1, § 2, 1., 2.3, IV, a), 1°, a dash."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from governance.documents.blocks import Runs
from governance.documents.reading.ordinary.lines import Line, cut
from governance.documents.reading.ordinary.numbers import letter, roman


class Sort(StrEnum):
    """A way of numbering."""

    ARTICLE = "article"
    SECTION = "section"
    DECIMAL = "decimal"
    ROMAN = "roman"
    UPPER = "upper"
    LOWER = "lower"
    SMALL_ROMAN = "small roman"
    DEGREE = "degree"
    DASH = "dash"
    NONE = "none"


class Mark(Struct, frozen=True):
    """What numbers a line, and what the line says after it.

    ``number`` is as written without what closes it; ``values`` are its figures (2.3 is 2 and 3).
    ``depth`` is of a list of Word's own, to tell one dash from another.
    """

    sort: Sort
    number: str
    values: tuple[int, ...]
    rest: Runs
    depth: int = 0
    word: str = ""
    """The word before the number, as written: Artikel, Art., §."""

    @property
    def last(self) -> int:
        return self.values[-1] if self.values else 0


_ARTICLE = re.compile(
    r"(?P<word>artikel|art\.?)[\s\u00a0]*(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]{0,2}|[IVXLC]{1,7})"
    r"(?![\w])[\s\u00a0]*(?P<end>[.:)–—-]*)(?P<gap>[\s\u00a0]*)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?P<word>§)\s*(?P<number>\d{1,3}(?:\.\d{1,3})*)\s*[.:–-]*\s*")
_DECIMAL = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.\d{1,2}){0,4})"
    r"(?:[.)](?!\d)\)?\s*|\t\s*| +(?=[A-Z])|(?<=\.\d) +|(?<=\.\d\d) +)"
)
_BARE_DECIMAL = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,2}){0,4})[.):]*$")
_ROMAN = re.compile(r"(?P<number>[IVXLC]{1,7})(?:[.):]\s*|\t\s*| +[–—-]? *(?=[A-Z])|$)")
_UPPER = re.compile(r"(?P<number>[A-Z])(?:[.):]\s+|\t\s*|[.):]?$)")
_LOWER = re.compile(r"\(?(?P<number>[a-z]{1,2})(?:[.):]\)?\s+|\t\s*|[.)]$)")
_SMALL = re.compile(r"\(?(?P<number>[ivxlc]{1,7})(?:[.):]\)?\s+|\t\s*|[.)]$)")
_DEGREE = re.compile(r"(?P<number>\d{1,2})\s*[°º]\.?\s*")
_DASH = re.compile(r"(?P<number>[-–—•●▪■◦○·*□])(?:\s+|(?=[A-Za-z]))")
_ROMAN_SIGNS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
NONE = Mark(Sort.NONE, "", (), ())


def marked(line: Line) -> Mark:
    """What numbers a line: the number that Word writes, else the one that was typed."""
    if line.label.bullet:
        return Mark(Sort.DASH, line.label.text, (), line.runs, line.label.depth)
    if not line.label.text.strip():
        return _typed(line.text, line.runs)
    label = line.label.text.strip()
    # What Word writes may be only a part of it: "Artikel" of itself and the figure typed.
    found = _typed(label + "\t", ())
    if found.sort is Sort.NONE:
        return Mark(Sort.NONE, "", (), line.runs)
    return Mark(found.sort, found.number, found.values, line.runs, line.label.depth, found.word)


def _typed(text: str, runs: Runs) -> Mark:
    for sort, pattern in _PATTERNS:
        if match := pattern.match(text):
            number = match["number"]
            values = values_of(sort, number)
            if values is None:
                continue
            word = match["word"] if "word" in pattern.groupindex else ""
            depth = 0
            return Mark(sort, number, values, cut(runs, match.end()), depth, word)
    return Mark(Sort.NONE, "", (), runs)


_PATTERNS = (
    (Sort.ARTICLE, _ARTICLE),
    (Sort.SECTION, _SECTION),
    (Sort.DEGREE, _DEGREE),
    (Sort.DECIMAL, _DECIMAL),
    (Sort.DECIMAL, _BARE_DECIMAL),
    (Sort.ROMAN, _ROMAN),
    (Sort.UPPER, _UPPER),
    (Sort.LOWER, _LOWER),
    (Sort.SMALL_ROMAN, _SMALL),
    (Sort.DASH, _DASH),
)


def values_of(sort: Sort, number: str) -> tuple[int, ...] | None:
    """The figures of a number; None where it is none of this sort."""
    if sort is Sort.DASH:
        return ()
    if sort in (Sort.ARTICLE, Sort.SECTION, Sort.DECIMAL, Sort.DEGREE):
        if not number[0].isdigit():
            return _one(from_roman(number.lower()))
        return tuple(int(figures) for figures in re.findall(r"\d+", number))
    if sort in (Sort.ROMAN, Sort.SMALL_ROMAN):
        return _one(from_roman(number.lower()))
    return _one(from_letter(number.lower()))


def _one(value: int) -> tuple[int, ...] | None:
    return (value,) if value else None


def from_roman(said: str) -> int:
    """The number of a roman one; 0 where it is not written as one."""
    total = 0
    for sign, after in zip(said, [*said[1:], ""], strict=False):
        size = _ROMAN_SIGNS.get(sign, 0)
        total += -size if size < _ROMAN_SIGNS.get(after, 0) else size
    return total if total > 0 and roman(total) == said else 0


def from_letter(said: str) -> int:
    """a is 1, z is 26, aa is 27; 0 where two letters differ."""
    if not said or len(set(said)) > 1 or not "a" <= said[0] <= "z":
        return 0
    number = (len(said) - 1) * 26 + ord(said[0]) - ord("a") + 1
    return number if letter(number) == said else 0


def also(mark: Mark) -> tuple[Mark, ...]:
    """What a mark may be as well: i. is a letter and a roman number, I. too."""
    other = {Sort.LOWER: Sort.SMALL_ROMAN, Sort.ROMAN: Sort.UPPER}.get(mark.sort)
    values = values_of(other, mark.number) if other else None
    if other is None or values is None or (other is Sort.UPPER and len(mark.number) > 1):
        return (mark,)
    return (mark, Mark(other, mark.number, values, mark.rest, mark.depth, mark.word))
