"""Days and lengths of time as they stand in an agreement, each with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from governance.documents.reading.ordinary.periods import Found, last_day, period
from governance.documents.reading.ordinary.pieces import Dated, Lasting, Moment, Span
from governance.documents.reading.ordinary.silence import Silence, silence

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_SHORTER = {"jan": 1, "feb": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
            "sept": 9, "okt": 10, "nov": 11, "dec": 12}  # fmt: skip
_BY_NAME = {name: number for number, name in enumerate(_MONTHS, 1)} | _SHORTER
_SAID = re.compile(
    rf"\b(?P<day>\d{{1,2}})e?\s+(?P<month>{'|'.join(sorted(_BY_NAME, key=len, reverse=True))})\.?"
    r"\s+(?P<year>\d{4})\b|"
    r"\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})\b|"
    r"\b(?P<Y>\d{4})-(?P<M>\d{2})-(?P<D>\d{2})\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z\"“‘'(])")
_STARTS = re.compile(
    r"\b(treedt|treden)\b.{0,80}\bin\s+werking|\bin\s*werking\s*(treedt|treden|treding)|"
    r"\bgaat\b.{0,40}\bin\b|\bmet ingang van|\bvangt aan|\bis van kracht (vanaf|met)|\bingaande",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(r"\bin\s*werking", re.IGNORECASE)
_ENDS = re.compile(
    r"\beindig(t|en)\b|\bloopt\b.{0,30}?\b(tot|af)\b|\btot en met|\bgeld(t|en) tot|\bverstrijkt|"
    r"\bduurt\b.{0,20}\btot\b|\btot uiterlijk",
    re.IGNORECASE,
)
_EVENT = re.compile(r"\beindig(t|en)\b.{0,40}\b(zodra|wanneer|op het moment|als)\b", re.IGNORECASE)
_FIGURES = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "achttien": 18,
    "vierentwintig": 24, "zesendertig": 36, "achtenveertig": 48,
}  # fmt: skip
_LENGTH = re.compile(
    rf"\b(?:(?P<half>(?:een )?half jaar|anderhalf jaar)|(?P<number>{'|'.join(_FIGURES)}|\d{{1,3}})"
    r"\s*(?:\(\s*[\wéë]+\s*\)\s*)?(?:kalender)?(?P<unit>jaar|jaren|maand|maanden|week|weken|"
    r"dag|dagen))\b",
    re.IGNORECASE,
)
_FOR = (
    (Span.NOTICE, re.compile(r"opzeg|opgezegd|zegt? .{0,60}\bop\b|beëindig", re.IGNORECASE)),
    (Span.EXTENSION, re.compile(r"verleng", re.IGNORECASE)),
    (Span.TERM, re.compile(r"\bduur|looptijd|periode|tijdvak|aangegaan|geldt voor", re.IGNORECASE)),
    (None, re.compile(r"evalu|rapport|binnen|vergader|telkens na|per\b|\biedere\b|\belke\b", re.I)),
)


LONGEST = 2000
"""So many characters of a sentence are looked at."""


def days(text: str) -> Iterator[tuple[date, int]]:
    """The days in a text, each with where it begins; what is no day is passed over."""
    return ((one.on, one.start) for one in _found(text))


def _found(text: str) -> Iterator[Found]:
    for match in _SAID.finditer(text):
        try:
            yield Found(_day(match), match.start(), match.end())
        except ValueError:
            continue


def _day(match: re.Match[str]) -> date:
    if match["month"]:
        month = _BY_NAME[match["month"].lower()]
        return date(int(match["year"]), month, int(match["day"]))
    if match["Y"]:
        return date(int(match["Y"]), int(match["M"]), int(match["D"]))
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _sentences(text: str) -> list[str]:
    pieces = (piece.strip() for piece in _SENTENCE.split(" ".join(text.split())))
    return [piece[:LONGEST] for piece in pieces if piece]


def dated(text: str, source: int) -> Iterator[Dated]:
    """When an agreement begins and ends, as an article says it; it ends on its last day."""
    for words in _sentences(text):
        within = period(words, list(_found(words)))
        rest = words[: within.start] + words[within.end :] if within else words
        lasts = within if within and within.lasts else None
        starts, ends = _STARTS.search(rest), _ENDS.search(rest)
        on = _nearest(rest, starts, ends) if starts else None
        if lasts or (starts and (on or _IN_FORCE.search(starts[0]))):
            yield Dated(Moment.STARTS, words, source, on or (lasts.first if lasts else None))
        last = lasts.last if lasts else _nearest(rest, ends, starts) if ends else None
        if last or (ends and _EVENT.search(rest)):
            yield Dated(Moment.ENDS, words, source, last)


def _nearest(words: str, of: re.Match[str], other: re.Match[str] | None) -> date | None:
    """The first day after words in a sentence, before those of the other; else one before them."""
    stop = other.start() if other and other.start() > of.start() else len(words)
    begin = of.end() if of[0].lower().endswith("tot") else of.start()
    found = list(_found(words))
    after = next((one for one in found if begin <= one.start < stop), None)
    nearest = after or (found[0] if found and not other else None)
    if nearest is None:
        return None
    return last_day(words, nearest) if of.re is _ENDS else nearest.on


def signed(text: str, source: int) -> Iterator[Dated]:
    """The days that stand where an agreement is signed."""
    for line in text.splitlines():
        for day, _ in () if "besluit" in line.lower() else days(line):
            yield Dated(Moment.SIGNED, " ".join(line.split()), source, day)


def lasting(text: str, source: int) -> Iterator[Lasting]:
    """How long an agreement lasts, is extended, and notice takes."""
    for words in _sentences(text):
        silent = silence(words)
        told = False
        for match in _LENGTH.finditer(words):
            if span := _span(words, match, silent):
                said = " ".join(match[0].split())
                tacit = span is Span.EXTENSION and _by(silent, match)
                told = told or tacit
                yield Lasting(span, said, words, source, _months(match), tacit)
        if silent and not told:
            yield Lasting(Span.EXTENSION, silent.said, words, source, tacit=True)


def _by(silent: Silence | None, length: re.Match[str]) -> bool:
    """Whether a length is not said before the words of the extension by silence."""
    return silent is not None and silent.start <= length.start()


def _span(words: str, length: re.Match[str], silent: Silence | None) -> Span | None:
    """What a length is for: the nearest word before it says so, else the nearest after it.

    In the words of an extension by silence it is that; what comes after "tenzij" stands alone.
    """
    if silent and silent.start <= length.start() < silent.end:
        return Span.EXTENSION
    unless = words.rfind("tenzij", 0, length.start())
    return _nearest_span(words, length, max(0, unless)) or (
        _nearest_span(words, length, 0) if unless > 0 else None
    )


def _nearest_span(words: str, length: re.Match[str], begin: int) -> Span | None:
    before = [
        (found.end(), span)
        for span, pattern in _FOR
        for found in pattern.finditer(words, begin, length.start())
    ]
    if before:
        return max(before, key=lambda one: one[0])[1]
    after = [
        (found.start(), span)
        for span, pattern in _FOR
        for found in pattern.finditer(words, length.end())
    ]
    return min(after, key=lambda one: one[0])[1] if after else None


def _months(match: re.Match[str]) -> int | None:
    if half := match["half"]:
        return 18 if half.lower().startswith("ander") else 6
    said = match["number"].lower()
    number = int(said) if said.isdecimal() else _FIGURES[said]
    unit = match["unit"].lower()
    if unit.startswith("jaar") or unit.startswith("jaren"):
        return 12 * number
    return number if unit.startswith("maand") else None
