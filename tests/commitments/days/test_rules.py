"""Months of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from governance.commitments.days.rules import month_of, moved

TODAY = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("", date(2027, 1, 1)),
        ("2027-03", date(2027, 3, 1)),
        ("2000-12", date(2000, 12, 1)),
        ("2027-13", None),
        ("2027-00", None),
        ("1999-12", None),
        ("2200-01", None),
        ("2027-3", None),
        ("2027-03-01", None),
        ("x", None),
    ],
)
def test_a_month_is_written_as_year_and_month(said: str, month: date | None) -> None:
    assert month_of(said, TODAY) == month


def test_the_month_after_december_is_of_the_next_year_and_that_before_january_of_the_last() -> None:
    assert moved(date(2027, 12, 1), 1) == date(2028, 1, 1)
    assert moved(date(2027, 1, 1), -1) == date(2026, 12, 1)
    assert moved(date(2027, 5, 1), 24) == date(2029, 5, 1)
