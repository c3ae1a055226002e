"""A party that left an agreement sees what was adopted until then, and nothing later."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.audience import OWN, shown_to
from tests.builders.measuring import FIRST, indicator, measure, value
from tests.builders.parties import Cast
from tests.builders.reporting import AT, TODAY, answer, open_round, report_of
from tests.builders.service import service, signed_in
from tests.commitments.audience.test_actions import adopted, reported

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.commitments.board.queries import board
from governance.commitments.board.rules import By
from governance.commitments.finding.queries import Found, found
from governance.commitments.finding.rules import Wanted
from governance.commitments.keeping.queries import LineView
from governance.commitments.keeping.queries import line as one_line
from governance.commitments.measuring.publishing.queries import published
from governance.commitments.queries import lines
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.commitments.timeline.queries import TimelineView
from governance.commitments.timeline.queries import of_line as timeline_of
from governance.commitments.timeline.rules import Zoom
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm
from governance.reporting.queries import round_overview, rounds
from governance.reporting.regional.queries import regional
from governance.web.addresses import api, page

LATE = "Pas na de zomer gelukt"
LEFT_ON = date(2026, 7, 5)
SECOND = datetime(2026, 7, 20, 12, tzinfo=AT.tzinfo)


async def leaves(organisation: UUID, on: date | None = LEFT_ON) -> None:
    await DATABASE.fetch("update party set left_on = $2 where organisation = $1", organisation, on)
    lapsed = "update commitment_line set state = 'lapsed' where organisation = $1"
    await DATABASE.fetch(lapsed, organisation)


async def twice(cast: Cast, leaving: bool = True) -> tuple[UUID, UUID, UUID, UUID]:
    """The north is delayed in the first half and done in the second; both are adopted, and the
    south leaves between them. Gives the line of the north, both rounds and an indicator."""
    line, first, _ = await reported(cast)
    [row] = await DATABASE.fetch("select agreement from commitment_line where id = $1", line)
    made = await indicator(row["agreement"], cast.administrator)
    await measure(line, made, cast.pin_north, value(7, FIRST))
    await DATABASE.fetch("update measurement set made_at = $1", AT)
    await adopted(cast, first, cast.secretary)
    if leaving:
        await leaves(cast.south)
    days = {"period_from": date(2026, 7, 1), "period_until": date(2027, 1, 1)}
    days |= {"opens_on": LEFT_ON + timedelta(days=1), "due_on": date(2027, 1, 15)}
    second = await open_round(cast, row["agreement"], title="Tweede helft", **days)
    view = await report_of(second, cast.north, cast.pin_north)
    for one in view.lines:
        said = answer(state="blocked", words=LATE, reason="Ziek")
        await actions.save_line(one.id, said, None, by=cast.pin_north, at=SECOND)
    await DATABASE.fetch("update report set state = 'submitted' where id = $1", view.id)
    await actions.accept(view.id, by=cast.secretary, at=SECOND)
    await measure(line, made, cast.pin_north, value(9, FIRST, seen=1, reason="nageteld"))
    await DATABASE.fetch("update measurement set made_at = $1 where number = 2", SECOND)
    form = AdoptionForm("stuurgroep", SECOND.date(), summary="Op koers", knowingly=True)
    await actions.adopt(second, form, by=cast.secretary, at=SECOND + timedelta(hours=1))
    return line, first, second, made


async def told(line: UUID, made: UUID, by: Actor) -> tuple[set[str], set[str]]:
    """The states, and what else is told of a line by every list and page of it."""
    one = await one_line(line, by=by, today=TODAY)
    listed = await found(Wanted(), by=by, today=TODAY)
    every = await lines(one.agreement_id, by=by, today=TODAY)
    lanes = await board(Wanted(), By.STATE, by=by, today=TODAY)
    states = {
        one.line.state,
        *(x.state for x in listed.lines if x.id == line),
        *(x.state for x in every if x.id == line),
        *(x.state for lane in lanes for x in lane.lines if x.id == line),
    }
    drawn = await timeline_of(line, Zoom.ALL, TODAY, by=by, today=TODAY)
    values = {str(x.shown.value) for x in await published([made], by=by)}
    words = {one.line.words, *(x.words for x in one.history if x.cause_kind == "report")}
    assert len([x for x in listed.lines if x.id == line]) == 1
    assert drawn.line_id == line
    return states, words | values


@pytest.mark.usefixtures("database")
async def test_who_left_sees_what_was_adopted_until_then_and_nothing_later() -> None:
    cast = await parties.cast()
    line, _, _, made = await twice(cast)
    states, words = await told(line, made, cast.pin_south)
    assert states == {"delayed"}
    assert LATE not in words and "9" not in words and "7" in words
    reader = await parties.actor(RoleKind.READER, organisation=cast.south)
    assert (await told(line, made, reader))[0] == {"delayed"}
    assert (await told(line, made, cast.secretary))[0] == {"blocked"}


@pytest.mark.usefixtures("database")
async def test_who_stays_or_comes_back_sees_what_was_adopted_last() -> None:
    cast = await parties.cast()
    line, _, _, made = await twice(cast)
    await leaves(cast.south, None)
    states, words = await told(line, made, cast.pin_south)
    assert states == {"blocked"} and LATE in words and "9" in words


@pytest.mark.usefixtures("database")
async def test_who_leaves_later_sees_everything_until_that_day() -> None:
    cast = await parties.cast()
    line, _, _, made = await twice(cast, leaving=False)
    await leaves(cast.south, date(2026, 12, 31))
    assert (await told(line, made, cast.pin_south))[0] == {"blocked"}


def _planned(one: LineView, listed: Found, drawn: TimelineView) -> set[date | None]:
    days = {m.planned_on for m in one.milestones} | {p.planned_on for p in drawn.points}
    return (
        days | {one.line.planned_on} | {x.planned_on for x in listed.lines if x.id == one.line.id}
    )


@pytest.mark.usefixtures("database")
async def test_what_is_planned_anew_since_is_not_for_who_left() -> None:
    """Also where nothing was adopted that it may know, and however often it is planned anew."""
    cast = await parties.cast()
    line, _, _, _ = await twice(cast)

    async def planned(by: Actor) -> set[date | None]:
        one = await one_line(line, by=by, today=TODAY)
        listed = await found(Wanted(), by=by, today=TODAY)
        return _planned(one, listed, await timeline_of(line, Zoom.ALL, TODAY, by=by, today=TODAY))

    before = await planned(cast.pin_south)
    *_, milestone = (await one_line(line, by=cast.administrator, today=TODAY)).milestones
    for days, at in ((31, SECOND), (62, SECOND + timedelta(days=1))):
        one = await one_line(line, by=cast.administrator, today=TODAY)
        moved = [NewDay(milestone.id, milestone.planned_on + timedelta(days=days))]
        form = ReplanningForm("Later.", moved, version=one.version)
        await replan(line, form, by=cast.administrator, at=at)
    assert await planned(cast.pin_south) == before
    assert milestone.planned_on in before
    assert milestone.planned_on + timedelta(days=62) in await planned(cast.secretary)
    await shown_to(line, OWN, cast.pin_north, SECOND)
    assert (await one_line(line, by=cast.pin_south, today=TODAY)).line.sight == "promise"
    only = await planned(cast.pin_south)
    assert only - {None} == before, "nor where only the promise is told, and lists say no day"
    await leaves(cast.south, None)
    assert milestone.planned_on + timedelta(days=62) in await planned(cast.pin_south)


@pytest.mark.usefixtures("database")
async def test_reports_that_were_adopted_since_are_not_for_who_left() -> None:
    cast = await parties.cast()
    _, first, second, _ = await twice(cast)
    by = cast.pin_south
    assert (await regional(first, by=by)).adopted_on == TODAY
    [seen] = await rounds(by)
    assert (seen.id, seen.submitted, seen.accepted) == (first, 1, 1)
    await DATABASE.fetch(
        "update report set state = 'accepted', submitted_at = $2, accepted_at = $2"
        " where round = $1 and organisation = $3",
        first, SECOND, cast.south,
    )  # fmt: skip
    assert await rounds(by) == [seen], "what was accepted since is not counted"
    [every] = [one for one in await rounds(cast.secretary) if one.id == first]
    assert (every.submitted, every.accepted, every.last_accepted_at) == (2, 2, SECOND)
    for reading in (regional(second, by=by), round_overview(second, by=by, today=TODAY)):
        with pytest.raises(NotFound):
            await reading
    assert (await regional(second, by=cast.administrator)).adopted_on == SECOND.date()


@pytest.mark.usefixtures("database")
async def test_a_figure_in_a_report_that_was_adopted_is_the_same_for_whoever_may_open_it() -> None:
    """Also where it is recorded afterwards that a party left before what was replaced since."""
    cast = await parties.cast()
    _, first, _, _ = await twice(cast, leaving=False)
    await leaves(cast.south)
    [mine], [theirs] = [
        [one.rolled for one in (await regional(first, by=by)).measured if one.since == FIRST]
        for by in (cast.secretary, cast.pin_south)
    ]
    assert mine == theirs and theirs.shown and theirs.shown.value == 7


async def test_by_page_api_and_file_nothing_later_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, cast):
        line, first, second, made = await twice(cast)
        async with signed_in(transport, cast.pin_south) as client:
            html = {"accept": "text/html"}
            for at in (
                page("commitments", line), page("commitments"), page("commitments", "timeline"),
                page("rounds", first, "regional-reports"), page("indicators", made),
                page("rounds"),
            ):  # fmt: skip
                shown = await client.get(at, headers=html, follow_redirects=True)
                assert LATE not in shown.text and "Tweede helft" not in shown.text, at
            assert LATE not in (await client.get(api("commitments", line))).text
            file = await client.get(api("commitments", "export"))
            assert file.status_code == 200 and LATE not in file.text
            for at in (
                api("rounds", second, "regional-reports"), api("rounds", second),
                f"{api('rounds', second, 'documents')}/pdf",
            ):  # fmt: skip
                assert (await client.get(at)).status_code == 404, at
