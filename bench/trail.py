"""The trail of 100,000 entries: verifying all of it, and reading a page of it."""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bench.database import on_a_server

from governance.audit.actions import record
from governance.audit.reading.queries import acts
from governance.audit.reading.rules import Scope, Wanted
from governance.audit.verifying.queries import verify
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.ids import new_id
from governance.base.origin import Way, originating
from governance.migrations.runner import APP, migrate

ENTRIES, AT_ONCE = 100_000, 1000
AT = datetime(2026, 11, 24, tzinfo=UTC)
CHANGES = {"before": {"title": "x" * 40, "term_months": 24}, "after": {"title": "y" * 40}}


async def _fill(chain: UUID, by: Actor) -> None:
    """Entries as actions write them, a thousand in a transaction."""
    with originating(Way.WEB, request_id="bench", address="192.0.2.1"):
        for start in range(0, ENTRIES, AT_ONCE):
            async with DATABASE.transaction():
                for number in range(start, start + AT_ONCE):
                    at = AT + timedelta(seconds=number)
                    await record(
                        chain, f"verb_{number % 20}", "thing", new_id(), CHANGES, by=by, at=at
                    )


async def _page(by: Actor, chain: UUID, wanted: Wanted) -> float:
    spent = []
    for _ in range(30):
        begun = time.perf_counter()
        await acts(Scope(chain=chain), wanted, by=by, limit=51)
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


def measure() -> Iterator[dict[str, Any]]:
    """Verifying and reading."""
    return on_a_server(_measured)


async def _measured(server: Embedded) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    await DATABASE.start(server.app_url, size=2, server_settings={"role": APP})
    try:
        return await _rows()
    finally:
        await DATABASE.stop()


async def _rows() -> list[dict[str, Any]]:
    chain = new_id()
    by = Actor(new_id(), "bench", (Role(new_id(), RoleKind.AUDITOR, organisation_id=chain),))
    await _fill(chain, by)
    begun = time.perf_counter()
    report = await verify()
    spent = time.perf_counter() - begun
    assert not report.broken
    tracemalloc.start()
    await verify()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    [middle] = await DATABASE.fetch(
        "select id from trail_entry where organisation_id = $1 and number = $2", chain, ENTRIES // 2
    )
    first = await _page(by, chain, Wanted())
    deep = await _page(by, chain, Wanted(before=middle["id"]))
    rare = await _page(by, chain, Wanted(verb="no_such_verb"))
    return [
        {"name": f"verify {report.entries} entries", "value": round(spent, 2), "unit": "s",
         "against": f"peak {peak / 1e6:.1f} MB", "ratio": ""},
        _row("newest page of the trail", first, 1), _row("page in the middle", deep, first),
        _row("a filter that finds nothing", rare, first),
    ]  # fmt: skip


def _row(name: str, took: float, other: float) -> dict[str, Any]:
    told = {"name": f"{name}, at {ENTRIES}", "value": round(took * 1000, 2), "unit": "ms"}
    ratio = "" if other == 1 else round(took / other, 1)
    return told | {"against": "newest page", "ratio": ratio}
