"""Connections go along to the agreement that follows, and go with what is taken out of a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.builders import parties
from tests.builders.aiming import commitments_of, connected, wanted
from tests.builders.commitments import AT, commitment, draft_agreement, in_force, party
from tests.builders.parties import Cast

from governance.base.database import DATABASE, Database
from governance.commitments.actions import set_commitments
from governance.commitments.connecting.forms import RaisedRow
from governance.commitments.connecting.queries import connections
from governance.commitments.dependence.actions import wait_too
from governance.commitments.following.actions import go_on
from governance.parties.rules import ExploitationForm

TODAY = AT.date()
LABOUR = ExploitationForm.LABOUR


async def follow(old: UUID, new: UUID, people: Cast) -> None:
    """The new agreement takes the place of the old one."""
    async with DATABASE.transaction():
        cause = ("agreement", new)
        await go_on(old, new, "Gaat verder.", by=people.administrator, at=AT, cause=cause)


async def waits() -> set[tuple[UUID, UUID]]:
    rows = await DATABASE.fetch("select commitment, waits_for from commitment_dependence")
    return {(row["commitment"], row["waits_for"]) for row in rows}


async def served(of: UUID) -> list[UUID]:
    sql = "select aim from aim_commitment where commitment = $1 order by aim"
    return [row["aim"] for row in await DATABASE.fetch(sql, of)]


async def followed(people: Cast) -> tuple[dict[str, UUID], list[UUID], list[UUID], UUID, UUID]:
    """What the region wants, and two agreements in force with the same two commitments, of which
    those of the first serve, raise and wait; a third agreement waits for the first."""
    made, by = await wanted(people, AT), people.administrator
    old, new, third = [await in_force(people, commitments=2) for _ in range(3)]
    before, after = await commitments_of(old), await commitments_of(new)
    [outside, _] = await commitments_of(third)
    rows = [RaisedRow(made["barrier"], [LABOUR])]
    await connected(
        old, before[0], by, AT, aim_ids=[made["goal"]], barriers=rows, waits_for=[before[1]]
    )
    await connected(third, outside, by, AT, waits_for=[before[0]])
    await follow(old, new, people)
    return made, before, after, outside, new


async def test_what_a_commitment_serves_raises_and_waits_for_goes_along(
    database: Database,
) -> None:
    people = await parties.cast()
    made, before, after, outside, new = await followed(people)
    view = await connections(new, after[0], by=people.administrator, today=TODAY)
    assert [one.id for one in view.aims] == [made["goal"]]
    assert [one.barrier_id for one in view.barriers] == [made["barrier"]]
    assert view.version == 1
    assert await served(before[0]) == [made["goal"]], "the old agreement keeps what it served"
    assert await waits() == {
        (before[0], before[1]), (after[0], after[1]), (outside, after[0]),
    }  # fmt: skip
    [row] = await DATABASE.fetch(
        "select version from commitment_connection where commitment = $1", outside
    )
    assert row["version"] == 2, "whoever has its form open is told that it changed"
    [entry] = await DATABASE.fetch(
        "select thing_id, cause_id from trail_entry where verb = 'connect' and cause_id is not null"
    )
    assert (entry["thing_id"], entry["cause_id"]) == (new, new)


async def test_what_somebody_said_of_the_new_one_stays_and_nothing_waits_for_itself(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    old, new = [await in_force(people, commitments=2) for _ in range(2)]
    before, after = await commitments_of(old), await commitments_of(new)
    await connected(old, before[0], by, AT, aim_ids=[made["goal"]], waits_for=[before[1]])
    await connected(new, after[0], by, AT, aim_ids=[made["route"]])
    await connected(new, after[1], by, AT, waits_for=[before[0]])
    await follow(old, new, people)
    assert await served(after[0]) == [made["route"]]
    assert await waits() == {(before[0], before[1]), (after[1], after[0])}


async def test_of_two_that_would_close_a_ring_none_is_written(database: Database) -> None:
    people = await parties.cast()
    await wanted(people, AT)
    made = await in_force(people, commitments=4)
    first, second, third, fourth = await commitments_of(made)
    await connected(made, first, people.administrator, AT, waits_for=[second])
    await connected(made, fourth, people.administrator, AT, waits_for=[third])
    async with DATABASE.transaction():
        said: set[Any] = set()
        await wait_too({first: third, second: fourth}, said, by=people.administrator)
    assert (third, fourth) not in await waits()


async def test_the_region_of_another_agreement_wants_nothing_of_what_this_one_served(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    old = await in_force(people)
    [before] = await commitments_of(old)
    await connected(old, before, by, AT, aim_ids=[made["goal"]])
    new = await in_force(people)
    await DATABASE.fetch("update agreement set committee = null where id = $1", new)
    await follow(old, new, people)
    [after] = await commitments_of(new)
    assert await served(after) == []


async def test_what_is_taken_out_of_a_draft_takes_its_connections_along(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    draft = await draft_agreement(people)
    owner = await party(draft, people.north)
    forms = [commitment([owner], key=key, title=key) for key in ("eerste", "tweede")]
    await set_commitments(draft, forms, None, by=by, at=AT)
    gone, stays = await commitments_of(draft)
    rows = [RaisedRow(made["barrier"], [LABOUR])]
    for one, other in ((gone, None), (stays, gone)):
        waiting = [other] if other else []
        await connected(
            draft, one, by, AT, aim_ids=[made["goal"]], barriers=rows, waits_for=waiting
        )
    await set_commitments(draft, forms[1:], None, by=by, at=AT)
    assert await commitments_of(draft) == [stays]
    assert (await served(gone), await served(stays)) == ([], [made["goal"]])
    assert await waits() == set()
    for table in ("barrier_commitment", "commitment_connection"):
        left = await DATABASE.fetch(f"select commitment from {table}")
        assert [row["commitment"] for row in left] == [stays]
