"""How a membership goes on at a successor: in the first days that it is not there already."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from governance.parties.moving.rules import Period, free, meet

START = date(2026, 1, 1)
LAST = 20


def period(begins: int, length: int | None) -> Period:
    first = START + timedelta(days=begins)
    return first, None if length is None else first + timedelta(days=length)


PERIODS = st.builds(period, st.integers(0, 12), st.none() | st.integers(1, 6))


def days(of: Period) -> set[int]:
    end = LAST if of[1] is None else (of[1] - START).days
    return set(range((of[0] - START).days, end))


@given(wanted=PERIODS, taken=st.lists(PERIODS, max_size=5))
def test_what_is_found_is_wanted_free_and_the_first(wanted: Period, taken: list[Period]) -> None:
    found, occupied = free(wanted, taken), set[int]().union(*map(days, taken))
    left = sorted(days(wanted) - occupied)
    if found is None:
        assert left == []
        return
    assert days(found) <= set(left)
    assert min(days(found)) == left[0], "no day is lost at the beginning"
    assert not any(meet(found, other) for other in taken)
    after = max(days(found)) + 1
    assert after not in left, "it is not shorter than it can be"


@given(one=PERIODS, other=PERIODS)
def test_periods_meet_where_they_have_a_day_in_common(one: Period, other: Period) -> None:
    assert meet(one, other) == bool(days(one) & days(other)) == meet(other, one)
