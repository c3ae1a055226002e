"""Adoption is final: what comes later does not change the report, and nobody adopts by a slip."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import Struct
from msgspec.structs import replace
from tests.builders import parties
from tests.builders.audience import COMMITTEE, OWN, PUBLIC, shown_to
from tests.builders.commitments import in_force
from tests.builders.measuring import line_of
from tests.builders.reporting import AT, TODAY, answer, open_round, report_of, submitted

from governance.commitments.keeping.queries import line as one_line
from governance.commitments.queries import lines
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.parties.rules import Audience
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm, ApprovalForm, MilestoneAnswer
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import ReportView
from governance.reporting.regional.queries import regional
from governance.reporting.regional.rules import adoption_complaints
from governance.reporting.waiting.queries import due

pytestmark = pytest.mark.usefixtures("database")

LATER = AT + timedelta(days=30)
AFTER = LATER + timedelta(days=1)
FORM = AdoptionForm("stuurgroep", TODAY, "Op koers", knowingly=True)


class Of(Struct):
    """What the rules read of a round."""

    accepted: int
    reports: int
    opens_on: date = date(2026, 7, 1)
    period_until: date = date(2026, 7, 1)
    period_last: date = date(2026, 6, 30)
    last_accepted_at: datetime | None = None


async def adopted_without_south() -> tuple[parties.Cast, UUID, UUID, ReportView]:
    """A round adopted with the report of the north; that of the south is submitted."""
    cast = await parties.cast()
    agreement = await in_force(cast, commitments=2)
    opened = await open_round(cast, agreement)
    north = await report_of(opened, cast.north, cast.pin_north)
    await submitted(north, cast.pin_north)
    await actions.accept(north.id, by=cast.secretary, at=AT)
    south = await report_of(opened, cast.south, cast.pin_south)
    await submitted(south, cast.pin_south)
    await actions.adopt(opened, FORM, by=cast.chair, at=AT, paper=regional_document)
    return cast, agreement, opened, await report_of(opened, cast.south, cast.pin_south)


async def test_what_is_accepted_after_the_adoption_is_not_in_the_report_that_was_adopted() -> None:
    cast, agreement, opened, south = await adopted_without_south()
    before = await regional(opened, by=cast.chair)
    assert (before.reports_accepted, before.not_accepted) == (1, ("Zuiddorp",))
    await actions.accept(south.id, by=cast.secretary, at=LATER)
    after = await regional(opened, by=cast.chair)
    assert (after.reports_accepted, after.awaited) == (1, before.awaited)
    assert (after.lines, after.counts) == (before.lines, before.counts)
    assert after.milestones == before.milestones
    assert after.accepted_later == after.not_accepted == ("Zuiddorp",)
    said = {
        x.state
        for x in await lines(agreement, by=cast.chair, today=TODAY)
        if x.organisation == "Zuiddorp"
    }
    assert said == {"on_track"}


async def test_what_is_planned_anew_after_the_adoption_does_not_change_the_report() -> None:
    cast, agreement, opened, _ = await adopted_without_south()
    before = await regional(opened, by=cast.chair)
    planned = {one.planned_on for one in before.milestones}
    for line in [one.id for one in await lines(agreement, by=cast.administrator, today=TODAY)]:
        for days, at in ((31, LATER), (32, AFTER)):
            view = await one_line(line, by=cast.administrator, today=TODAY)
            moved = [NewDay(m.id, m.planned_on + timedelta(days)) for m in view.milestones]
            form = ReplanningForm("Later.", moved, version=view.version)
            await replan(line, form, by=cast.administrator, at=at)
    after = await regional(opened, by=cast.chair)
    assert planned and after == before
    now = await one_line(before.lines[0].line_id, by=cast.administrator, today=TODAY)
    assert not planned & {one.planned_on for one in now.milestones}


async def test_an_acceptance_that_began_before_the_adoption_and_ends_after_it_is_later() -> None:
    cast, _, opened, south = await adopted_without_south()
    await actions.accept(south.id, by=cast.secretary, at=AT - timedelta(seconds=1))
    view = await regional(opened, by=cast.chair)
    assert (view.reports_accepted, view.accepted_later) == (1, ("Zuiddorp",))


async def test_the_milestones_of_an_adopted_report_stay_as_they_were_then() -> None:
    cast, agreement, opened, _ = await adopted_without_south()
    before = await regional(opened, by=cast.chair)
    again = await _second_half(cast, agreement)
    for of, pin in ((cast.north, cast.pin_north), (cast.south, cast.pin_south)):
        mine = await report_of(again, of, pin)
        await _all_done(mine, pin)
        await actions.accept(mine.id, by=cast.secretary, at=LATER)
    assert (await regional(opened, by=cast.chair)).milestones == before.milestones
    now = await regional(again, by=cast.chair, today=LATER.date())
    assert {m.done for m in now.milestones} == {2}
    assert {line.before is None for line in now.lines if line.organisation == "Zuiddorp"} == {True}


async def _second_half(cast: parties.Cast, agreement: UUID) -> UUID:
    return await open_round(
        cast, agreement, title="Tweede helft", period_from=date(2026, 7, 1),
        period_until=date(2027, 1, 1), opens_on=date(2026, 7, 2), due_on=date(2027, 1, 15),
    )  # fmt: skip


async def _done_of_south(cast: parties.Cast, opened: UUID, at: datetime) -> None:
    """The south reaches every milestone in a round, and that report is accepted."""
    mine = await report_of(opened, cast.south, cast.pin_south)
    await _all_done(mine, cast.pin_south)
    await actions.accept(mine.id, by=cast.secretary, at=at)


async def _reached(opened: UUID, by: Any) -> set[int]:
    return {m.done for m in (await regional(opened, by=by)).milestones}


async def test_what_another_round_says_of_milestones_waits_for_its_own_adoption() -> None:
    """The south is not in the first half; of the second, accepted before, nothing is told."""
    cast = await parties.cast()
    agreement = await in_force(cast, commitments=2)
    first, second = await open_round(cast, agreement), await _second_half(cast, agreement)
    north = await report_of(first, cast.north, cast.pin_north)
    await submitted(north, cast.pin_north)
    await actions.accept(north.id, by=cast.secretary, at=LATER)
    await _done_of_south(cast, second, LATER)
    later = AdoptionForm("stuurgroep", LATER.date(), summary="Op koers", knowingly=True)
    await actions.adopt(first, later, by=cast.chair, at=LATER, paper=regional_document)
    for by in (cast.pin_north, cast.chair):
        assert await _reached(first, by) == {0}
    await actions.adopt(second, later, by=cast.chair, at=AFTER, paper=regional_document)
    assert await _reached(second, cast.pin_north) == {1}
    assert await _reached(first, cast.pin_north) == {0}


@pytest.mark.parametrize(("audience", "told"), [(PUBLIC, 1), (OWN, 0)])
async def test_what_was_adopted_before_counts_for_who_could_see_it_on_that_day(
    audience: Audience, told: int
) -> None:
    """In the second half only the north reports; the line of the south is for all again."""
    cast = await parties.cast()
    agreement = await in_force(cast)
    first, second = await open_round(cast, agreement), await _second_half(cast, agreement)
    line = await line_of(agreement, cast.south)
    await shown_to(line, audience, cast.pin_south, AT)
    await _done_of_south(cast, first, LATER)
    form = AdoptionForm("stuurgroep", LATER.date(), summary="Op koers", knowingly=True)
    await actions.adopt(first, form, by=cast.chair, at=LATER, paper=regional_document)
    await shown_to(line, COMMITTEE, cast.pin_south, LATER)
    north = await report_of(second, cast.north, cast.pin_north)
    await submitted(north, cast.pin_north)
    await actions.accept(north.id, by=cast.secretary, at=LATER)
    await actions.adopt(second, form, by=cast.chair, at=AFTER, paper=regional_document)
    assert await _reached(second, cast.pin_north) == {told}


async def _states_of_south(agreement: UUID, cast: parties.Cast) -> set[str]:
    found = await lines(agreement, by=cast.chair, today=TODAY)
    return {line.state for line in found if line.organisation == "Zuiddorp"}


async def _all_done(mine: ReportView, by: Any) -> None:
    for line in mine.lines:
        done = [MilestoneAnswer(m.id, "done", None, TODAY) for m in line.milestones]
        said = answer(state="done", done_on=TODAY, milestones=done)
        await actions.save_line(line.id, said, None, by=by, at=LATER)
    approval = ApprovalForm("gemeentesecretaris", LATER.date())
    await actions.approve(mine.id, approval, by=by, at=LATER)
    await actions.submit(mine.id, by=by, at=LATER)


async def test_a_report_over_an_earlier_period_does_not_overwrite_what_came_after_it() -> None:
    cast, agreement, _, south = await adopted_without_south()
    again = await open_round(
        cast, agreement, title="Tweede helft", period_from=date(2026, 7, 1),
        period_until=date(2027, 1, 1), opens_on=date(2026, 7, 2), due_on=date(2027, 1, 15),
    )  # fmt: skip
    newer = await report_of(again, cast.south, cast.pin_south)
    await _all_done(newer, cast.pin_south)
    await actions.accept(newer.id, by=cast.secretary, at=LATER)
    await actions.accept(south.id, by=cast.secretary, at=LATER + timedelta(days=1))
    said = {
        x.state
        for x in await lines(agreement, by=cast.chair, today=TODAY)
        if x.organisation == "Zuiddorp"
    }
    assert said == {"done"}


async def test_who_still_has_to_judge_or_report_is_told_that_the_report_was_adopted() -> None:
    cast, _, opened, south = await adopted_without_south()
    [waits] = await due(cast.secretary, TODAY)
    assert (waits.organisation, waits.adopted_on) == (south.organisation, TODAY)
    assert (south.adopted_on, south.counted, south.overtaken) == (TODAY, False, False)
    north = await report_of(opened, cast.north, cast.pin_north)
    assert north.counted


@pytest.mark.parametrize(
    ("of", "on", "fields"),
    [
        (Of(0, 2), TODAY, [""]),
        (Of(1, 2), TODAY, ["knowingly"]),
        (Of(2, 2), TODAY, []),
        (Of(2, 2, last_accepted_at=LATER), TODAY, ["adoptedOn"]),
        (Of(2, 2, last_accepted_at=AT), TODAY, []),
        (Of(1, 2, period_until=date(2027, 1, 1)), TODAY, ["knowingly", "knowingly"]),
    ],
)
def test_nobody_adopts_what_is_not_complete_by_a_slip(of: Of, on: date, fields: list[str]) -> None:
    form = replace(FORM, adopted_on=on, knowingly=False)
    assert [c.field for c in adoption_complaints(form, of, TODAY)] == fields
    knowing = [c.field for c in adoption_complaints(replace(form, knowingly=True), of, TODAY)]
    assert knowing == [field for field in fields if field != "knowingly"]


def test_every_mistake_in_an_adoption_is_told_at_once() -> None:
    found = [c.field for c in adoption_complaints(AdoptionForm(), Of(1, 2), TODAY)]
    assert found == ["adoptedByFunction", "adoptedOn", "summary", "knowingly"]
