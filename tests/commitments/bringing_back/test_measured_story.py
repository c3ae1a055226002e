"""Measurements out in the workbook and back in: by whom, as a whole, and never those of others."""

from __future__ import annotations

import asyncio
import io
import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any
from zipfile import ZipFile

import pytest
from httpx import AsyncClient
from python_calamine import CalamineWorkbook
from tests.builders import browsing
from tests.builders.bringing_back import as_book, put, rows_out
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.measured import measured_out, write
from tests.builders.measuring import indicator, line_of, measure, of_people, value
from tests.builders.parties import Cast, actor, cast
from tests.builders.service import service, signed_in

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Refused
from governance.commitments.bringing_back.actions import bring_back
from governance.commitments.bringing_back.forms import BringBackForm
from governance.commitments.bringing_back.queries import Differences, differences
from governance.commitments.finding.exported.queries import exported, opened_of
from governance.commitments.finding.layout.rules import COLUMNS as LINE_COLUMNS
from governance.commitments.finding.layout.rules import SHEET as LINE_SHEET
from governance.commitments.finding.measured.queries import ExportedMeasurement, measurements_of
from governance.commitments.finding.measured.rules import COLUMNS, OPENED, SHEET, VALUE, WHY
from governance.commitments.finding.papers import as_workbook
from governance.commitments.finding.rules import Wanted
from governance.documents.workbooks import Page, workbook

TODAY = date(2026, 8, 1)
LATE = AT.replace(year=2026, month=8, day=1)
LIST, IMPORT = "/toezeggingen", "/toezeggingen/inlezen"
DONE = f"{IMPORT}/bevestiging"
HTML = {"accept": "text/html", "accept-language": "nl"}


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def begun(people: Cast, **form: Any) -> tuple[Any, Any, Any]:
    """An agreement of which people are counted each quarter, the lines of North and South."""
    made = await in_force(people)
    of = await indicator(made, people.administrator, of_people(**form))
    return of, await line_of(made, people.north), await line_of(made, people.south)


async def own(by: Actor, wanted: Wanted | None = None) -> list[ExportedMeasurement]:
    lines = await exported(wanted or Wanted(), by=by, today=TODAY)
    return await measurements_of(lines, by=by, today=TODAY)


async def book_of(by: Actor, **cells: Any) -> bytes:
    """The workbook with something else in the first row of its measurements."""
    table = measured_out(await own(by))
    for name, said in cells.items():
        write(table, 0, {"value": VALUE, "why": WHY}[name], said)
    lines = rows_out(await exported(Wanted(), by=by, today=TODAY))
    return workbook([Page(LINE_SHEET, LINE_COLUMNS, lines), Page(SHEET, COLUMNS, table)])


async def told(content: bytes, by: Actor) -> Differences:
    return await differences("lijst", content, "0" * 64, by=by, today=TODAY)


def form_of(found: Differences) -> BringBackForm:
    changes = [one.change for one in found.measurements]
    return BringBackForm(lines=[one.change for one in found.lines], measurements=changes)


async def values() -> list[tuple[Any, ...]]:
    rows = await DATABASE.fetch("select value, number, reason from measurement order by id")
    return [tuple(row.values()) for row in rows]


async def test_the_sheet_holds_ones_own_values_as_they_are_and_none_of_others(
    people: Cast,
) -> None:
    of, north, south = await begun(people)
    await measure(north, of, people.pin_north, value(3))
    await measure(south, of, people.pin_south, value(4))
    found = await own(people.pin_north)
    assert [(one.organisation, one.since, one.value, one.opened) for one in found] == [
        ("Noordstad", date(2026, 4, 1), None, True),
        ("Noordstad", date(2026, 1, 1), Decimal(3), True),
    ]
    reader = await actor(RoleKind.READER, organisation=people.north)
    assert {(one.organisation, one.opened) for one in await own(reader)} == {("Noordstad", False)}
    for by in (people.administrator, people.secretary, people.outsider):
        assert await own(by) == [], "of others no value is in a file that comes back"
    assert await own(people.pin_north, Wanted(search="nergens")) == []


