"""A trail that earlier versions wrote still verifies after a migration, and goes on from there."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from tests.builders.servers import named, run
from tests.cli.test_trail import told
from tests.conftest import APP

from governance.audit.actions import record
from governance.audit.queries import broken_at
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.migrations.runner import migrate, migrations

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAST = "0016"
"""Up to where the version before brought a database (its files keep their hash)."""
_OF_FIRST = (
    "id", "organisation_id", "number", "at", "actor_id", "on_behalf_of", "verb", "kind",
    "thing_id", "changes", "audience", "cause_kind", "cause_id",
)  # fmt: skip


def entry(chain: UUID, number: int, hashing: int) -> dict[str, Any]:
    """An entry as the version of that way of hashing wrote it, with the columns that it knew."""
    first: dict[str, Any] = {
        "id": new_id(), "organisation_id": chain, "number": number, "at": AT,
        "actor_id": new_id(), "on_behalf_of": "reader", "verb": "v", "kind": "k",
        "thing_id": new_id(), "changes": "{}", "audience": "own", "cause_kind": "",
        "cause_id": None,
    }  # fmt: skip
    second = {"result": "done", "origin": "web", "request_id": "abc", "personal": ""}
    return first if hashing == 1 else {**first, **second, "hashing": 2}


def sealed(said: dict[str, Any], previous: str) -> str:
    """The hash as those versions made it."""
    if "hashing" in said:
        covered = {name: value for name, value in said.items() if name != "number"}
        text = msgspec.json.encode(covered, order="deterministic").decode()
        text = f"{previous}\n{said['number']}\n{text}"
    else:
        plain = {**said, "at": said["at"].isoformat(timespec="microseconds")}
        text = "\n".join([previous, *(f"{name}={plain[name]}" for name in _OF_FIRST)])
    return hashlib.sha256(text.encode()).hexdigest()


async def wrote(url: str, chain: UUID, numbers: range, hashing: int, previous: str) -> str:
    connection = await asyncpg.connect(url)
    for number in numbers:
        said = entry(chain, number, hashing)
        kept = {**said, "previous_hash": previous, "hash": sealed(said, previous)}
        marks = ", ".join(f"${n}" for n, _ in enumerate(kept, 1))
        await connection.execute(
            f"insert into trail_entry ({', '.join(kept)}) values ({marks})", *kept.values()
        )
        previous = kept["hash"]
        await connection.execute(
            "insert into trail_head (id, number, hash) values ($1, $2, $3)"
            " on conflict (id) do update set number = $2, hash = $3", chain, number, previous,
        )  # fmt: skip
    await connection.close()
    return previous


@pytest.fixture
async def before(
    owner_url: str, server_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """A database of the version before."""
    older = owner_url.rpartition("/")[2].partition("?")[0] + "_o"
    await run(named(server_url, "postgres"), f"create database {older}")
    url = named(server_url, older)
    with monkeypatch.context() as patched:
        then = [one for one in migrations() if one.name[:4] <= LAST]
        patched.setattr("governance.migrations.runner.migrations", lambda: then)
        assert await migrate(url) == [one.name for one in then]
    yield url
    await run(named(server_url, "postgres"), f"drop database {older}")


async def test_a_trail_of_the_versions_before_verifies_after_the_migration(before: str) -> None:
    chain = new_id()
    last = await wrote(before, chain, range(1, 4), 1, "0" * 64)
    last = await wrote(before, chain, range(4, 8), 2, last)
    assert "0017_trail_function" in await migrate(before)
    said = (0, "The trail holds. Entries: 7; chains: 1; checkpoints: 0.\n")
    assert await asyncio.to_thread(told, before, "verify-trail") == said
    # The version before still runs for a while: it writes its own way, and so does this one.
    await wrote(before, chain, range(8, 10), 2, last)
    await DATABASE.start(before, size=2, server_settings={"role": APP})
    try:
        async with DATABASE.transaction():
            by = Actor(new_id(), "reader")
            await record(chain, "v", "k", new_id(), {}, by=by, at=AT)
        assert await broken_at(chain) is None
        [row] = await DATABASE.fetch("select function, hashing from trail_entry where number = 10")
        assert tuple(row) == ("reader", 3)
        for number, column in ((2, "function"), (5, "function"), (6, "stands_in_for")):
            await run(before, f"update trail_entry set {column} = 'x' where number = {number}")
            assert await broken_at(chain) == number, "nobody fills in afterwards what was not kept"
            await run(before, f"update trail_entry set {column} = '' where number = {number}")
        await run(before, "update trail_entry set function = '', hashing = 2 where number = 10")
        assert await broken_at(chain) == 10
    finally:
        await DATABASE.stop()
