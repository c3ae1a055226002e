"""The dashboard and one audited write against their floors in SQL, on the embedded server."""

from __future__ import annotations

import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from governance.agreements.actions import change_terms, draft
from governance.agreements.forms import NewAgreement, TermsForm
from governance.agreements.steps import actions as steps
from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.ids import new_id
from governance.migrations.runner import APP, migrate
from governance.overview.queries import dashboard
from governance.overview.rules import Wanted
from governance.sample.loading import load_sample
from governance.sample.region import Region

SQL = Path(__file__).parent / "sql"
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROUNDS, WRITERS = 40, 16
Step = Callable[[], Awaitable[object]]


async def _each(*steps: Step) -> list[float]:
    """Median seconds of each step, both sides in turn in one run."""
    spent: list[list[float]] = [[] for _ in steps]
    for _ in range(ROUNDS):
        for times, step in zip(spent, steps, strict=True):
            begun = time.perf_counter()
            await step()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times[3:]) for times in spent]


def _row(name: str, ours: float, floor: float) -> dict[str, Any]:
    told = {"name": name, "value": round(ours * 1000, 2), "unit": "ms"}
    return told | {"against": f"SQL {floor * 1000:.2f} ms", "ratio": round(ours / floor, 2)}


async def _dashboard(region: Region, floor: asyncpg.Connection) -> dict[str, Any]:
    asked = (SQL / "dashboard.sql").read_text("utf-8")
    [row] = await DATABASE.fetch("select id from agreement where state = 'in_force'")
    encode = msgspec.json.encode

    async def ours() -> bytes:
        return encode(await dashboard(region.secretary, day(AT), Wanted()))

    took, least = await _each(ours, lambda: floor.fetchval(asked, row["id"]))
    return _row("committee dashboard at sample size", took, least)


async def _drafts(region: Region) -> list[tuple[UUID, Actor]]:
    """A draft of each of sixteen keepers, so that every writer has a chain of its own."""
    made = []
    for name in region.municipalities[:WRITERS]:
        keeper = region.organisations[name]
        role = Role(new_id(), RoleKind.ADMINISTRATOR, keeper)
        by = Actor(new_id(), "bench", (role,))
        form = NewAgreement(
            keeper_id=keeper, kind="convenant", model_key="bench", model_version="1",
            title="Bench", short_title="Bench", extension_rule="none", entry_rule="all_signed",
            term_months=12,
        )  # fmt: skip
        made.append((await draft(form, by=by, at=AT), by))
    return made


async def _writes(region: Region, url: str) -> list[dict[str, Any]]:
    drafts = await _drafts(region)
    asked = (SQL / "audited_write.sql").read_text("utf-8")
    pool = await asyncpg.create_pool(url, min_size=WRITERS, max_size=WRITERS)

    async def ours(number: int) -> None:
        await asyncio.gather(*(_change(*one) for one in drafts[:number]))

    async def least(number: int) -> None:
        wanted = [(asked, of, str(new_id()), new_id()) for of, _ in drafts[:number]]
        await asyncio.gather(*(pool.execute(*one) for one in wanted))

    async def unaudited(number: int) -> None:
        with _without_trail():
            await ours(number)

    found = []
    for number in (1, WRITERS):
        took, bare, floor = await _each(
            lambda n=number: ours(n),  # type: ignore[misc]
            lambda n=number: unaudited(n),  # type: ignore[misc]
            lambda n=number: least(n),  # type: ignore[misc]
        )
        found.append(_row(f"audited write, {number} at once", took, floor))
        told = _row(f"audited write against the same without its entry, {number}", took, bare)
        found.append(told | {"against": f"without {bare * 1000:.2f} ms", "wanted": "<= 1.5"})
    await pool.close()
    return found


@contextmanager
def _without_trail() -> Iterator[None]:
    """The same write, but for its entry: only here, to see what the entry costs."""

    async def nothing(*_: Any, **__: Any) -> None:
        return None

    steps.record, kept = nothing, steps.record  # type: ignore[assignment]
    try:
        yield
    finally:
        steps.record = kept


async def _change(agreement: UUID, by: Actor) -> None:
    form = TermsForm(
        title="Bench", short_title=str(new_id()), extension_rule="none", entry_rule="all_signed",
        term_months=12,
    )  # fmt: skip
    await change_terms(agreement, form, None, by=by, at=AT)


async def _measured(server: Embedded) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    await DATABASE.start(server.app_url, size=20, server_settings={"role": APP})
    floor = await asyncpg.connect(server.owner_url)
    try:
        region = await load_sample("a password for the bench", at=AT)
        return [await _dashboard(region, floor), *await _writes(region, server.owner_url)]
    finally:
        await floor.close()
        await DATABASE.stop()


def measure() -> Iterator[dict[str, Any]]:
    """The dashboard and audited writes."""
    return on_a_server(_measured)


def on_a_server(
    measured: Callable[[Embedded], Coroutine[Any, Any, list[dict[str, Any]]]],
) -> Iterator[dict[str, Any]]:
    """On a server of its own, with ``fsync`` and ``synchronous_commit`` on as it comes."""
    folder = Path(tempfile.mkdtemp(prefix="gov-"))
    server = Embedded(folder)
    try:
        server.start()
        yield from asyncio.run(measured(server))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
