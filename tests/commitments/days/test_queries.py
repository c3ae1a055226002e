"""Which milestones lie on which days, and for whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import asyncpg
import pytest
from tests.builders.commitments import in_force, party
from tests.builders.counting import counted
from tests.builders.parties import cast

from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound
from governance.commitments.days.queries import DayShown, month, whom_choices, whom_of
from governance.commitments.days.rules import WhomKind
from governance.commitments.rules import Standing

TODAY = date(2026, 3, 1)
APRIL = date(2026, 4, 1)


async def shown(by: Actor, on: date = APRIL, whom: UUID | None = None) -> list[DayShown]:
    return (await month(on, whom, by=by, today=TODAY)).days


async def test_somebody_sees_the_milestones_of_the_own_organisation(database: Database) -> None:
    people = await cast()
    await in_force(people)
    [one] = await shown(people.pin_north)
    assert (one.title, one.day, one.organisation) == ("Concept gereed", APRIL, "Noordstad")
    assert one.standing is Standing.ON_SCHEDULE and not one.cancelled
    assert [x.organisation for x in await shown(people.secretary)] == ["Noordstad", "Zuiddorp"]
    assert len(await shown(people.administrator)) == 2, "what the own organisation keeps"


async def test_one_chooses_among_ones_own_organisations_and_committees(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people)
    assert len(await shown(people.pin_north, whom=people.north)) == 1
    assert len(await shown(people.secretary, whom=people.committee)) == 2
    for by, other in (
        (people.pin_north, people.south), (people.pin_north, people.committee),
        (people.outsider, people.north), (people.secretary, people.keeper),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            await shown(by, whom=other)
    kept = whom_of(people.committee, await whom_choices(people.administrator))
    assert kept.kind is WhomKind.COMMITTEE


async def test_who_keeps_the_papers_of_a_committee_sees_no_lines_of_others_by_that(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people)
    await DATABASE.fetch("update agreement set keeper = $2 where id = $1", made, people.stranger)
    await party(made, people.keeper)
    assert await shown(people.administrator, whom=people.committee) == []


async def test_the_outsider_sees_nothing(database: Database) -> None:
    people = await cast()
    await in_force(people)
    assert await shown(people.outsider) == []
    assert await shown(people.outsider, whom=people.stranger) == []


async def test_who_holds_no_role_for_agreements_has_no_calendar(database: Database) -> None:
    people = await cast()
    nobody = Actor(people.outsider.person_id, "x", ())
    with pytest.raises(NotAllowed):
        await shown(nobody)


async def test_a_milestone_lies_on_its_reached_or_expected_or_planned_day(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people, owners=1)
    change = "update milestone_line set {} where planned_on = '2026-04-01'"
    await DATABASE.fetch(change.format("forecast_on = '2026-06-10', version = version + 1"))
    assert await shown(people.pin_north) == []
    [moved] = await shown(people.pin_north, date(2026, 6, 1))
    assert (moved.day, moved.planned_on, moved.sequence) == (date(2026, 6, 10), APRIL, 1)
    assert moved.standing is Standing.AT_RISK
    await DATABASE.fetch(change.format("state = 'done', done_on = '2026-05-20'"))
    [done] = await shown(people.pin_north, date(2026, 5, 1))
    assert (done.day, done.standing) == (date(2026, 5, 20), Standing.DONE)


async def test_what_lapsed_is_not_in_the_month(database: Database) -> None:
    people = await cast()
    await in_force(people, owners=1)
    await DATABASE.fetch("update milestone_line set state = 'lapsed'")
    assert await shown(people.pin_north) == []


async def test_no_day_of_enforcement_stands_in_the_calendar(
    database: Database, owner_url: str
) -> None:
    people = await cast()
    await in_force(people, owners=1)
    owner = await asyncpg.connect(owner_url)
    try:
        await owner.execute(
            "alter table commitment add column if not exists kind varchar(40) not null default ''"
        )
        await owner.execute("update commitment set kind = 'enforcement'")
    finally:
        await owner.close()
    assert await shown(people.pin_north) == []


async def test_a_month_takes_two_queries_however_much_there_is(database: Database) -> None:
    people = await cast()
    await in_force(people, owners=2)
    _, few = await counted(month(APRIL, None, by=people.secretary, today=TODAY))
    await in_force(people, owners=9, commitments=3)
    found, many = await counted(month(APRIL, None, by=people.secretary, today=TODAY))
    assert (few, many) == (2, 2)
    assert len(found.days) > 20
