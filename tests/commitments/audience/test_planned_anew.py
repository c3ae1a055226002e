"""Of another party one sees the plan that goes with what was adopted, on every page alike."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.reporting import AT, TODAY
from tests.commitments.audience.test_actions import adopted, reported

from governance.base.actor import Actor
from governance.commitments.finding.queries import found
from governance.commitments.finding.rules import Wanted
from governance.commitments.keeping.queries import line as one_line
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.commitments.timeline.queries import of_line as timeline_of
from governance.commitments.timeline.rules import Zoom


async def told(line: UUID, by: Actor) -> tuple[set[date | None], set[date], set[date]]:
    """For when the line is planned, and its milestones: on its page, in the list and as drawn."""
    one = await one_line(line, by=by, today=TODAY)
    assert one.line.sight == "adopted"
    listed = {
        x.planned_on for x in (await found(Wanted(), by=by, today=TODAY)).lines if x.id == line
    }
    drawn = await timeline_of(line, Zoom.ALL, TODAY, by=by, today=TODAY)
    days = {p.planned_on for p in drawn.points}
    return listed | {one.line.planned_on}, {m.planned_on for m in one.milestones}, days


@pytest.mark.usefixtures("database")
async def test_what_is_planned_anew_since_the_adoption_is_not_for_other_parties_yet() -> None:
    cast = await parties.cast()
    line, opened, _ = await reported(cast)
    await adopted(cast, opened, cast.secretary)
    before = await told(line, cast.pin_south)
    for days in (31, 62):
        view = await one_line(line, by=cast.administrator, today=TODAY)
        *_, last = sorted(view.milestones, key=lambda one: one.planned_on)
        moved = [NewDay(last.id, last.planned_on + timedelta(days))]
        form = ReplanningForm("Later.", moved, version=view.version)
        await replan(line, form, by=cast.administrator, at=AT + timedelta(days))
    assert await told(line, cast.pin_south) == before
    planned, milestones, drawn = before
    assert planned == {max(milestones)} and milestones == drawn
