"""Two at once, in an order of our own: one holds a row until the other waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from governance.base.database import DATABASE

_WAITS = "select 1 from pg_locks where not granted and transactionid::text = $1"


@asynccontextmanager
async def elsewhere(owner_url: str) -> AsyncIterator[Any]:
    """Another process, in the middle of a transaction that has yet to be kept."""
    other = await asyncpg.connect(owner_url)
    try:
        async with other.transaction():
            yield other
    finally:
        await other.close()


async def waits(work: Awaitable[Any], other: Any) -> asyncio.Task[Any]:
    """Work that has come to where it waits for the other process."""
    held = await other.fetchval("select pg_current_xact_id()::text")
    task = asyncio.ensure_future(work)
    for _ in range(500):
        await asyncio.sleep(0.02)
        if await DATABASE.fetch(_WAITS, held):
            return task
        assert not task.done(), "it did not wait"
    raise AssertionError("it never came so far")
