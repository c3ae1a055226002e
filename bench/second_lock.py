"""What row-level security would cost the lists (docs/decisions/0021)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
from bench.database import AT, on_a_server

from governance.agreements.queries import listed
from governance.agreements.visible.queries import visible_to
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.migrations.runner import APP, migrate
from governance.overview.queries import dashboard
from governance.overview.rules import Wanted
from governance.sample.loading import load_sample

SQL = Path(__file__).parent / "sql"
ROUNDS, WARMING = 150, 20
LIMIT = 1.10
SETTINGS = "select set_config('governance.organisations', $1, {0}), " \
           "set_config('governance.groupings', $2, {0})"  # fmt: skip


def measure() -> Iterator[dict[str, Any]]:
    """Both lists: without, with the policy alone, and with the settings that it needs as well."""
    return on_a_server(_measured)


async def _measured(server: Embedded) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    await DATABASE.start(server.app_url, size=1, server_settings={"role": APP})
    owner = await asyncpg.connect(server.owner_url)
    try:
        region = await load_sample("a password for the bench", at=AT)
        await owner.execute((SQL / "many_agreements.sql").read_text("utf-8"), timeout=300)
        by = region.secretary
        lists: dict[str, Callable[[], Awaitable[object]]] = {
            "list of agreements": lambda: listed(by),
            "dashboard": lambda: dashboard(by, day(AT), Wanted()),
        }
        return [row for name, asked in lists.items() for row in await _rows(name, asked, by, owner)]
    finally:
        await owner.close()
        await DATABASE.stop()


async def _rows(
    name: str, asked: Callable[[], Awaitable[object]], by: Actor, owner: asyncpg.Connection
) -> list[dict[str, Any]]:
    """In turn, in one run: the policies are put on and taken off the table for each round."""
    spent: dict[str, list[float]] = {"without": [], "policy alone": [], "policy and settings": []}
    for _ in range(ROUNDS):
        spent["without"].append(await _timed(asked))
        await owner.execute((SQL / "second_lock_on.sql").read_text("utf-8"))
        await _say(by, lasting=True)
        await asked()
        spent["policy alone"].append(await _timed(asked))
        with _each_time(by):
            spent["policy and settings"].append(await _timed(asked))
        await owner.execute((SQL / "second_lock_off.sql").read_text("utf-8"))
        await asked()
    took = {what: statistics.median(times[WARMING:]) * 1000 for what, times in spent.items()}
    return [
        {"name": f"{name}, {what}", "value": round(took[what], 2), "unit": "ms",
         "against": f"without {took['without']:.2f} ms; adopted at {LIMIT} or less",
         "ratio": round(took[what] / took["without"], 2)}
        for what in ("policy alone", "policy and settings")
    ]  # fmt: skip


async def _timed(asked: Callable[[], Awaitable[object]]) -> float:
    begun = time.perf_counter()
    await asked()
    return time.perf_counter() - begun


async def _say(by: Actor, *, lasting: bool) -> None:
    organisations, groupings = (",".join(map(str, ids)) for ids in visible_to(by))
    await _FETCH(
        DATABASE, SETTINGS.format("false" if lasting else "true"), organisations, groupings
    )


_FETCH = type(DATABASE).fetch


@contextmanager
def _each_time(by: Actor) -> Iterator[None]:
    """As it would be at the least: a query says in a transaction of its own who asks."""

    async def fetch(database: Any, sql: str, *values: Any) -> list[Any]:
        async with database.transaction():
            await _say(by, lasting=False)
            return await _FETCH(database, sql, *values)

    type(DATABASE).fetch = fetch  # type: ignore[method-assign]
    try:
        yield
    finally:
        type(DATABASE).fetch = _FETCH  # type: ignore[method-assign]
