"""The trail: one chain per organisation, broken by any change, closed to the running role."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import pytest

from governance.audit.actions import record
from governance.audit.queries import broken_at, history
from governance.audit.rules import Result
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE, Database, OutsideTransaction
from governance.base.ids import new_id

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def somebody(organisation: UUID) -> Actor:
    role = Role(id=new_id(), kind=RoleKind.ADMINISTRATOR, organisation_id=organisation)
    return Actor(new_id(), "administrator", (role,))


async def note(organisation: UUID, thing: UUID, verb: str = "changed") -> None:
    async with DATABASE.transaction():
        await record(
            organisation, verb, "thing", thing, {"b": 2, "a": 1}, by=somebody(organisation), at=AT
        )


async def test_sixteen_writers_at_once_make_one_unbroken_chain(database: Database) -> None:
    organisation, thing = new_id(), new_id()
    await asyncio.gather(*(note(organisation, thing) for _ in range(16)))
    acts = await history(thing, by=somebody(organisation))
    assert [a.number for a in acts] == list(range(1, 17))
    assert acts[0].changes == '{"a":1,"b":2}'
    assert await broken_at(organisation) is None


async def test_an_entry_outside_a_transaction_is_refused(database: Database) -> None:
    with pytest.raises(OutsideTransaction):
        await record(new_id(), "x", "thing", new_id(), {}, by=somebody(new_id()), at=AT)


async def test_the_outsider_reads_no_history(database: Database) -> None:
    organisation, thing = new_id(), new_id()
    await note(organisation, thing)
    assert await history(thing, by=somebody(new_id())) == []


async def test_history_holds_what_was_done_of_what_is_asked(database: Database) -> None:
    organisation, thing = new_id(), new_id()
    for verb in ("changed", "download", "ended"):
        await note(organisation, thing, verb)
    by = somebody(organisation)
    async with DATABASE.transaction():
        await record(organisation, "ended", "thing", thing, {}, by=by, at=AT, result=Result.REFUSED)
    everything = await history(thing, by=by)
    assert [act.verb for act in everything] == ["changed", "download", "ended"]
    some = await history(thing, by=by, verbs={"changed", "ended"})
    assert [act.verb for act in some] == ["changed", "ended"]


@pytest.mark.parametrize(
    "statement",
    [
        "update trail_entry set verb = 'x'",
        "delete from trail_entry",
        "truncate trail_entry",
        "delete from trail_head",
        "update trail_checkpoint set hash = 'x'",
    ],
)
async def test_the_running_role_cannot_rewrite_the_trail(
    database: Database, statement: str
) -> None:
    await note(new_id(), new_id())
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await DATABASE.fetch(statement)


async def test_a_changed_entry_breaks_the_chain_from_there(
    database: Database, owner_url: str
) -> None:
    organisation, thing = new_id(), new_id()
    for verb in ("one", "two", "three"):
        await note(organisation, thing, verb)
    owner = await asyncpg.connect(owner_url)
    await owner.execute("update trail_entry set verb = 'other' where verb = 'two'")
    await owner.close()
    assert await broken_at(organisation) == 2
