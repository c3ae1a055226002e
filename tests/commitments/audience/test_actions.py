"""A party chooses who sees how its commitment stands; nobody else is told more than that."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.audience import COMMITTEE, OFFICIALS, OWN, PUBLIC, shown_to
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.evidence import evidence
from tests.builders.measuring import indicator, line_of, measure, value
from tests.builders.parties import Cast
from tests.builders.reporting import AT, TODAY, open_round, report_of, submitted

from governance.audit.queries import history
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.commitments.accepting.actions import accept_delay
from governance.commitments.accepting.forms import DelayForm
from governance.commitments.audience.actions import set_audience
from governance.commitments.audience.forms import AudienceForm
from governance.commitments.audience.queries import audience_of, may_choose
from governance.commitments.days.queries import MINE, days
from governance.commitments.evidence.queries import evidence_of
from governance.commitments.finding.queries import found
from governance.commitments.finding.rules import Wanted
from governance.commitments.keeping.queries import LineView
from governance.commitments.keeping.queries import line as one_line
from governance.commitments.kept.queries import kept_by, whole
from governance.commitments.measuring.showing.queries import measured
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import ReplanningForm
from governance.commitments.sharing.rules import Sight
from governance.commitments.timeline.queries import of_line as timeline_of
from governance.commitments.timeline.rules import Zoom
from governance.overview.queries import dashboard
from governance.overview.rules import Wanted as OnDashboard
from governance.overview.threats.queries import threats_to
from governance.parties.rules import Audience
from governance.reporting import actions
from governance.reporting.compared.queries import since_last
from governance.reporting.forms import AdoptionForm
from governance.reporting.queries import report
from governance.reporting.regional.queries import regional

WORDS, REASON = "Werving loopt achter bij de griffie", "Ziekteverzuim op de afdeling"
LATER = AT + timedelta(days=1)


async def reported(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """North is delayed and its report is accepted; gives its line, the round and the report."""
    agreement = await in_force(cast)
    made = await open_round(cast, agreement)
    view = await report_of(made, cast.north, cast.pin_north)
    said = {"words": WORDS, "reason": REASON, "forecast_on": date(2027, 5, 1)}
    await submitted(view, cast.pin_north, state="delayed", **said)
    await actions.accept(view.id, by=cast.secretary, at=AT)
    return await line_of(agreement, cast.north), made, view.id


async def adopted(cast: Cast, made: UUID, by: Actor) -> None:
    form = AdoptionForm("stuurgroep", TODAY, summary="Op koers", knowingly=True)
    await actions.adopt(made, form, by=by, at=AT + timedelta(hours=1))


async def seen(line: UUID, by: Actor) -> LineView:
    return await one_line(line, by=by, today=TODAY)


async def test_who_owes_it_chooses_and_the_own_trail_says_why(database: Database) -> None:
    cast = await parties.cast()
    line = await line_of(await in_force(cast), cast.north)
    before, queries = await counted(audience_of(line, by=cast.pin_north))
    assert (before.audience, before.adopted_on, before.reported, queries) == (
        COMMITTEE, None, False, 1,
    )  # fmt: skip
    form = AudienceForm("own", "Eerst intern bespreken.", version=before.version)
    await set_audience(line, form, by=cast.pin_north, at=AT)
    now = await audience_of(line, by=cast.pin_north)
    assert (now.audience, now.version) == (OWN, before.version + 1)
    [act] = [a for a in await history(line, by=cast.pin_north) if a.verb == "set_audience"]
    assert "Eerst intern bespreken." in act.changes and '"own"' in act.changes
    assert await history(line, by=cast.secretary) == []


async def test_only_who_owes_it_chooses_and_an_outsider_finds_nothing(database: Database) -> None:
    cast = await parties.cast()
    line = await line_of(await in_force(cast), cast.north)
    reader = await parties.actor(RoleKind.READER, organisation=cast.north)
    for other in (cast.administrator, cast.secretary, cast.chair, cast.pin_south, reader):
        with pytest.raises(NotAllowed):
            await set_audience(line, AudienceForm("public"), by=other, at=AT)
        assert not may_choose(cast.north, other)
    for asked in (
        audience_of(line, by=cast.outsider),
        set_audience(line, AudienceForm("public"), by=cast.outsider, at=AT),
    ):
        with pytest.raises(NotFound):
            await asked
    assert (await audience_of(line, by=cast.pin_north)).audience == COMMITTEE


async def test_of_two_at_once_one_wins_and_the_other_is_told(database: Database) -> None:
    cast = await parties.cast()
    line = await line_of(await in_force(cast), cast.north)
    version = (await audience_of(line, by=cast.pin_north)).version
    done = await asyncio.gather(
        *(set_audience(line, AudienceForm(to, version=version), by=cast.pin_north, at=AT)
          for to in ("own", "public")),
        return_exceptions=True,
    )  # fmt: skip
    assert sorted(type(one) for one in done if one) == [Overtaken]
    assert (await audience_of(line, by=cast.pin_north)).version == version + 1


async def test_before_it_is_narrowed_one_is_told_what_others_have_seen(database: Database) -> None:
    cast = await parties.cast()
    line, made, _ = await reported(cast)
    with pytest.raises(Refused) as refused:
        await set_audience(line, AudienceForm("officials"), by=cast.pin_north, at=LATER)
    assert [c.field for c in refused.value.complaints] == ["knowingly"]
    await adopted(cast, made, cast.secretary)
    assert (await audience_of(line, by=cast.pin_north)).adopted_on == TODAY
    with pytest.raises(Refused) as refused:
        await set_audience(line, AudienceForm("own"), by=cast.pin_north, at=LATER)
    assert refused.value.complaints[0].values == {"day": TODAY}
    assert (await audience_of(line, by=cast.pin_north)).audience == COMMITTEE
    await shown_to(line, OWN, cast.pin_north, LATER)
    await set_audience(line, AudienceForm("public"), by=cast.pin_north, at=LATER)
    assert (await seen(line, cast.pin_south)).audience == PUBLIC


async def hidden(line: UUID, actor: Actor) -> None:
    """This actor is told the promise, and by no way how the line stands."""
    view = await seen(line, actor)
    assert (view.line.sight, view.line.standing, view.line.state) == (Sight.PROMISE, None, "")
    assert view.history == () and view.delays == () and view.replannings == ()
    assert view.weighed is None and {m.state for m in view.milestones} == {""}
    assert view.line.planned_on is not None, "the promise itself stays"
    time = await timeline_of(line, Zoom.YEAR, TODAY, by=actor, today=TODAY)
    assert {(p.standing, p.done, p.unshared) for p in time.points} == {(None, 0, 1)}
    [row] = [r for r in (await found(Wanted(), by=actor, today=TODAY)).lines if r.id == line]
    assert (row.sight, row.standing, row.state, row.forecast_on) == (Sight.PROMISE, None, "", None)
    late = await found(Wanted(standing="late"), by=actor, today=TODAY)
    assert line not in {r.id for r in late.lines}, "nor is it found by how it stands"
    assert line not in {d.line_id for d in await days(MINE, date(2026, 1, 1), None, by=actor,
                                                      today=TODAY)}  # fmt: skip
    with pytest.raises(NotFound):
        await evidence_of(line, by=actor)
    for told in (view, time, row):
        assert WORDS not in repr(told) and REASON not in repr(told)


@pytest.mark.parametrize("first", [True, False])
async def test_a_line_for_the_own_organisation_is_told_to_nobody_else(
    database: Database, first: bool
) -> None:
    """Chosen before the committee adopts, or only after it."""
    cast = await parties.cast()
    line, made, _ = await reported(cast)
    await evidence(line, cast.pin_north, AT)
    reader = await parties.actor(RoleKind.READER, organisation=cast.keeper)
    if first:
        await shown_to(line, OWN, cast.pin_north, AT)
    await adopted(cast, made, cast.secretary)
    if not first:
        assert (await seen(line, cast.pin_south)).line.words == WORDS
        await shown_to(line, OWN, cast.pin_north, LATER)
    for actor in (cast.secretary, cast.chair, reader, cast.pin_south):
        await hidden(line, actor)
    for actor in (cast.pin_north, cast.administrator):
        assert (await seen(line, actor)).line.words == WORDS
        assert len(await evidence_of(line, by=actor)) == 1


async def test_officials_see_it_and_the_steering_committee_does_not(database: Database) -> None:
    cast = await parties.cast()
    line, made, _ = await reported(cast)
    await shown_to(line, OFFICIALS, cast.pin_north, AT)
    reader = await parties.actor(RoleKind.READER, organisation=cast.south)
    assert (await seen(line, cast.pin_south)).line.sight == Sight.PROMISE
    assert (await seen(line, cast.secretary)).line.sight == Sight.WHOLE
    await adopted(cast, made, cast.chair)
    assert (await seen(line, cast.pin_south)).line.sight == Sight.ADOPTED
    for actor in (cast.chair, reader):
        await hidden(line, actor)


async def test_what_is_widened_shows_others_nothing_before_the_next_adoption(
    database: Database,
) -> None:
    cast = await parties.cast()
    line, made, _ = await reported(cast)
    await shown_to(line, OWN, cast.pin_north, AT)
    await adopted(cast, made, cast.secretary)
    await shown_to(line, PUBLIC, cast.pin_north, LATER)
    assert (await seen(line, cast.pin_south)).line.sight == Sight.PROMISE
    assert (await seen(line, cast.chair)).line.words == WORDS
    page = await regional(made, by=cast.chair)
    assert page.left_out == 1, "the adopted report did not speak of it"
    assert line not in {one.line_id for one in page.lines}


async def test_papers_of_the_committee_leave_it_out_and_count_it(database: Database) -> None:
    cast = await parties.cast()
    line, made, of = await reported(cast)
    before = await regional(made, by=cast.secretary, today=TODAY)
    assert (len(before.lines), before.left_out) == (2, 0)
    _, queries = await counted(regional(made, by=cast.secretary, today=TODAY))
    await shown_to(line, OFFICIALS, cast.pin_north, AT)
    view, again = await counted(regional(made, by=cast.secretary, today=TODAY))
    assert queries == again
    assert (len(view.lines), view.left_out, view.awaited) == (1, 1, 1)
    assert sum(view.counts.values()) == 0 and view.bottlenecks_found == ()
    assert {m.total for m in view.milestones} == {1}
    assert WORDS not in repr(view)
    told = await report(of, by=cast.chair, today=TODAY)
    assert (told.lines, told.changed, told.left_out) == ((), (), 1)
    mine = await report(of, by=cast.pin_north, today=TODAY)
    assert (len(mine.lines), mine.left_out) == (1, 0)
    prepares = await report(of, by=cast.secretary, today=TODAY)
    assert (len(prepares.lines), prepares.left_out) == (1, 0)


async def test_totals_leave_it_out_and_say_so(database: Database) -> None:
    cast = await parties.cast()
    line, _, _ = await reported(cast)
    [row] = await DATABASE.fetch(
        "select commitment, agreement from commitment_line where id = $1", line
    )
    wanted = OnDashboard(agreement=row["agreement"])
    late, count, _ = await threats_to(cast.chair, TODAY, 5)
    assert (count, {one.line_id for one in late}) == (2, {line} | {one.line_id for one in late})
    await shown_to(line, OWN, cast.pin_north, AT)
    shown = await dashboard(cast.chair, TODAY, wanted)
    assert (shown.unshared, sum(shown.counts.values())) == (1, 1)
    late, count, _ = await threats_to(cast.chair, TODAY, 5)
    assert count == 1 and line not in {one.line_id for one in late}
    kept = (await kept_by([row["commitment"]], by=cast.chair, today=TODAY))[row["commitment"]]
    together = whole(kept)
    assert (together.parties, together.unshared) == (1, 1)


async def test_what_it_measures_is_in_no_total_and_nowhere_missing(database: Database) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast)
    one = await indicator(agreement, cast.administrator)
    north, south = [await line_of(agreement, of) for of in (cast.north, cast.south)]
    await measure(north, one, cast.pin_north, value(7))
    await measure(south, one, cast.pin_south, value(5))
    _, queries = await counted(measured(one, by=cast.chair, today=TODAY))
    await shown_to(north, OWN, cast.pin_north, AT)
    (_, told), again = await counted(measured(one, by=cast.chair, today=TODAY))
    assert queries == again == 6
    assert [c.organisation_id for c in told.cells] == [cast.south]
    total = next(p.rolled for p in told.periods if p.since == told.since)
    assert (total.shown.low, total.measured, total.missing) == (5, 1, ())  # type: ignore[union-attr]
    assert told.left_out == 1
    _, mine = await measured(one, by=cast.administrator, today=TODAY)
    assert (len(mine.cells), mine.left_out) == (2, 0)


async def test_the_committee_decides_nothing_of_what_it_does_not_see(database: Database) -> None:
    cast = await parties.cast()
    line, _, _ = await reported(cast)
    await shown_to(line, OWN, cast.pin_north, AT)
    delay = DelayForm("Later.", "stuurgroep", date(2026, 12, 1))
    with pytest.raises(NotFound):
        await accept_delay(line, delay, by=cast.secretary, at=LATER)
    with pytest.raises(NotFound):
        await replan(line, ReplanningForm("Later.", []), by=cast.secretary, at=LATER)
    assert await since_last(cast.chair, today=TODAY) is None


async def test_the_trail_for_the_committee_holds_only_states_that_are_for_it(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast, commitments=2)
    rows = "select id from commitment_line where organisation = $1 order by id"
    first, second = [row["id"] for row in await DATABASE.fetch(rows, cast.north)]
    await shown_to(first, OWN, cast.pin_north, AT)
    made = await open_round(cast, agreement)
    view = await report_of(made, cast.north, cast.pin_north)
    await submitted(view, cast.pin_north)
    await actions.accept(view.id, by=cast.secretary, at=AT)
    asked = "select audience, changes from trail_entry where verb = 'apply_report'"
    told = {row["audience"]: row["changes"] for row in await DATABASE.fetch(asked)}
    assert set(told) == {"own", "committee"}
    assert str(first) in told["own"] and str(second) not in told["own"]
    assert str(second) in told["committee"] and str(first) not in told["committee"]


async def test_an_audience_that_is_none_is_refused_by_the_database(database: Database) -> None:
    cast = await parties.cast()
    line = await line_of(await in_force(cast), cast.north)
    for kind in Audience:
        await DATABASE.fetch("update commitment_line set audience = $2 where id = $1", line, kind)
    with pytest.raises(Exception, match="commitment_line_audience"):
        await DATABASE.fetch("update commitment_line set audience = 'all' where id = $1", line)
