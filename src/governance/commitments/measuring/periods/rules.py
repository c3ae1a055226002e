"""Periods of a month, a quarter, half a year or a year: half open, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain

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


def given_over(
    every: str, entered: date, ended: date | None, today: date,
    *, begun: date | None = None, gone: date | None = None,
) -> list[Span]:  # fmt: skip
    """The periods of which a value is given, newest first: that are over, from the entry into
    force to the end of the agreement; and that were over while an organisation was there, which
    is from ``begun`` until ``gone``."""
    first, last = begun or date.min, gone or date.max
    return [
        one for one in reversed(spans(every, entered, today))
        if (ended is None or one.since < ended) and first < one.until <= last
    ]  # fmt: skip


def _spans(every: str, since: date, until: date) -> Iterator[Span]:
    found = span_of(every, since)
    while found.until <= until:
        yield found
        found = span_of(every, found.until)


def chosen_of(over: Sequence[Span], with_one: Set[date], since: date | None) -> Span | None:
    """Which of the periods that are over, newest first, is shown: the one that begins ``since``;
    else the newest of which there is a value, by its first day; else the newest."""
    asked = (span for span in over if span.since == since)
    newest = (span for span in over if span.since in with_one)
    return next(chain(asked, newest, over), None)
