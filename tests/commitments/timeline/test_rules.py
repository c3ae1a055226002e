"""How far a timeline reaches."""

from __future__ import annotations

from datetime import date

import pytest

from governance.commitments.timeline.rules import Zoom, neighbours, window

ON = date(2027, 5, 20)


@pytest.mark.parametrize(
    ("zoom", "first", "until"),
    [
        (Zoom.QUARTER, date(2027, 4, 1), date(2027, 7, 1)),
        (Zoom.YEAR, date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_a_quarter_and_a_year_are_those_of_the_day(zoom: Zoom, first: date, until: date) -> None:
    assert window(zoom, ON, [date(2020, 1, 1)]) == (first, until)
    before, after = neighbours(zoom, first)
    assert before is not None and window(zoom, before)[1] == first
    assert after == until


def test_all_is_the_whole_quarters_from_the_first_day_to_the_last() -> None:
    days = [date(2028, 12, 31), date(2026, 2, 3)]
    assert window(Zoom.ALL, ON, days) == (date(2026, 1, 1), date(2029, 1, 1))
    assert window(Zoom.ALL, ON) == (date(2027, 4, 1), date(2027, 7, 1))
    assert neighbours(Zoom.ALL, date(2026, 1, 1)) == (None, None)


def test_there_is_nothing_before_the_first_year_and_after_the_last() -> None:
    assert neighbours(Zoom.YEAR, date(2000, 1, 1)) == (None, date(2001, 1, 1))
    assert neighbours(Zoom.QUARTER, date(2199, 10, 1)) == (date(2199, 7, 1), None)
