"""When a review is due, which roles are special, and what makes a line another."""

from __future__ import annotations

from datetime import date

import pytest

from governance.base.actor import RoleKind
from governance.identity.reviewing.rules import (
    ReviewKind,
    Timing,
    due_on,
    evidence,
    fingerprint,
    is_special,
    months_later,
    timing,
)
from governance.identity.roles.rules import RULES, SPECIAL

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 3, date(2027, 3, 31)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_last_of_the_month(
    day: date, months: int, then: date
) -> None:
    assert months_later(day, months) == then


def test_a_review_is_due_a_year_or_a_quarter_after_the_last_one_else_after_the_first_role() -> None:
    assert due_on(ReviewKind.ALL, DAY, date(2020, 1, 1)) == date(2027, 11, 30)
    assert due_on(ReviewKind.SPECIAL, DAY, date(2020, 1, 1)) == date(2027, 2, 28)
    assert due_on(ReviewKind.ALL, None, DAY) == date(2027, 11, 30)
    assert due_on(ReviewKind.ALL, None, None) is None


@pytest.mark.parametrize(
    ("kind", "today", "stands"),
    [
        (ReviewKind.ALL, date(2027, 10, 30), Timing.LATER),
        (ReviewKind.ALL, date(2027, 10, 31), Timing.DUE),
        (ReviewKind.ALL, date(2027, 11, 29), Timing.DUE),
        (ReviewKind.ALL, date(2027, 11, 30), Timing.LATE),
        (ReviewKind.SPECIAL, date(2027, 11, 15), Timing.LATER),
        (ReviewKind.SPECIAL, date(2027, 11, 16), Timing.DUE),
        (ReviewKind.SPECIAL, date(2027, 11, 30), Timing.LATE),
    ],
)
def test_it_is_asked_for_some_weeks_before_and_late_on_the_day_itself(
    kind: ReviewKind, today: date, stands: Timing
) -> None:
    assert timing(kind, date(2027, 11, 30), today) is stands


def test_whoever_gives_a_role_or_reads_the_trail_has_special_rights() -> None:
    givers = {g.value for rule in RULES.values() for who in rule.given_by.values() for g in who}
    assert set(SPECIAL) == {RoleKind(giver) for giver in givers} | {RoleKind.AUDITOR}
    assert is_special("secretary")
    assert not is_special("reader")


def test_a_role_that_is_given_changed_or_ended_gives_another_fingerprint() -> None:
    one = {"assignment": "a", "role_version": 1, "valid_until": None}
    two = {"assignment": "b", "role_version": 1, "valid_until": None}
    seen = fingerprint([one, two])
    assert fingerprint([two, one]) == seen
    others = [[one], [one, two | {"role_version": 2}], [one, two | {"valid_until": DAY}], []]
    assert len({seen, *map(fingerprint, others)}) == 5


def test_whatever_is_changed_in_a_line_gives_another_hash() -> None:
    lines = [{"id": "1", "answer": "confirm", "at": DAY}, {"id": "2", "answer": "", "at": None}]
    told = evidence(lines)
    assert evidence(reversed(lines)) == told
    assert evidence(lines[:1]) != told
    assert evidence([lines[0], lines[1] | {"answer": "confirm"}]) != told
