"""The scale of a timeline: whole quarters round what there is to show, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import ceil

QUARTER = 3
_YEAR_ROOM = 40
"""Units that the number of a year takes."""
_MOST_QUARTERS = 24
"""More lines than these make a scale grey."""


class Axis:
    """Days from the quarter of the first to the end of that of the last, between two places."""

    def __init__(self, first: date, last: date, start: float, end: float) -> None:
        self.first, self.last = _quarter(first), _next(_quarter(last))
        self.start, self.end = start, end

    def at(self, day: date | None) -> float | None:
        """The place of a day; nothing for no day."""
        if day is None:
            return None
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.start + (self.end - self.start) * share, 1)

    def years(self) -> list[tuple[float, str]]:
        """Where years begin, with their number; the first where the scale does, if it has room."""
        begun = [date(y, 1, 1) for y in range(self.first.year + 1, self.last.year + 1)]
        begun = [day for day in begun if day < self.last]
        each = ceil(len(begun) * _YEAR_ROOM / (self.end - self.start)) or 1
        found = [(self._at(day), str(day.year)) for day in begun[::each]]
        if not found or found[0][0] - self.start >= _YEAR_ROOM:
            return [(self.start, str(self.first.year)), *found]
        return [(self.start, ""), *found]

    def quarters(self) -> list[float]:
        """Where the other quarters begin; none on a scale of many years."""
        found = [day for day in self._days() if day.month > 1 and day != self.first]
        return [self._at(day) for day in found] if len(found) <= _MOST_QUARTERS else []

    def _days(self) -> Iterator[date]:
        day = self.first
        while day < self.last:
            yield day
            day = _next(day)

    def _at(self, day: date) -> float:
        place = self.at(day)
        assert place is not None  # noqa: S101 - a day has a place
        return place


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // QUARTER * QUARTER + 1, 1)


def _next(day: date) -> date:
    months = day.month + QUARTER
    if months <= 12:
        return date(day.year, months, 1)
    return date(day.year + 1, 1, 1) if day.year < date.max.year else date.max
