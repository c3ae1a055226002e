"""Rules of commitments: how things stand, when milestones are planned, what must be right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.builders.commitments import commitment

from governance.base.ids import new_id
from governance.commitments.agreed.rules import commitment_complaints
from governance.commitments.forms import MilestoneForm
from governance.commitments.milestones.rules import milestone_complaints, planned_days
from governance.commitments.rules import LineState, Standing
from governance.commitments.standing.rules import standing, worst
from governance.library.promises import add_months

TODAY = date(2026, 7, 1)
BEFORE, LATER, LATEST = date(2026, 6, 30), date(2026, 8, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("state", "planned", "forecast", "done", "stands"),
    [
        ("on_track", LATER, None, None, Standing.ON_SCHEDULE),
        ("planned", None, None, None, Standing.ON_SCHEDULE),
        ("started", TODAY, None, None, Standing.ON_SCHEDULE),
        ("on_track", LATER, LATER, None, Standing.ON_SCHEDULE),
        ("on_track", LATER, LATEST, None, Standing.AT_RISK),
        ("delayed", LATER, None, None, Standing.AT_RISK),
        ("blocked", None, None, None, Standing.AT_RISK),
        ("on_track", BEFORE, None, None, Standing.LATE),
        ("delayed", BEFORE, LATEST, None, Standing.LATE),
        ("done", BEFORE, None, LATER, Standing.DONE),
        ("lapsed", BEFORE, None, None, Standing.LAPSED),
    ],
)
def test_how_something_stands(
    state: str, planned: date | None, forecast: date | None, done: date | None, stands: Standing
) -> None:
    assert standing(state, planned, forecast, done, TODAY) == stands


def test_every_state_has_a_standing() -> None:
    for state in LineState:
        assert standing(state, LATER, None, None, TODAY) in Standing


def test_the_worst_counts_and_nothing_is_on_schedule() -> None:
    assert worst([Standing.DONE, Standing.LATE, Standing.AT_RISK]) == Standing.LATE
    assert worst([]) == Standing.ON_SCHEDULE


def test_a_month_later_in_a_shorter_month_is_its_last_day() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 15), 13) == date(2028, 1, 15)


def test_a_milestone_after_entry_and_one_on_a_date_come_once() -> None:
    entered = date(2026, 1, 31)
    assert planned_days("after_entry", 3, None, entered, None) == [date(2026, 4, 30)]
    assert planned_days("on_date", None, LATER, entered, None) == [LATER]


def test_a_repeated_milestone_stops_before_the_agreement_ends() -> None:
    days = planned_days("every", 6, None, date(2026, 1, 1), date(2028, 1, 1))
    assert days == [date(2026, 7, 1), date(2027, 1, 1), date(2027, 7, 1)]


def test_without_an_end_a_repeated_milestone_is_planned_four_years_ahead() -> None:
    days = planned_days("every", 12, None, date(2026, 3, 1), None)
    assert days == [date(year, 3, 1) for year in range(2027, 2031)]


@pytest.mark.parametrize("target", [Decimal("9" * 40), Decimal("0.00001")])
def test_a_target_is_no_number_that_cannot_be_written(target: Decimal) -> None:
    owner = new_id()
    form = commitment([owner], target=target, indicator_unit="uur")
    [told] = commitment_complaints(form, "c", {owner}, {owner})
    assert told.field == "c.target"


def test_five_mistakes_in_a_commitment_are_told_at_once() -> None:
    owner, adviser = new_id(), new_id()
    form = commitment(
        [owner, adviser],
        title=" ",
        key="Not a key",
        nature="maybe",
        target=Decimal(-1),
        contributor_party_ids=[owner],
    )
    told = [
        c.field for c in commitment_complaints(form, "commitments.0", {owner, adviser}, {owner})
    ]
    assert told == [
        f"commitments.0.{name}"
        for name in (
            "title", "key", "nature", "indicatorUnit", "target", "ownerPartyIds",
            "contributorPartyIds",
        )
    ]  # fmt: skip


def test_a_milestone_needs_what_its_rule_asks_and_fits_in_the_term() -> None:
    def told(form: MilestoneForm) -> list[str]:
        return [c.field for c in milestone_complaints(form, "m", 24)]

    assert told(MilestoneForm("x", "on_date")) == ["m.onDate"]
    assert told(MilestoneForm("", "every")) == ["m.title", "m.months"]
    assert told(MilestoneForm("x", "after_entry", months=25)) == ["m.months"]
    assert told(MilestoneForm("x", "someday", months=2)) == ["m.rule"]
    assert told(MilestoneForm("x", "every", months=6)) == []
    on = date(2027, 5, 1)
    assert told(MilestoneForm("x", "yearly")) == ["m.onDate"]
    assert told(MilestoneForm("x", "yearly", on_date=on)) == []
    assert told(MilestoneForm("x", "yearly", on_date=date(2028, 2, 29))) == ["m.onDate"]
    assert told(MilestoneForm("x", "on_date", months=6, on_date=on)) == ["m.months"]
    assert told(MilestoneForm("x", "after_entry", months=6, on_date=on)) == ["m.onDate"]


def test_what_comes_every_year_is_planned_on_its_day_as_long_as_it_holds() -> None:
    entered, on = date(2026, 5, 1), date(2028, 2, 29)
    days = planned_days("yearly", None, on, entered, date(2029, 2, 28))
    assert days == [date(2027, 2, 28), date(2028, 2, 29)]
    assert planned_days("yearly", None, entered, entered, date(2027, 5, 1)) == [entered]
    endless = planned_days("yearly", None, date(2030, 4, 30), entered, None)
    assert [day.year for day in endless] == [2027, 2028, 2029, 2030]
