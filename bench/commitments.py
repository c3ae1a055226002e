"""The list of commitments of a whole country against its floor in SQL, and taken out as a file.

4,104 lines of 342 municipalities, first with one year of reports and measurements, then with ten
(164,160 and 492,480). Medians, both sides in turn in one run.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import xlsxwriter
from bench._country import AT, COMMITMENTS, MUNICIPALITIES, QUARTERS, country, reader
from bench.database import SQL, on_a_server
from httpx import ASGITransport, AsyncClient

from governance.app.main import create_app
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.embedded import Embedded
from governance.base.garbage import settle
from governance.base.settings import Settings
from governance.commitments.finding.exported.queries import exported, opened_of
from governance.commitments.finding.papers import as_csv, as_workbook, rows
from governance.commitments.finding.queries import found
from governance.commitments.finding.rules import Wanted
from governance.identity.rules import Caller
from governance.identity.sessions.actions import begin
from governance.migrations.runner import migrate

TODAY = day(AT)
ROUNDS, WARMING = 21, 4


def measure() -> Iterator[dict[str, Any]]:
    """Lists, pages and files, at one year of reports and at ten."""
    return on_a_server(_measured)


async def _measured(server: Embedded) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    settings = Settings(rate_account=0, rate_network=0)
    app = create_app(server.app_url, clock=lambda: AT, settings=settings)
    floor = await asyncpg.connect(server.owner_url)
    try:
        async with app.lifespan():
            keeper, region = await country()
            by = await reader(keeper)
            settle()
            await _years(floor, QUARTERS - 3, QUARTERS)
            young = await _lists(floor, by, keeper, region)
            pages = await _pages(app, by)
            await _years(floor, 1, QUARTERS - 4)
            old = await _lists(floor, by, keeper, region)
            later = await _pages(app, by)
            told = [_row(f"{name}, {n} years", *took) for (n, of) in ((1, young), (10, old))
                    for name, took in of.items()]  # fmt: skip
            told += [
                {"name": f"{name}, ten years against one", "value": round(later[name], 1),
                 "unit": "ms", "against": f"one year {pages[name]:.1f} ms",
                 "ratio": round(later[name] / pages[name], 2)}
                for name in pages
            ]  # fmt: skip
            return [*told, *await _files(floor, by)]
    finally:
        await floor.close()


async def _years(floor: asyncpg.Connection, first: int, last: int) -> None:
    for name in ("country", "measurements"):
        await floor.execute((SQL / f"{name}.sql").read_text("utf-8"), first, last, timeout=300)
    await floor.execute("analyze")


ASKED = {
    "list of 50 with total": (Wanted(), False, "list"),
    "list of 50, late, by planned day": (
        Wanted(standing="late", sort="planned"), False, "list_late",
    ),
    "list of 50, of one region": (Wanted(), True, "list"),
}  # fmt: skip
"""What is asked, whether of one region, and the file with its floor."""


async def _lists(
    floor: asyncpg.Connection, by: Actor, keeper: UUID, region: UUID
) -> dict[str, tuple[float, float, float]]:
    told, encode = {}, msgspec.json.encode
    for name, (asked, narrowed, file) in ASKED.items():
        sql = (SQL / f"{file}.sql").read_text("utf-8")
        wanted = msgspec.structs.replace(asked, region=region if narrowed else None)
        values = (keeper, TODAY, wanted.region)

        async def ours(wanted: Wanted = wanted) -> Any:
            return encode(await found(wanted, by=by, today=TODAY))

        async def least(sql: str = sql, values: tuple[Any, ...] = values) -> Any:
            return await floor.fetchval(sql, *values)

        one, other = msgspec.json.decode(await ours()), msgspec.json.decode(await least())
        assert one["total"] == other["total"] > 50
        assert [x["id"] for x in one["lines"]] == [x["id"] for x in other["lines"]]
        assert [x["standing"] for x in one["lines"]] == [x["standing"] for x in other["lines"]]
        told[name] = await _each(ours, least)
    return told


async def _each(ours: Callable[[], Any], least: Callable[[], Any]) -> tuple[float, float, float]:
    """Median milliseconds of each, in turn; and the spread: the slowest of ours by its median."""
    spent: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for times, step in zip(spent, (ours, least), strict=True):
            begun = time.perf_counter()
            await step()
            times.append((time.perf_counter() - begun) * 1000)
    mine, floor = (times[WARMING:] for times in spent)
    return median(mine), median(floor), max(mine) / median(mine)


def _row(name: str, ours: float, floor: float, spread: float) -> dict[str, Any]:
    return {
        "name": name, "value": round(ours, 1), "unit": "ms",
        "against": f"floor {floor:.1f} ms; slowest {spread:.1f} x",
        "ratio": round(ours / floor, 2),
    }  # fmt: skip


async def _pages(app: Any, by: Actor) -> dict[str, float]:
    """The whole pages by the server, signed in."""
    token = await begin(by, method="password", caller=Caller("127.0.0.1"), at=AT)
    headers = {"authorization": f"Bearer {token}", "accept": "text/html"}
    told = {}
    async with AsyncClient(
        transport=ASGITransport(app), base_url="http://localhost", headers=headers
    ) as client:
        for name, address in (
            ("page of the list", "/toezeggingen"),
            ("page of the list, late, by planned day", "/toezeggingen?standing=late&sort=planned"),
            ("page of the board", "/toezeggingen/bord"),
        ):
            spent = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                answer = await client.get(address)
                spent.append((time.perf_counter() - begun) * 1000)
                assert answer.status_code == 200
            told[name] = median(spent[WARMING:])
    return told


_PLAIN = """
select l.id::text, l.version, coalesce(x.version, 0), '', a.short_title, c.position, c.title,
       o.short_name, c.theme, c.nature, c.owner_function, l.priority,
       case when l.state = 'lapsed' then 'lapsed'
            when l.state = 'done' or l.done_on is not null then 'done'
            when l.planned_on < $1 or n.planned_on < $1 then 'late'
            when l.state in ('blocked', 'delayed') or n.state in ('blocked', 'delayed')
                or l.forecast_on > l.planned_on or n.forecast_on > n.planned_on
                or l.behind_from <= $1 then 'at_risk'
            else 'on_schedule' end,
       null::date, l.state, l.words, l.reason, l.measure, l.planned_on, l.forecast_on, l.done_on,
       n.title, n.planned_on as later, '', coalesce(x.how, 'agreed'), coalesce(e.name, ''),
       coalesce(x.why, ''), c.target, c.indicator_unit
