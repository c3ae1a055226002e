"""A workbook holds no day of an inspection, and opens no cell in which one could be planned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.builders.commitments import AT, in_force
from tests.builders.parties import cast

from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.commitments.annual_plan.queries import annual_plan
from governance.commitments.bringing_back.actions import bring_back
from governance.commitments.bringing_back.forms import BringBackForm, LineChange
from governance.commitments.finding.exported.queries import exported, opened_of
from governance.commitments.finding.layout.rules import PLAN, PRIORITY
from governance.commitments.finding.rules import Wanted
from governance.commitments.hidden_days.rules import HIDDEN
from governance.commitments.timeline.queries import of_agreement
from governance.commitments.timeline.rules import Zoom

TODAY = AT.date()


@pytest.mark.parametrize(("kind", "hidden"), [("enforcement", True), ("other", False)])
async def test_of_an_inspection_no_day_is_filled_in_in_a_file(
    database: Database, kind: str, hidden: bool
) -> None:
    people = await cast()
    await in_force(people, kind=kind)
    lines = await exported(Wanted(), by=people.administrator, today=TODAY)
    assert {one.days_hidden for one in lines} == {hidden} and len(lines) == 2
    for opened in opened_of(lines, people.administrator):
        assert opened >= set(PRIORITY) and opened.isdisjoint(PLAN) is hidden


@pytest.mark.parametrize(("kind", "hidden"), [("enforcement", True), ("other", False)])
async def test_a_program_plans_no_inspection_by_what_a_file_changes(
    database: Database, kind: str, hidden: bool
) -> None:
    people = await cast()
    await in_force(people, kind=kind)
    [line, *_] = await exported(Wanted(), by=people.administrator, today=TODAY)
    [milestone, *_] = await DATABASE.fetch(
        "select id from milestone_line where commitment_line = $1 order by position", line.id
    )
    moved = LineChange(
        id=line.id, version=line.version, next_milestone_id=milestone["id"],
        next_planned_on=AT.date() + timedelta(weeks=9), reason="Het college was later.",
    )  # fmt: skip
    problems = []
    try:
        await bring_back(BringBackForm(lines=[moved]), by=people.administrator, at=AT)
    except Refused as refused:
        problems = [(one.field, one.problem) for one in refused.complaints]
    assert problems == ([("lines.0.nextMilestoneId", HIDDEN)] if hidden else [])


async def test_a_timeline_and_a_plan_count_what_they_do_not_show(database: Database) -> None:
    people = await cast()
    agreement = await in_force(people, kind="enforcement")
    line = await of_agreement(agreement, Zoom.ALL, TODAY, by=people.administrator, today=TODAY)
    assert line.points == [] and line.hidden == {1: 2}
    plan = await annual_plan(agreement, 2026, by=people.administrator, today=TODAY)
    [only] = plan.commitments
    assert only.milestones == only.left == () and only.hidden == 2