async def test_what_one_may_not_fill_in_is_locked(people: Cast) -> None:
    of, north, _ = await begun(people)
    await measure(north, of, people.pin_north, value(3))
    reader = await actor(RoleKind.READER, organisation=people.north)
    for by, opens in ((people.pin_north, True), (reader, False)):
        lines = await exported(Wanted(), by=by, today=TODAY)
        content = as_workbook(lines, opened_of(lines, by), await own(by))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        head, *rows = book.get_sheet_by_name(SHEET).to_python()
        assert tuple(head) == COLUMNS and len(rows) == 2
        xml, styles = unpacked(content)
        assert "<sheetProtection" in xml
        # A cell without a format takes that of its column, which is open.
        assert [cell in {"", *styles} for cell in cells_in(xml, 2)] == [opens] * len(OPENED)


def unpacked(content: bytes) -> tuple[str, set[str]]:
    """The sheet of measurements, and the formats in which one may type."""
    with ZipFile(io.BytesIO(content)) as packed:
        styles = packed.read("xl/styles.xml").decode()
        sheet = packed.read("xl/worksheets/sheet3.xml").decode()
    kinds = styles.split("<cellXfs")[1].split("</cellXfs>")[0].split("<xf ")[1:]
    return sheet, {str(at) for at, one in enumerate(kinds) if 'locked="0"' in one}


def cells_in(xml: str, row: int) -> list[str]:
    """The formats of the cells in which one would fill something in, of a row."""
    found = dict(re.findall(rf'<c r="([A-Z]+){row}"(?: s="(\d+)")?', xml))
    return [found.get(letter, "") for letter in ("M", "N")]


async def test_a_first_value_and_a_correction_come_back(people: Cast) -> None:
    await begun(people)
    by = people.pin_north
    first, taken = await counted(told(await book_of(by, value=6), by))
    assert taken <= 9
    [one] = first.measurements
    assert (one.organisation, one.since, one.change.version) == ("Noordstad", date(2026, 4, 1), 0)
    assert first.lines == () and await values() == []
    done = await bring_back(form_of(first), by=by, at=LATE)
    assert (done.lines, done.measurements) == (0, 1)
    assert await values() == [(Decimal(6), 1, "")]
    with pytest.raises(Refused) as refused:
        await told(await book_of(by, value=2), by)
    assert [c.file for c in refused.value.complaints] == ["metingen!N2"]
    second = await told(await book_of(by, value=2, why="Twee keer geteld."), by)
    await bring_back(form_of(second), by=by, at=LATE)
    assert await values() == [(Decimal(6), 1, ""), (Decimal(2), 2, "Twee keer geteld.")]
    unedited = await told(await book_of(by), by)
    assert unedited.measurements == ()
    with pytest.raises(Refused) as refused:
        await bring_back(form_of(second), by=by, at=LATE)
    assert [c.field for c in refused.value.complaints] == ["measurements.0.version"]
    rows = await DATABASE.fetch("select verb from trail_entry order by id desc limit 1")
    assert rows[0]["verb"] == "bring_back"


async def test_lines_and_measurements_are_carried_out_together_or_not_at_all(
    people: Cast,
) -> None:
    _, north, _ = await begun(people)
    by = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    pin = people.pin_north
    table = rows_out(await exported(Wanted(), by=by, today=TODAY))
    put(table, 0, "prioriteit", "hoog")
    priorities = await told(as_book(table), by)
    measured = await told(await book_of(pin, value=6), pin)
    both = BringBackForm(
        lines=[one.change for one in priorities.lines],
        measurements=[one.change for one in measured.measurements],
    )
    with pytest.raises(NotFound):
        await bring_back(both, by=by, at=LATE)
    assert await values() == []
    [row] = await DATABASE.fetch("select priority from commitment_line where id = $1", north)
    assert row["priority"] == "normal", "an administrator gives no values, so nothing happened"
    await bring_back(form_of(measured), by=pin, at=LATE)
    assert len(await values()) == 1