from commitment_line l join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
left join line_execution x on x.commitment_line = l.id
left join organisation e on e.id = x.executor_organisation
left join lateral (
    select ml.planned_on, ml.forecast_on, ml.state, m.title
    from milestone_line ml join milestone m on m.id = ml.milestone
    where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
    order by ml.position limit 1) n on true
order by a.sort_key, c.position, o.sort_key"""
"""The columns of the file, of every line, as a plain query gives them."""


async def _files(floor: asyncpg.Connection, by: Actor) -> list[dict[str, Any]]:
    """All lines as CSV against the same rows of a plain cursor, as Excel against XlsxWriter."""
    lines = await exported(Wanted(), by=by, today=TODAY)
    assert len(lines) == MUNICIPALITIES * COMMITMENTS
    same = list(rows(lines))

    async def as_text() -> bytes:
        return as_csv(await exported(Wanted(), by=by, today=TODAY))

    async def plain_text() -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        async with floor.transaction():
            async for row in floor.cursor(_PLAIN, TODAY, prefetch=1000):
                writer.writerow(row.values())
        return out.getvalue().encode()

    async def as_book() -> bytes:
        found = await exported(Wanted(), by=by, today=TODAY)
        return as_workbook(found, opened_of(found, by))

    async def plain_book() -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet()
        for at, row in enumerate(same):
            sheet.write_row(at, 0, row)
        book.close()
        return out.getvalue()

    return [
        _row("4,104 commitments as CSV", *await _each(as_text, plain_text)),
        _row("4,104 commitments as Excel", *await _each(as_book, plain_book)),
    ]
