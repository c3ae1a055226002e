"""What a change of many comes to for a line: the rules of each field, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from governance.base.ids import new_id
from governance.commitments.changing.fields.rules import FIELDS, LONGEST, outcome, wish_complaints
from governance.commitments.changing.forms import Wanted
from governance.commitments.changing.planning import rules as planning
from governance.commitments.changing.rules import (
    DAYS,
    MOST,
    NAMED,
    LineNow,
    MilestonePlanned,
    Outcome,
    What,
    chosen_complaints,
    why_not_undone,
)

ORGANISATION, OTHER = new_id(), new_id()
AT = datetime(2026, 5, 1, tzinfo=UTC)


def milestone(day: date, *, runs: bool = True, of: UUID | None = None) -> MilestonePlanned:
    return MilestonePlanned(new_id(), of or new_id(), "Concept gereed", day, runs)


def line(**fields: Any) -> LineNow:
    values: dict[str, Any] = {
        "id": new_id(), "version": 3, "agreement_id": new_id(), "agreement": "Convenant",
        "number": 2, "title": "Lokale aanpak", "organisation_id": ORGANISATION,
        "organisation": "Noordstad", "keeper_id": new_id(), "committee_id": None, "whole": True,
        "agreement_state": "in_force", "entered_on": date(2026, 1, 1),
        "ends_on": date(2029, 1, 1), "state": "planned", "priority": "normal",
        "audience": "committee", "adopted_on": None, "reported": False, "how": "agreed",
        "executor_id": None, "why": "", "execution_version": 0,
        "kind": "other",
        "milestones": (milestone(date(2026, 4, 1)), milestone(date(2026, 9, 1))),
    }  # fmt: skip
    return LineNow(**values | fields)


def wish(what: What, **fields: Any) -> Wanted:
    return Wanted(what=what, **fields)


def test_there_is_a_row_for_every_field() -> None:
    assert set(FIELDS) == set(What)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (wish(What.PRIORITY, to="high"), []),
        (wish(What.PRIORITY, to="gok"), ["to"]),
        (wish(What.PRIORITY, to="low", why="x" * (LONGEST + 1)), ["why"]),
        (wish(What.PRIORITY, to="low", why="parketnummer 09/123456-24"), ["why", "notCaseData"]),
        (wish(What.AUDIENCE, to="own"), []),
        (wish(What.AUDIENCE), ["to"]),
        (wish(What.EXECUTION, to="itself", why="Eigen mensen."), []),
        (wish(What.EXECUTION, to="itself"), ["why"]),
        (wish(What.EXECUTION, to="agreed"), []),
        (wish(What.EXECUTION, to="other", why="x"), ["executorOrganisationId"]),
        (wish(What.EXECUTION, to="gok", why="x" * (LONGEST + 1)), ["to", "why"]),
        (wish(What.PLANNING, weeks=2, why="Later."), []),
        (wish(What.PLANNING, on=date(2026, 6, 1), why="Later."), []),
        (wish(What.PLANNING, why="Later."), ["weeks"]),
        (wish(What.PLANNING, weeks=2, on=date(2026, 6, 1)), ["weeks", "why"]),
        (wish(What.PLANNING, weeks=0, why="Later."), ["weeks"]),
        (wish(What.PLANNING, weeks=10_000, why="Later."), ["weeks"]),
    ],
)
def test_what_is_wrong_with_a_wish_is_told_at_its_field(asked: Wanted, wrong: list[str]) -> None:
    assert [one.field for one in wish_complaints(asked)] == wrong


def test_what_is_so_already_stays() -> None:
    for asked, of in (
        (wish(What.PRIORITY, to="normal"), line()),
        (wish(What.AUDIENCE, to="committee"), line()),
        (wish(What.EXECUTION, to="agreed"), line()),
        (wish(What.EXECUTION, to="itself", why="Nieuw."), line(how="itself", why="Oud.")),
        (wish(What.PLANNING, on=date(2026, 4, 1), why="x"), line()),
    ):
        found = outcome(of, asked)
        assert (found.after, found.why_not) == (None, ()), asked


def test_weeks_move_every_open_milestone_and_a_day_the_first() -> None:
    reached = milestone(date(2026, 2, 1), runs=False)
    first, second = milestone(date(2026, 4, 1)), milestone(date(2026, 9, 1))
    of = line(milestones=(reached, first, second))
    later = outcome(of, wish(What.PLANNING, weeks=-2, why="x")).after or {}
    assert {one: said["day"] for one, said in later.items()} == {
        str(first.id): "2026-03-18", str(second.id): "2026-08-18",
    }  # fmt: skip
    on = outcome(of, wish(What.PLANNING, on=date(2026, 6, 1), why="x")).after or {}
    assert [said["day"] for said in on.values()] == ["2026-06-01", "2026-09-01"]


@pytest.mark.parametrize(
    ("of", "asked"),
    [
        (line(agreement_state="ended"), wish(What.PLANNING, weeks=1, why="x")),
        (line(state="done"), wish(What.PLANNING, weeks=1, why="x")),
        (line(milestones=()), wish(What.PLANNING, weeks=1, why="x")),
        (line(), wish(What.PLANNING, weeks=500, why="x")),
        (line(), wish(What.PLANNING, weeks=-20, why="x")),
        (line(milestones=(milestone(date(9999, 1, 1)),)), wish(What.PLANNING, weeks=520, why="x")),
        (line(agreement_state="ended"), wish(What.EXECUTION, to="itself", why="x")),
        (line(state="lapsed"), wish(What.EXECUTION, to="itself", why="x")),
        (
            line(),
            wish(
                What.EXECUTION, to="other", executor_organisation_id=ORGANISATION, why="x"
            ),
        ),
        (line(adopted_on=date(2026, 2, 1)), wish(What.AUDIENCE, to="own")),
        (line(reported=True), wish(What.AUDIENCE, to="own")),
    ],
)  # fmt: skip
def test_a_line_is_refused_with_the_reason(of: LineNow, asked: Wanted) -> None:
    found = outcome(of, asked)
    assert found.after is None and found.why_not


def test_days_of_inspections_to_come_are_neither_shown_nor_moved_for_many_at_once() -> None:
    found = outcome(
        line(kind="enforcement", hides_days=True), wish(What.PLANNING, weeks=1, why="x")
    )
    assert (found.before, found.after) == ({}, None) and found.why_not


def test_a_recurring_milestone_does_not_move_onto_its_other_day() -> None:
    one = new_id()
    reached = milestone(date(2026, 4, 15), runs=False, of=one)
    of = line(milestones=(reached, milestone(date(2026, 4, 1), of=one)))
    assert outcome(of, wish(What.PLANNING, weeks=2, why="x")).why_not


def test_a_narrower_audience_goes_on_knowingly() -> None:
    of = line(adopted_on=date(2026, 2, 1))
    assert outcome(of, wish(What.AUDIENCE, to="own", knowingly=True)).after == {"audience": "own"}


def outcomes(*found: Outcome) -> dict[UUID, Outcome]:
    return {one.line.id: one for one in found}


def test_nothing_too_much_twice_and_stale_are_told_of_the_line() -> None:
    asked = wish(What.PRIORITY, to="high")
    one, two = outcome(line(), asked), outcome(line(priority="high"), asked)
    here = outcomes(one, two)
    assert [c.field for c in chosen_complaints([], here)] == ["lines"]
    assert list(chosen_complaints([(one.line.id, 3)], here)) == []
    [stale] = chosen_complaints([(one.line.id, 2)], here)
    assert (stale.field, stale.about) == ("lines.0.chosen", "Convenant, 2 Noordstad")
    [alike] = chosen_complaints([(two.line.id, 3)], here)
    assert "already" in alike.problem
    [twice] = chosen_complaints([(one.line.id, 3)] * 2, here)
    assert twice.field == "lines.1.chosen"
    many = [outcome(line(), asked) for _ in range(MOST + 1)]
    [too] = chosen_complaints([(x.line.id, 3) for x in many], outcomes(*many))
    assert too.values == {"limit": MOST}
    refused = replace(one, after=None, why_not=(replace(too, field=""),))
    assert list(chosen_complaints([(one.line.id, 3)], outcomes(refused)))


def test_a_change_is_undone_while_it_is_young_and_nobody_changed_it() -> None:
    assert why_not_undone(AT, None, [], AT + timedelta(days=DAYS)) is None
    for undone, others, now in (
        (AT, [], AT),
        (None, [], AT + timedelta(days=DAYS, seconds=1)),
        (None, ["x"], AT),
    ):
        assert why_not_undone(AT, undone, others, now)
    named = why_not_undone(AT, None, [str(n) for n in range(NAMED + 1)], AT)
    assert named and named.values["names"].endswith("; …")


def test_days_of_inspections_are_not_moved_with_many_at_once() -> None:
    asked, hidden = wish(What.PLANNING, weeks=4, why="x"), line(kind="enforcement")
    assert planning.now(hidden) == planning.wanted(hidden, asked) == {}
    assert [one.problem for one in planning.refusals(hidden, asked)] == [planning.ITS_PAGE]
    assert planning.now(line()) and not list(planning.refusals(line(), asked))