async def test_nobody_gives_a_value_of_another_organisation_by_a_file(people: Cast) -> None:
    await begun(people)
    by = people.pin_north
    found = await told(await book_of(by, value=6), by)
    for other in (people.pin_south, people.administrator, people.outsider):
        with pytest.raises(NotFound):
            await bring_back(form_of(found), by=other, at=LATE)
        with pytest.raises(Refused):
            await told(await book_of(by, value=6), other)
    assert await values() == []


async def test_of_two_files_with_one_value_one_is_told(people: Cast) -> None:
    await begun(people)
    by = people.pin_north
    form = form_of(await told(await book_of(by, value=6), by))
    said = await asyncio.gather(
        *(bring_back(form, by=by, at=LATE) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in said) == ["BroughtBack", "Refused"]
    assert len(await values()) == 1


async def test_the_sheet_asks_as_often_however_much_is_measured(people: Cast) -> None:
    await begun(people)
    by = people.pin_north
    lines = await exported(Wanted(), by=by, today=TODAY)
    _, few = await counted(measurements_of(lines, by=by, today=TODAY))
    for at in range(4):
        of, north, _ = await begun(people, name=f"Ook {at}")
        await measure(north, of, by, value(at + 1))
    lines = await exported(Wanted(), by=by, today=TODAY)
    found, many = await counted(measurements_of(lines, by=by, today=TODAY))
    assert len(found) == 10 and few == many == 4


# Through HTTP


def sent(content: bytes) -> dict[str, tuple[str, bytes]]:
    return {"file": ("lijst.xlsx", content)}


async def taken_out(client: AsyncClient) -> bytes:
    return (await client.get(f"/api/v1{LIST}/werkmap")).content


async def test_a_linking_pin_fills_in_the_workbook_on_pages_and_a_program_does_the_same(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await begun(people)
        by = people.pin_north
        async with signed_in(transport, by) as client:
            assert "metingen" in (await client.get(IMPORT, headers=HTML)).text
            same = await client.post(f"/api/v1{IMPORT}", files=sent(await taken_out(client)))
            assert same.status_code == 200, same.text
            assert (same.json()["lines"], same.json()["measurements"]) == ([], [])
            refused = await client.post(
                IMPORT, files=sent(await book_of(by, value="< 5")), headers=HTML
            )
            assert refused.status_code == 400
            assert "metingen!M2" in unescape(refused.text)
            shown = await client.post(IMPORT, files=sent(await book_of(by, value=3)), headers=HTML)
            assert shown.status_code == 200, shown.text[:500]
            page = " ".join(unescape(re.sub("<[^>]+>", " ", shown.text)).split())
            assert (
                "1 meting wordt ingevuld of verbeterd." in page
                and "waarde metingen!M2 niets 3" in page
            )
            done = await client.post(DONE, data=browsing.fields(shown.text, DONE), headers=HTML)
            assert done.status_code == 303, done.text[:500]
            assert [one[0] for one in await values()] == [3]
            at = f"/api/v1{IMPORT}"
            body = await book_of(by, value=2, why="Twee keer geteld.")
            found = (await client.post(at, files=sent(body))).json()
            [change] = [one["change"] for one in found["measurements"]]
            answer = await client.post(
                f"/api/v1{DONE}", json={"lines": [], "measurements": [change]}
            )
            assert answer.status_code == 200, answer.text
            assert answer.json() == {"lines": 0, "measurements": 1, "priorityChanges": []}
        async with signed_in(transport, people.pin_south) as client:
            other = CalamineWorkbook.from_filelike(io.BytesIO(await taken_out(client)))
            rows = other.get_sheet_by_name(SHEET).to_python()[1:]
            assert {row[COLUMNS.index("organisatie")] for row in rows} == {"Zuiddorp"}
            foreign = await client.post(f"/api/v1{IMPORT}", files=sent(body))
            assert foreign.status_code == 400
        async with signed_in(transport, people.outsider) as client:
            other = CalamineWorkbook.from_filelike(io.BytesIO(await taken_out(client)))
            assert SHEET not in other.sheet_names
