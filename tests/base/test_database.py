"""The engine: transactions that cannot leak, belong to one task, and nest as savepoints."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest
from tests.builders import parties

from governance.base.database import DATABASE, Database, OutsideTransaction
from governance.base.names import sort_key
from governance.parties.tables import Organisation


async def count() -> int:
    return int((await DATABASE.fetch("select count(*) from organisation"))[0]["count"])


async def test_what_fails_in_a_transaction_leaves_nothing(database: Database) -> None:
    async def half_done() -> None:
        async with DATABASE.transaction():
            await parties.organisation("Halfweg")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        await half_done()
    assert await count() == 0


async def test_a_nested_transaction_is_a_savepoint(database: Database) -> None:
    async with DATABASE.transaction():
        await parties.organisation("Blijft")
        with pytest.raises(asyncpg.UniqueViolationError):
            async with DATABASE.transaction():
                made = await parties.organisation("Valt weg")
                await Organisation.insert(
                    Organisation(
                        id=made,
                        kind="municipality",
                        name="Dubbel",
                        short_name="Dubbel",
                        sort_key=sort_key("Dubbel"),
                        search_key="dubbel",
                        cbs_code="",
                        tooi_uri="",
                        oin="",
                        kvk="",
                    )
                )
        await parties.organisation("Blijft ook")
    assert await count() == 2


async def test_a_child_task_cannot_write_in_the_transaction_of_its_parent(
    database: Database,
) -> None:
    async with DATABASE.transaction():
        with pytest.raises(OutsideTransaction):
            await asyncio.create_task(parties.organisation("Van een ander"))


async def test_a_commit_that_fails_gives_its_connection_back(database: Database) -> None:
    """Piccolo's own transaction hangs on the third of these with a pool of two."""

    async def refused_at_commit() -> None:
        async with DATABASE.transaction():
            await DATABASE.fetch(
                "create temporary table later (id int unique deferrable initially deferred)"
            )
            await DATABASE.fetch("insert into later values (1), (1)")

    assert DATABASE.pool is not None
    for _ in range(DATABASE.pool.get_max_size() + 2):
        with pytest.raises(asyncpg.UniqueViolationError):
            await refused_at_commit()
    assert not DATABASE.in_transaction
    assert await count() == 0
