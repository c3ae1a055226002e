"""How far a timeline reaches: a quarter, a year, or all there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from governance.base.clock import YEARS
from governance.base.errors import N_
from governance.commitments.days.rules import moved

MOST = 200
"""Milestones that one timeline of a list shows, at most; who wants the others narrows the list."""


class Zoom(StrEnum):
    """How much of the time a timeline shows."""

    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


ZOOM_WORDS: Mapping[str, str] = {
    Zoom.QUARTER: N_("quarter"),
    Zoom.YEAR: N_("year"),
    Zoom.ALL: N_("all of it"),
}
_MONTHS = {Zoom.QUARTER: 3, Zoom.YEAR: 12}


def window(zoom: Zoom, on: date, days: Iterable[date] = ()) -> tuple[date, date]:
    """The first day that is shown and the first that is not: of the quarter or year in which a day
    lies, else of the whole quarters from the first of ``days`` to the last."""
    if zoom is Zoom.YEAR:
        first = date(on.year, 1, 1)
    elif zoom is Zoom.QUARTER:
        first = _quarter(on)
    else:
        there = sorted(days) or [on]
        return _quarter(there[0]), moved(_quarter(there[-1]), 3)
    return first, moved(first, _MONTHS[zoom])


def neighbours(zoom: Zoom, first: date) -> tuple[date | None, date | None]:
    """The first day of the quarter or year before and of that after; none of all there is, and
    none beyond the years in which agreements lie."""
    if zoom is Zoom.ALL:
        return None, None
    before, after = moved(first, -_MONTHS[zoom]), moved(first, _MONTHS[zoom])
    return (
        before if before.year in YEARS else None,
        after if after.year in YEARS else None,
    )


def _quarter(on: date) -> date:
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
