"""The list of commitments of a whole country against its floor in SQL, and taken out as a file.

342 municipalities in 25 regions with an agreement each, twelve commitments: 4,104 lines, first
with one year of reports and measurements, then with ten (164,160 and 492,480). Medians, both sides
in turn in one run.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from statistics import median
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import xlsxwriter
from bench.database import SQL, on_a_server
from httpx import ASGITransport, AsyncClient

from governance.agreements.tables import Agreement, Party
from governance.app.main import create_app
from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.embedded import Embedded
from governance.base.settings import Settings
from governance.base.views import add, add_all
from governance.commitments.finding.exported.queries import exported, opened_to
from governance.commitments.finding.papers import as_csv, as_workbook, rows
from governance.commitments.finding.queries import found
from governance.commitments.finding.rules import Wanted
from governance.commitments.tables import Commitment, CommitmentLine, Milestone, MilestoneLine
from governance.identity.rules import Caller
from governance.identity.sessions.actions import begin
from governance.identity.tables import Person, RoleAssignment
from governance.migrations.runner import migrate
from governance.parties.tables import Committee, Grouping, Membership, Organisation

MUNICIPALITIES, REGIONS, COMMITMENTS, QUARTERS = 342, 25, 12, 40
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY, SINCE = day(AT), date(2016, 10, 1)
ROUNDS, WARMING = 21, 4
STATES = ("on_track", "on_track", "started", "planned", "delayed", "blocked", "done")


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
            keeper, region = await _country()
            by = await _reader(keeper)
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


async def _reader(keeper: UUID) -> Actor:
    person = await add(Person(sign_in_name="keeper", function="beheerder", password_hash=""))
    kind = RoleKind.ADMINISTRATOR
    role = await add(
        RoleAssignment(person=person, kind=kind, organisation=keeper, valid_from=SINCE)
    )
    return Actor(person, "beheerder", (Role(role, kind, keeper),))


def _place(number: int) -> Organisation:
    name = f"Gemeente {number:03}"
    return Organisation(
        kind="municipality", name=name, short_name=name, sort_key=name.lower(),
        search_key=name.lower(), cbs_code=f"GM{number:04}", tooi_uri="", oin="", kvk="",
    )  # fmt: skip


async def _country() -> tuple[UUID, UUID]:
    """The country, and of it who keeps every agreement and one region."""
    keeper = Organisation(
        kind="joint_body", name="Bureau", short_name="Bureau", sort_key="bureau",
        search_key="bureau", cbs_code="", tooi_uri="", oin="", kvk="",
    )  # fmt: skip
    places = [_place(n) for n in range(MUNICIPALITIES)]
    regions = [
        Grouping(kind="region", name=f"Regio {n:02}", sort_key=f"regio {n:02}",
                 search_key=f"regio {n:02}") for n in range(REGIONS)
    ]  # fmt: skip
    await add_all([keeper, *places])
    await add_all(regions)
    await add_all(
        Membership(grouping=regions[n % REGIONS].id, organisation=place.id, valid_from=SINCE)
        for n, place in enumerate(places)
    )
    for number, region in enumerate(regions):
        await _agreement(keeper.id, region.id, number, places[number::REGIONS])
    whose, one = keeper.id, regions[0].id
    return whose, one  # type: ignore[return-value]


async def _agreement(keeper: UUID, region: UUID, number: int, places: list[Organisation]) -> None:
    title = f"Samenwerking regio {number:02}"
    table = Committee(
        kind="steering_committee", name=title, sort_key=title.lower(), grouping=region,
        organisation=keeper,
    )  # fmt: skip
    await add(table)
    made = Agreement(
        keeper=keeper, committee=table.id, kind="convenant", model_key="bench", model_version="1",
        title=title, short_title=title, sort_key=title.lower(), search_key=title.lower(),
        state="in_force", audience="committee", term_months=240, extension_rule="none",
        entry_rule="all_signed", entered_into_force_on=SINCE,
    )  # fmt: skip
    await add(made)
    parties = [
        Party(agreement=made.id, organisation=place.id, participation="signatory", position=n,
              joined_on=SINCE) for n, place in enumerate(places, 1)
    ]  # fmt: skip
    await add_all(parties)
    commitments = [
        Commitment(agreement=made.id, position=n, key=f"c{n}", title=f"Toezegging {n:02}",
                   text="De partij doet wat hier staat.", theme=f"thema {n % 4}", nature="result",
                   owner_function="portefeuillehouder", executor="", measurable_goal="Gedaan.",
                   indicator_unit="%", target=80) for n in range(1, COMMITMENTS + 1)
    ]  # fmt: skip
    await add_all(commitments)
    plans = [
        Milestone(commitment=c.id, position=1, title="Rapportage besproken", rule="every", months=3)
        for c in commitments
    ]
    await add_all(plans)
    lines = [
        _line(made.id, party, place.id, c.id, number + at + n)
        for at, c in enumerate(commitments)
        for n, (party, place) in enumerate(zip(parties, places, strict=True))
    ]
    await add_all(lines)
    of = {plan.commitment: plan.id for plan in plans}
    await add_all(
        MilestoneLine(
            commitment_line=line.id, milestone=of[line.commitment], position=QUARTERS + 1,
            state="planned", planned_on=date(2026, 10 + n % 3, 15),
        )
        for n, line in enumerate(lines)
    )  # fmt: skip


def _line(
    agreement: Any, party: Party, organisation: Any, commitment: Any, number: int
) -> CommitmentLine:
    state = STATES[number % len(STATES)]
    return CommitmentLine(
        commitment=commitment, party=party.id, agreement=agreement, organisation=organisation,
        state=state, words="Loopt volgens plan, en wordt in het overleg besproken.",
        reason="Capaciteit" if state in ("delayed", "blocked") else "", measure="",
        planned_on=date(2026 + number % 3, 1 + number % 12, 1), changed_at=AT,
    )  # fmt: skip


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
select l.id::text, l.version, a.short_title, c.position, c.title, o.short_name, c.theme, c.nature,
       c.owner_function, l.priority, l.state as standing, null::date as shared, l.state, l.words,
       l.reason, l.measure, l.planned_on, l.forecast_on, l.done_on, n.title, n.planned_on as later,
       c.target, c.indicator_unit
from commitment_line l join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
left join lateral (
    select ml.planned_on, m.title from milestone_line ml join milestone m on m.id = ml.milestone
    where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
    order by ml.position limit 1) n on true
order by a.sort_key, c.position, o.sort_key"""


async def _files(floor: asyncpg.Connection, by: Actor) -> list[dict[str, Any]]:
    """All lines as CSV against the same rows of a plain cursor, as Excel against XlsxWriter."""
    lines = await exported(Wanted(), by=by, today=TODAY)
    assert len(lines) == MUNICIPALITIES * COMMITMENTS
    same = list(rows(lines))

    async def as_text() -> bytes:
        return as_csv(await exported(Wanted(), by=by, today=TODAY))

    async def plain_text() -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";")
        async with floor.transaction():
            async for row in floor.cursor(_PLAIN, prefetch=1000):
                writer.writerow(row.values())
        return out.getvalue().encode()

    async def as_book() -> bytes:
        found = await exported(Wanted(), by=by, today=TODAY)
        return as_workbook(found, [opened_to(one, by) for one in found])

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
