"""Making, renewing and ending feeds, and what each tells at which moment."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.feeds import events, feed
from tests.builders.parties import cast

from governance.audit.verifying.queries import verify
from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.base.views import add
from governance.commitments.feeds.actions import Made, end_feed, note_read, renew_feed
from governance.commitments.feeds.papers import calendar_of
from governance.commitments.feeds.queries import FeedRead, my_feed, my_feeds, read_feed
from governance.commitments.feeds.rules import MOST, FeedState
from governance.documents.calendars import ics
from governance.identity.tables import RoleAssignment

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
Events = dict[str, dict[str, str]]


async def read(made: Made, at: datetime = AT) -> FeedRead:
    return await read_feed(f"{made.secret}.ics", at=at)


async def shown(made: Made, at: datetime = AT) -> Events:
    return events(ics(calendar_of(await read(made, at), "https://example.org")))


def called(found: Events) -> list[str]:
    return [one["SUMMARY"] for one in found.values()]


async def test_a_feed_holds_the_milestones_with_where_to_read_on_and_nothing_reported(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people)
    await DATABASE.fetch("update commitment_line set words = 'Geheim', reason = 'Geheim'")
    file = ics(calendar_of(await read(await feed(people.pin_north, AT)), "https://example.org"))
    assert b"Geheim" not in file
    [line] = await DATABASE.fetch(
        "select id from commitment_line where organisation = $1", people.north
    )
    first = next(iter(events(file).values()))
    assert first["SUMMARY"] == "Concept gereed (Noordstad)"
    assert first["DTSTART"] == "20260401"
    assert first["URL"] == f"https://example.org/toezeggingen/{line['id']}"
    assert first["DESCRIPTION"] == (
        "Samen tegen mensenhandel\\nToezegging 1: Toezegging 1\\nGepland: 1 april 2026"
    )


async def test_a_moved_milestone_moves_and_a_cancelled_one_is_taken_away(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people, owners=1)
    made = await feed(people.pin_north, AT)
    before = await shown(made)
    [uid] = [uid for uid, one in before.items() if one["DTSTART"] == "20260401"]
    move = "update milestone_line set {}, version = version + 1 where id = $1"
    await DATABASE.fetch(move.format("forecast_on = '2026-06-10'"), UUID(uid))
    moved = (await shown(made))[uid]
    assert (moved["DTSTART"], moved["STATUS"]) == ("20260610", "CONFIRMED")
    assert int(moved["SEQUENCE"]) > int(before[uid]["SEQUENCE"])
    await DATABASE.fetch(move.format("state = 'lapsed'"), UUID(uid))
    gone = (await shown(made))[uid]
    assert gone["STATUS"] == "CANCELLED" and int(gone["SEQUENCE"]) > int(moved["SEQUENCE"])
    assert uid in await shown(made, datetime(2026, 7, 1, tzinfo=UTC))
    assert uid not in await shown(made, datetime(2026, 7, 20, tzinfo=UTC))


async def test_the_milestones_of_a_line_that_lapsed_are_cancelled_but_not_what_was_reached(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people, owners=1)
    made = await feed(people.pin_north, AT)
    await DATABASE.fetch(
        "update milestone_line set state = 'done', done_on = '2026-02-20'"
        " where planned_on = '2026-04-01'"
    )
    await DATABASE.fetch("update commitment_line set state = 'lapsed', version = version + 1")
    found = await shown(made)
    assert {one["SUMMARY"]: one["STATUS"] for one in found.values()} == {
        "Bereikt: Concept gereed (Noordstad)": "CONFIRMED",
        "Jaarlijkse herijking (Noordstad)": "CANCELLED",
    }


async def test_a_feed_is_of_a_person_an_organisation_or_a_committee(database: Database) -> None:
    people = await cast()
    await in_force(people)
    own = await shown(await feed(people.pin_north, AT, people.north))
    assert {one.rpartition(" ")[2] for one in called(own)} == {"(Noordstad)"}
    table = await read(await feed(people.secretary, AT, people.committee))
    assert {one.organisation for one in table.days} == {"Noordstad", "Zuiddorp"}
    assert calendar_of(table, "").name == "Mijlpalen, Stuurgroep mensenhandel"
    kept = await read(await feed(people.administrator, AT))
    assert {one.organisation for one in kept.days} == {"Noordstad", "Zuiddorp"}
    for by, other in ((people.pin_north, people.south), (people.outsider, people.committee)):
        with pytest.raises(Refused):
            await feed(by, AT, other)


async def test_the_outsider_has_an_empty_calendar(database: Database) -> None:
    people = await cast()
    await in_force(people)
    for_id = people.stranger
    assert await shown(await feed(people.outsider, AT, for_id)) == {}


async def end_role(by: Actor, on: str) -> None:
    await DATABASE.fetch(
        f"update role_assignment set valid_until = '{on}' where person = $1", by.person_id
    )


async def test_when_a_role_ends_the_feed_is_empty_and_when_the_last_one_does_it_has_ended(
    database: Database,
) -> None:
    people = await cast()
    await in_force(people)
    made = await feed(people.pin_north, AT, people.north)
    assert await shown(made)
    held = {"person": people.pin_north.person_id, "valid_from": date(2020, 1, 1)}
    await add(RoleAssignment(**held, kind="reader", organisation=people.south))
    await DATABASE.fetch(
        "update role_assignment set valid_until = '2026-03-01' where person = $1"
        " and organisation = $2",
        people.pin_north.person_id, people.north,
    )  # fmt: skip
    found = await read(made)
    assert not found.ended and found.days == ()
    assert await shown(made) == {}
    await end_role(people.pin_north, "2026-03-01")
    assert (await read(made)).ended


async def test_a_feed_that_is_renewed_is_read_at_its_new_address_alone(database: Database) -> None:
    people = await cast()
    await in_force(people)
    made = await feed(people.pin_north, AT)
    view = await my_feed(made.id, by=people.pin_north)
    fresh = await renew_feed(made.id, view.version, by=people.pin_north, at=AT)
    assert await shown(fresh)
    with pytest.raises(NotFound):
        await read(made)
    with pytest.raises(Overtaken):
        await renew_feed(made.id, view.version, by=people.pin_north, at=AT)


async def test_a_feed_that_ended_has_ended_for_ever(database: Database) -> None:
    people = await cast()
    made = await feed(people.pin_north, AT)
    await end_feed(made.id, 1, by=people.pin_north, at=AT)
    assert (await read(made)).ended
    assert (await my_feed(made.id, by=people.pin_north)).state is FeedState.ENDED
    for step in (renew_feed, end_feed):
        with pytest.raises(WrongState):
            await step(made.id, 2, by=people.pin_north, at=AT)


async def test_nobody_renews_or_ends_a_feed_of_somebody_else(database: Database) -> None:
    people = await cast()
    made = await feed(people.pin_north, AT)
    for by in (people.pin_south, people.administrator, people.outsider):
        with pytest.raises(NotFound):
            await renew_feed(made.id, 1, by=by, at=AT)
        with pytest.raises(NotFound):
            await end_feed(made.id, 1, by=by, at=AT)
        with pytest.raises(NotFound):
            await my_feed(made.id, by=by)
        assert await my_feeds(by=by) == []


async def test_two_who_renew_at_once_are_told_that_one_was_first(database: Database) -> None:
    people = await cast()
    made = await feed(people.pin_north, AT)
    steps = [renew_feed(made.id, 1, by=people.pin_north, at=AT) for _ in range(2)]
    done = await asyncio.gather(*steps, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Made", "Overtaken"]


async def test_of_many_that_are_made_at_once_not_one_is_too_many(database: Database) -> None:
    people = await cast()
    for _ in range(MOST - 1):
        await feed(people.pin_north, AT)
    steps = [feed(people.pin_north, AT) for _ in range(3)]
    done = await asyncio.gather(*steps, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Made", "Refused", "Refused"]
    assert len(await my_feeds(by=people.pin_north)) == MOST


async def test_the_secret_is_kept_nowhere(database: Database) -> None:
    people = await cast()
    made = await feed(people.pin_north, AT)
    fresh = await renew_feed(made.id, 1, by=people.pin_north, at=AT)
    kept = await DATABASE.fetch("select f::text as said from calendar_feed f")
    kept += await DATABASE.fetch("select e::text as said from trail_entry e")
    kept += await DATABASE.fetch("select p::text as said from trail_personal p")
    said = "".join(row["said"] for row in kept)
    assert made.secret not in said and fresh.secret not in said
    verbs = await DATABASE.fetch("select verb, organisation_id from trail_entry order by id")
    assert [tuple(row) for row in verbs] == [
        ("make_feed", people.north), ("renew_feed", people.north)
    ]  # fmt: skip
    assert (await verify()).broken == ()


async def test_that_it_was_read_is_kept_once_an_hour(database: Database) -> None:
    people = await cast()
    made = await feed(people.pin_north, AT)

    async def at(minutes: int) -> datetime | None:
        moment = AT + timedelta(minutes=minutes)
        found = await read(made, moment)
        await note_read(found.id, found.last_read_at, at=moment)
        return (await my_feed(made.id, by=people.pin_north)).last_read_at

    assert [await at(minutes) for minutes in (0, 30, 59, 60)] == [
        AT, AT, AT, AT + timedelta(hours=1)
    ]  # fmt: skip
    assert (await my_feed(made.id, by=people.pin_north)).version == 1


async def test_reading_takes_five_queries_however_much_there_is(database: Database) -> None:
    people = await cast()
    await in_force(people, owners=9, commitments=4)
    made = await feed(people.secretary, AT)
    found, queries = await counted(read(made))
    assert queries == 5
    assert len(found.days) > 50
    _, listed = await counted(my_feeds(by=people.secretary))
    assert listed == 2
