"""Periods, what an indicator may be, what is asked, what is shown and how it adds up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from tests.builders.measuring import indicator_form, of_people

from governance.commitments.measuring.entering.rules import value_complaints
from governance.commitments.measuring.forms import IndicatorStepForm
from governance.commitments.measuring.hiding.rules import HIDDEN, Counts, between, hides, shown
from governance.commitments.measuring.periods.rules import Every, Span, span_of, spans
from governance.commitments.measuring.rolling.rules import Rule, roll
from governance.commitments.measuring.rules import (
    Direction,
    asked,
    indicator_complaints,
    meets,
)


def exactly(*numbers: int) -> list[Any]:
    return [between(Decimal(n), Decimal(n)) for n in numbers]


@pytest.mark.parametrize(
    ("every", "on", "since", "until"),
    [
        (Every.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        (Every.QUARTER, date(2026, 5, 9), date(2026, 4, 1), date(2026, 7, 1)),
        (Every.HALF_YEAR, date(2026, 7, 1), date(2026, 7, 1), date(2027, 1, 1)),
        (Every.YEAR, date(2028, 2, 29), date(2028, 1, 1), date(2029, 1, 1)),
    ],
)
def test_a_day_lies_in_one_period(every: str, on: date, since: date, until: date) -> None:
    assert span_of(every, on) == Span(since, until)


def test_periods_follow_on_one_another_until_the_last_that_is_over() -> None:
    found = spans(Every.QUARTER, date(2026, 2, 10), date(2026, 12, 31))
    assert [one.since for one in found] == [date(2026, m, 1) for m in (1, 4, 7)]
    assert all(a.until == b.since for a, b in pairwise(found))
    assert len(spans(Every.QUARTER, date(2026, 2, 10), date(2027, 1, 1))) == 4


@pytest.mark.parametrize("number", range(8))
def test_of_people_one_to_four_is_hidden_and_nothing_else(number: int) -> None:
    seen = shown(Decimal(number), hiding=True)
    assert (seen == HIDDEN) is (1 <= number <= 4)
    assert seen.hidden or seen.value == number
    assert shown(Decimal(number), hiding=False).value == number


def test_what_leads_to_people_is_hidden_as_people_are_and_inspections_are_not() -> None:
    assert hides(Counts.PEOPLE, leads_to_people=False, signals=False)
    assert hides(Counts.ACTIVITIES, leads_to_people=True, signals=False)
    assert hides(Counts.ACTIVITIES, leads_to_people=False, signals=True)
    for counts in (Counts.ACTIVITIES, Counts.CAPACITY, Counts.MONEY, Counts.YES_NO):
        assert not hides(counts, leads_to_people=False, signals=False)


def test_a_sum_of_what_is_shown_is_a_range_where_something_is_hidden() -> None:
    rolled = roll(Rule.SUM, [*exactly(12, 0), HIDDEN, HIDDEN], ["Zuiddorp"])
    assert rolled.shown == between(Decimal(14), Decimal(20))
    assert (rolled.measured, rolled.hidden, rolled.missing) == (4, 2, ("Zuiddorp",))
    assert roll(Rule.SUM, exactly(12, 0)).shown == between(Decimal(12), Decimal(12))


def test_a_mean_is_of_those_who_measured_and_never_of_those_who_did_not() -> None:
    rolled = roll(Rule.MEAN, exactly(2, 3), ["Zuiddorp", "Dorp 0"])
    assert rolled.shown and rolled.shown.value == Decimal("2.50")
    hidden = roll(Rule.MEAN, [*exactly(5, 6), HIDDEN]).shown
    assert hidden == between(Decimal("4.00"), Decimal("5.00"))


def test_nothing_measured_is_no_zero() -> None:
    for rule in Rule:
        assert roll(rule, [], ["Zuiddorp"]).shown is None


def test_a_share_counts_who_meets_it_and_leaves_open_what_is_hidden() -> None:
    judge = lambda seen: meets(seen, Direction.UP, Decimal(3))  # noqa: E731
    rolled = roll(Rule.SHARE, [*exactly(5, 2), HIDDEN], meets=judge)
    assert rolled.shown == between(Decimal(1), Decimal(2))


@pytest.mark.parametrize(
    ("direction", "target", "met"),
    [
        (Direction.UP, 1, True), (Direction.UP, 2, None), (Direction.UP, 5, False),
        (Direction.DOWN, 0, False), (Direction.DOWN, 3, None), (Direction.DOWN, 4, True),
        (Direction.NONE, 1, None),
    ],
)  # fmt: skip
def test_of_a_hidden_number_it_is_told_only_what_holds_of_all_that_it_can_be(
    direction: str, target: int, met: bool | None
) -> None:
    assert meets(HIDDEN, direction, Decimal(target)) is met


def test_what_is_asked_grows_with_the_steps_and_is_nothing_before_the_first() -> None:
    steps = [IndicatorStepForm(date(2026, 6, 30), Decimal(4))]
    form = indicator_form(target=Decimal(8), target_by=date(2027, 6, 30), steps=steps)
    assert asked(form, date(2026, 3, 31)) is None
    assert asked(form, date(2026, 6, 30)) == 4
    assert asked(form, date(2027, 6, 29)) == 4
    assert asked(form, date(2027, 6, 30)) == 8
    yes = indicator_form(counts=Counts.YES_NO, rule=Rule.SHARE, target_by=date(2026, 12, 31))
    assert asked(yes, date(2026, 11, 30)) is None
    assert asked(yes, date(2026, 12, 31)) == 1


RIGHT = {
    "target": Decimal(8), "target_by": date(2027, 1, 1),
    "steps": [IndicatorStepForm(date(2026, 6, 1), Decimal(4))],
}  # fmt: skip


def test_an_indicator_that_is_right_has_no_complaints() -> None:
    assert list(indicator_complaints(indicator_form(**RIGHT))) == []
    signals = of_people(signals=True, direction=Direction.NONE)
    assert list(indicator_complaints(signals)) == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"target": Decimal(8)}, {"targetBy"}),
        ({"target_by": date(2027, 1, 1)}, {"target"}),
        ({"baseline": Decimal(8)}, {"baselineOn"}),
        ({"direction": Direction.NONE, **RIGHT}, {"target"}),
        ({"direction": Direction.NONE, "rule": Rule.SHARE}, {"rule", "target"}),
        ({"rule": Rule.SHARE}, {"target"}),
        ({"counts": Counts.YES_NO}, {"rule"}),
        ({"counts": Counts.MONEY, "leads_to_people": True}, {"leadsToPeople"}),
        ({"counts": Counts.CAPACITY, "signals": True}, {"signals", "direction"}),
        ({"signals": True}, {"direction"}),
        ({"counts": Counts.PEOPLE, **RIGHT, "target": Decimal("8.5")}, {"target"}),
        ({"counts": Counts.MONEY, **RIGHT, "target": Decimal("8.555")}, {"target"}),
        ({**RIGHT, "steps": [IndicatorStepForm(date(2027, 1, 1), Decimal(4))]}, {"steps.0.onDate"}),
        ({**RIGHT, "steps": [IndicatorStepForm(date(2026, 1, 1), Decimal(9))]}, {"steps.0.value"}),
        ({**RIGHT, "direction": Direction.DOWN}, {"steps.0.value"}),
        (
            {"counts": Counts.PEOPLE, "baseline": Decimal(4), "baseline_on": date(2026, 1, 1)},
            {"baseline"},
        ),
    ],
)
def test_an_indicator_that_is_wrong_is_told_where(fields: Any, wrong: set[str]) -> None:
    found = {one.field for one in indicator_complaints(indicator_form(**fields))}
    assert found == wrong


def test_a_value_of_yes_or_no_is_one_of_the_two() -> None:
    form = indicator_form(counts=Counts.YES_NO, rule=Rule.SHARE)
    for number in (0, 1):
        assert list(value_complaints(form, Decimal(number), "", None)) == []
    assert [c.field for c in value_complaints(form, Decimal(2), "", None)] == ["value"]
    assert [c.field for c in value_complaints(form, None, "", None)] == ["value"]
