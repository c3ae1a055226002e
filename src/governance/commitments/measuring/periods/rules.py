"""Periods of a month, a quarter, half a year or a year: half open, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct


class Every(StrEnum):
    """Over what period one value is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


class Span(Struct, frozen=True, rename="camel"):
    """A period: ``until`` is the first day after it."""

    since: date
    until: date

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.until - timedelta(days=1)


def span_of(every: str, on: date) -> Span:
    """The period in which a day lies."""
    months = MONTHS[Every(every)]
    first = (on.month - 1) // months * months
    after = on.year * 12 + first + months
    return Span(date(on.year, first + 1, 1), date(after // 12, after % 12 + 1, 1))


def spans(every: str, since: date, until: date) -> list[Span]:
    """The periods that are over on the day ``until``, from the one in which ``since`` lies."""
    return list(_spans(every, since, until))


def _spans(every: str, since: date, until: date) -> Iterator[Span]:
    found = span_of(every, since)
    while found.until <= until:
        yield found
        found = span_of(every, found.until)
