"""What is planned anew since changes neither an accepted nor an adopted report."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.reporting import AT, TODAY, open_round, report_of, submitted

from governance.commitments.keeping.queries import line as one_line
from governance.commitments.queries import lines
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import ReportView, report
from governance.reporting.regional.queries import regional

pytestmark = pytest.mark.usefixtures("database")
LATER = AT + timedelta(days=30)
FORM = AdoptionForm("stuurgroep", TODAY, "Op koers", knowingly=True)


async def accepted() -> tuple[parties.Cast, UUID, UUID, ReportView]:
    """A round in which the report of the north was accepted."""
    cast = await parties.cast()
    agreement = await in_force(cast, commitments=2)
    opened = await open_round(cast, agreement)
    north = await report_of(opened, cast.north, cast.pin_north)
    await submitted(north, cast.pin_north)
    await actions.accept(north.id, by=cast.secretary, at=AT)
    return cast, agreement, opened, await report(north.id, by=cast.secretary, today=TODAY)


async def first_becomes_last(agreement: UUID, cast: parties.Cast) -> None:
    """Plan the first milestone of every line after its last."""
    for line in [one.id for one in await lines(agreement, by=cast.administrator, today=TODAY)]:
        view = await one_line(line, by=cast.administrator, today=TODAY)
        first, *others = sorted(view.milestones, key=lambda one: one.planned_on)
        moved = [NewDay(first.id, others[-1].planned_on + timedelta(1))]
        form = ReplanningForm("Later.", moved, version=view.version)
        await replan(line, form, by=cast.administrator, at=LATER)


async def test_which_milestone_was_next_stays_so_in_what_was_adopted() -> None:
    cast, agreement, opened, _ = await accepted()
    await actions.adopt(opened, FORM, by=cast.chair, at=AT, paper=regional_document)
    before = await regional(opened, by=cast.chair)
    await first_becomes_last(agreement, cast)
    assert [one for one in before.lines if one.ahead]
    assert await regional(opened, by=cast.chair) == before


async def test_an_accepted_report_says_for_when_things_were_planned_then() -> None:
    cast, agreement, _, before = await accepted()
    await first_becomes_last(agreement, cast)
    after = await report(before.id, by=cast.secretary, today=TODAY)
    assert before.lines and after.lines == before.lines
    long_after = await report(before.id, by=cast.secretary, today=TODAY + timedelta(2_000))
    assert long_after.lines == before.lines, "nor is it late by a plan that it has no more"


async def test_a_report_that_is_not_accepted_says_for_when_things_are_planned_now() -> None:
    cast, agreement, opened, _ = await accepted()
    before = await report_of(opened, cast.south, cast.pin_south)
    await first_becomes_last(agreement, cast)
    after = await report(before.id, by=cast.pin_south, today=TODAY)
    for old, new in zip(before.lines, after.lines, strict=True):
        assert new.planned_on == max(one.planned_on for one in old.milestones) + timedelta(1)
        assert new.planned_on == new.milestones[-1].planned_on
