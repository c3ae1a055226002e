"""A delay that is accepted until a day, and milestones that are planned anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import AT, in_force
from tests.builders.parties import Cast

from governance.audit.queries import history
from governance.base.actor import Actor
from governance.base.database import Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.commitments.accepting.actions import accept_delay, end_delay
from governance.commitments.accepting.forms import DelayEndForm, DelayForm
from governance.commitments.actions import apply_report
from governance.commitments.forms import LineChange, MilestoneChange
from governance.commitments.keeping.queries import line
from governance.commitments.queries import lines
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.commitments.rules import Standing

LATE = date(2026, 6, 1)
"""A day after the first milestone (1 April 2026)."""
NOW = AT.replace(month=6, day=1)
UNTIL = date(2026, 9, 1)


def delay(until: date | None = UNTIL, version: int | None = None) -> DelayForm:
    return DelayForm("De werving duurt langer.", "stuurgroep", until, version)


async def late_line(people: Cast) -> UUID:
    [first, _] = await lines(await in_force(people), by=people.secretary, today=LATE)
    assert first.standing == Standing.LATE
    return first.id


async def stood(line_id: UUID, by: Actor, on: date = LATE) -> Standing | None:
    return (await line(line_id, by=by, today=on)).line.standing


async def test_an_accepted_delay_counts_until_its_day_and_not_on_it(database: Database) -> None:
    people = await parties.cast()
    made = await late_line(people)
    await accept_delay(made, delay(), by=people.secretary, at=NOW)
    assert await stood(made, people.secretary) == Standing.ACCEPTED
    assert await stood(made, people.secretary, UNTIL - timedelta(days=1)) == Standing.ACCEPTED
    assert await stood(made, people.secretary, UNTIL) == Standing.LATE
    [kept] = (await line(made, by=people.secretary, today=LATE)).delays
    assert (kept.until, kept.decided_by_function) == (UNTIL, "stuurgroep")


async def test_accepting_again_keeps_the_earlier_one_and_ending_it_says_why(
    database: Database,
) -> None:
    people = await parties.cast()
    made = await late_line(people)
    await accept_delay(made, delay(), by=people.secretary, at=NOW)
    later = UNTIL + timedelta(days=30)
    await accept_delay(made, delay(later), by=people.secretary, at=NOW + timedelta(hours=1))
    after = NOW + timedelta(hours=2)
    await end_delay(made, DelayEndForm("Er is weer vaart."), by=people.secretary, at=after)
    view = await line(made, by=people.secretary, today=LATE)
    assert [(d.until, bool(d.ended_at), d.why_ended) for d in view.delays] == [
        (later, True, "Er is weer vaart."), (UNTIL, True, ""),
    ]  # fmt: skip
    assert view.line.standing == Standing.LATE
    entries = await history(made, by=people.pin_north)
    assert [e.verb for e in entries] == ["accept_delay", "accept_delay", "end_delay"]
    with pytest.raises(WrongState):
        await end_delay(made, DelayEndForm("Nog eens."), by=people.secretary, at=after)


async def test_every_complaint_comes_at_once_and_nothing_is_accepted(database: Database) -> None:
    people = await parties.cast()
    made = await late_line(people)
    with pytest.raises(Refused) as refused:
        await accept_delay(made, DelayForm("", " ", LATE), by=people.secretary, at=NOW)
    assert {c.field for c in refused.value.complaints} == {"until", "reason", "decidedByFunction"}
    with pytest.raises(Refused) as refused:
        far = NOW.date() + timedelta(days=366)
        await accept_delay(made, delay(far), by=people.secretary, at=NOW)
    assert [c.field for c in refused.value.complaints] == ["until"]
    assert await stood(made, people.secretary) == Standing.LATE


async def test_who_does_not_watch_over_it_accepts_nothing(database: Database) -> None:
    people = await parties.cast()
    made = await late_line(people)
    for actor, error in (
        (people.pin_north, NotAllowed),
        (people.administrator, NotAllowed),
        (people.outsider, NotFound),
    ):
        with pytest.raises(error):
            await accept_delay(made, delay(), by=actor, at=NOW)
    with pytest.raises(NotAllowed):
        await replan(made, ReplanningForm("Later."), by=people.pin_north, at=NOW)
    with pytest.raises(NotFound):
        await replan(made, ReplanningForm("Later."), by=people.outsider, at=NOW)


async def test_who_is_overtaken_is_told(database: Database) -> None:
    people = await parties.cast()
    made = await late_line(people)
    seen = (await line(made, by=people.secretary, today=LATE)).version
    tried: list[Awaitable[object]] = [
        accept_delay(made, delay(UNTIL + timedelta(days=n), seen), by=people.secretary, at=NOW)
        for n in (0, 1)
    ]
    ended = await asyncio.gather(*tried, return_exceptions=True)
    assert sorted(isinstance(one, Overtaken) for one in ended) == [False, True]
    assert len((await line(made, by=people.secretary, today=LATE)).delays) == 1


def plan(view_id: UUID, to: date, why: str = "De raad vergadert later.") -> ReplanningForm:
    return ReplanningForm(why, [NewDay(view_id, to)])


async def test_another_plan_is_kept_with_when_why_and_by_whom(database: Database) -> None:
    people = await parties.cast()
    made = await late_line(people)
    before = await line(made, by=people.administrator, today=LATE)
    first = before.milestones[0]
    form = plan(first.id, date(2027, 6, 1))
    await replan(made, form, by=people.administrator, at=NOW)
    after = await line(made, by=people.administrator, today=LATE)
    assert after.line.standing == Standing.ON_SCHEDULE
    assert [m.planned_on for m in after.milestones] == sorted(
        m.planned_on for m in after.milestones
    )
    assert after.line.planned_on == max(m.planned_on for m in after.milestones)
    [kept] = after.replannings
    assert (kept.milestone, kept.what, kept.before, kept.after, kept.reason) == (
        first.title, "planned", first.planned_on, date(2027, 6, 1), "De raad vergadert later.",
    )  # fmt: skip
    assert kept.by_function == people.administrator.function
    with pytest.raises(Overtaken):
        form = ReplanningForm("Nog later.", [NewDay(first.id, date(2027, 7, 1))], before.version)
        await replan(made, form, by=people.administrator, at=NOW)


async def test_what_a_report_expects_is_kept_with_the_report(database: Database) -> None:
    people = await parties.cast()
    made = await late_line(people)
    first = (await line(made, by=people.secretary, today=LATE)).milestones[0]
    report = UUID(int=7)
    for hour, expected in enumerate((date(2026, 8, 1), date(2026, 8, 1), date(2026, 10, 1))):
        said = MilestoneChange(first.id, "delayed", expected)
        change = LineChange(made, "delayed", "Later.", "Werving.", "", expected, milestones=(said,))
        on = NOW + timedelta(hours=hour)
        await apply_report([change], by=people.secretary, at=on, cause=("report", report))
    kept = (await line(made, by=people.secretary, today=LATE)).replannings
    assert [(k.what, k.before, k.after, k.reason, k.cause_id) for k in reversed(kept)] == [
        ("forecast", None, date(2026, 8, 1), "Werving.", report),
        ("forecast", date(2026, 8, 1), date(2026, 10, 1), "Werving.", report),
    ]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (lambda _: ReplanningForm("", []), {"", "reason"}),
        (lambda ids: plan(ids[0], date(2025, 12, 31)), {"milestones.0.plannedOn"}),
        (lambda ids: plan(ids[0], date(2028, 1, 1)), {"milestones.0.plannedOn"}),
        (lambda ids: ReplanningForm("x", [NewDay(ids[0])]), {"milestones.0.plannedOn", ""}),
        (lambda _: plan(UUID(int=1), UNTIL), {"milestones.0.id", ""}),
        (
            lambda ids: ReplanningForm("x", [NewDay(ids[0], UNTIL), NewDay(ids[0], UNTIL)]),
            {"milestones.1.id", "milestones.1.plannedOn"},
        ),
    ],
)
async def test_a_plan_that_is_wrong_is_refused_with_what_and_where(
    database: Database, form: Callable[[list[UUID]], ReplanningForm], fields: set[str]
) -> None:
    people = await parties.cast()
    made = await late_line(people)
    ids = [m.id for m in (await line(made, by=people.secretary, today=LATE)).milestones]
    with pytest.raises(Refused) as refused:
        await replan(made, form(ids), by=people.administrator, at=NOW)
    assert {c.field for c in refused.value.complaints} == fields
    assert not (await line(made, by=people.secretary, today=LATE)).replannings
