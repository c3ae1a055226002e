"""From one day to another: the period in a sentence, and whether an agreement lasts so long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

_BETWEEN = re.compile(
    r"[\s,]*(?:en\s+)?(?:(?:loopt|duurt|geldt|eindigt|verstrijkt)\s+)?"
    r"(?:tot(?:\s+en\s+met)?|t/m|op)(?:\s+(?:uiterlijk|aan))?\s+",
    re.IGNORECASE,
)
_ENDS_IN_IT = re.compile(r"\b(tot|t/m|eindigt|verstrijkt)(?!\w)", re.IGNORECASE)
_BEFORE_IT = re.compile(r"\btot\s+(?:aan\s+)?(?:de\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:de\s+periode\s+)?(?:van(?:af)?\s+)?", re.IGNORECASE)
_AGREEMENT = r"\b\w*(?:convenant|overeenkomst|akkoord|afspra(?:ak|ken)|protocol|verklaring)\b"
_LASTS = re.compile(
    r"\b(loopt|lopen|looptijd|geldt|gelden|geldig|geldigheid\w*|van kracht|aangegaan|gesloten|"
    r"duurt|duur|werk(t|en) samen|samenwerk\w*|in\s*werking|met ingang|ingaande|gaat|vangt)\b|"
    rf"{_AGREEMENT}.{{0,200}}\bperiode\b",
    re.IGNORECASE,
)
_OF_ANOTHER_MATTER = re.compile(
    r"evalu|rapport|subsidi|bijdrage|begroting|budget|kosten|betaa?l|vergoeding|pilot|"
    r"\b(vorige|voorgaande|eerdere?|oude|vervangt)\b",
    re.IGNORECASE,
)


class Found(Struct, frozen=True):
    """A day in a text, with where it begins and ends there."""

    on: date
    start: int
    end: int


class Period(Struct, frozen=True):
    """The first and the last day, where it stands in the text, and if an agreement lasts so."""

    first: date
    last: date
    start: int
    end: int
    lasts: bool


def period(words: str, found: Sequence[Found]) -> Period | None:
    """The first period in a sentence; ``found`` are the days in it."""
    for one, other in pairwise(found):
        between = words[one.end : other.start]
        if _BETWEEN.fullmatch(between) and _ENDS_IN_IT.search(between) and one.on < other.on:
            last = last_day(words, other)
            return Period(one.on, last, one.start, other.end, _lasts(words, one, other))
    return None


def _lasts(words: str, one: Found, other: Found) -> bool:
    before = words[: one.start]
    alone = bool(_FROM.fullmatch(before)) and not words[other.end :].strip(" .;,")
    return alone or bool(_LASTS.search(before) and not _OF_ANOTHER_MATTER.search(before))


def last_day(words: str, found: Found) -> date:
    """The last day on which something holds: until a day is not on that day, tot en met is."""
    until = _BEFORE_IT.search(words[: found.start])
    return found.on - timedelta(days=1) if until and found.on > date.min else found.on
