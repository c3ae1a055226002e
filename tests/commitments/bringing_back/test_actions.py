"""A file that comes back: what it changes of what stands here, all of it or nothing."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.bringing_back import Rows, as_book, as_csv, put, rows_out
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast, cast

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Refused
from governance.base.settings import Settings
from governance.commitments.bringing_back.actions import bring_back, read_back
from governance.commitments.bringing_back.forms import BringBackForm
from governance.commitments.bringing_back.queries import Differences, differences
from governance.commitments.finding.exported.queries import ExportedLine, exported, opened_of
from governance.commitments.finding.layout.rules import (
    COLUMNS,
    DAY,
    EXECUTION,
    EXECUTOR,
    HOW,
    OPENED,
    PLAN,
    PRIORITY,
    SHEET,
    WHY_DAY,
    WHY_HOW,
)
from governance.commitments.finding.rules import Wanted
from governance.commitments.prioritising.actions import undo_priority
from governance.commitments.prioritising.forms import PriorityUndoing
from governance.commitments.warning.rules import Sign
from governance.documents.grids.cells import letters
from governance.web.uploading import Upload

TODAY = day(AT)
FIRST, LATER = date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def lines_of(by: Actor) -> list[ExportedLine]:
    return await exported(Wanted(), by=by, today=TODAY)


async def told(content: bytes, by: Actor) -> Differences:
    return await differences("lijst", content, "0" * 64, by=by, today=TODAY)


def form_of(found: Differences) -> BringBackForm:
    return BringBackForm(lines=[one.change for one in found.lines], sha256=found.sha256)


def planned(table: Rows, row: int, to: date = LATER, why: str = "Het college was later.") -> None:
    put(table, row, DAY, to)
    put(table, row, WHY_DAY, why)


async def stands() -> list[tuple[str, int]]:
    rows = await DATABASE.fetch("select priority, version from commitment_line order by id")
    return [(row["priority"], row["version"]) for row in rows]


async def test_what_was_taken_out_and_not_edited_changes_nothing(people: Cast) -> None:
    await in_force(people, commitments=2)
    for by in (people.administrator, people.pin_north, people.secretary):
        table = rows_out(await lines_of(by))
        for content in (as_book(table), as_csv(table)):
            found, taken = await counted(told(content, by))
            assert (found.lines, found.alike, taken) == ((), 4, 3)


async def test_each_may_type_only_where_each_may_change_something(people: Cast) -> None:
    await in_force(people)
    mine = {
        "administrator": (PRIORITY + PLAN, PRIORITY + PLAN), "secretary": (PLAN, PLAN),
        "chair": (PLAN, PLAN), "pin_north": (EXECUTION, ()),
    }  # fmt: skip
    for name, columns in mine.items():
        by = getattr(people, name)
        opened = opened_of(await lines_of(by), by)
        assert opened == [frozenset(one) for one in columns], name


async def test_all_that_a_file_changes_is_carried_out_and_noted(people: Cast) -> None:
    await in_force(people, commitments=2)
    by = people.administrator
    table = rows_out(await lines_of(by))
    put(table, 0, "prioriteit", "hoog")
    planned(table, 0)
    put(table, 1, "prioriteit", "hoog")
    planned(table, 2)
    found = await told(as_book(table), by)
    assert [len(one.cells) for one in found.lines] == [3, 1, 2]
    done = await bring_back(form_of(found), by=by, at=AT)
    assert (done.lines, len(done.priority_changes)) == (3, 1)
    after = await lines_of(by)
    assert [(one.priority, one.next_planned_on) for one in after] == [
        ("high", LATER), ("high", FIRST), ("normal", LATER), ("normal", FIRST),
    ]  # fmt: skip
    verbs = [
        row["verb"] for row in await DATABASE.fetch("select verb from trail_entry order by id")
    ]
    assert verbs[-4:] == ["replan", "replan", "prioritise", "bring_back"]
    replanned = await DATABASE.fetch("select reason from replanning")
    assert {row["reason"] for row in replanned} == {"Het college was later."}
    await undo_priority(done.priority_changes[0], PriorityUndoing(version=1), by=by, at=AT)
    assert {one.priority for one in await lines_of(by)} == {"normal"}
    assert (await told(as_csv(rows_out(await lines_of(by))), by)).lines == ()


async def test_a_reason_that_looks_like_case_data_is_asked_about_and_then_carried_out(
    people: Cast,
) -> None:
    await in_force(people)
    by = people.administrator
    table = rows_out(await lines_of(by))
    planned(table, 0, why="Na overleg met 06-12345678.")
    found = await told(as_book(table), by)
    [seen] = found.noticed
    assert (seen.said, seen.looks) == ("06-12345678", Sign.PHONE)
    assert re.fullmatch(r".+![A-Z]+2", seen.where), seen.where
    form = form_of(found)
    with pytest.raises(Refused) as asked:
        await bring_back(form, by=by, at=AT)
    assert [one.field for one in asked.value.complaints] == ["lines.0.reason", "notCaseData"]
    await bring_back(replace(form, not_case_data=True), by=by, at=AT)
    assert (await lines_of(by))[0].next_planned_on == LATER


async def test_all_that_is_wrong_with_all_lines_is_told_at_once_each_by_its_cell(
    people: Cast,
) -> None:
    await in_force(people, commitments=2)
    roles = people.administrator.roles + people.pin_north.roles
    by = replace(people.administrator, roles=roles)
    table = rows_out(await lines_of(by))
    planned(table, 0, why="Bel 06-12345678 of 06-87654321.")
    put(table, 0, HOW, "door een andere organisatie")
    put(table, 0, EXECUTOR, "zuiddorp")
    put(table, 0, WHY_HOW, "Mail post@example.nl.")
    planned(table, 1)
    planned(table, 2, why="Zaak 16/123456/25.")
    form = form_of(await told(as_book(table), by))
    late = replace(form.lines[1], next_planned_on=date(2031, 1, 1))
    before = await stands()
    with pytest.raises(Refused) as refused:
        await bring_back(replace(form, lines=[form.lines[0], late, form.lines[2]]), by=by, at=AT)
    cells = [f"{SHEET}!{letters(COLUMNS.index(name))}" for name in (WHY_DAY, WHY_HOW, DAY)]
    assert [(one.field, one.file) for one in refused.value.complaints] == [
        ("lines.0.reason", f"{cells[0]}2"), ("lines.0.reason", f"{cells[0]}2"),
        ("lines.0.why", f"{cells[1]}2"), ("lines.1.nextPlannedOn", f"{cells[2]}3"),
        ("lines.2.reason", f"{cells[0]}4"), ("notCaseData", ""),
    ]  # fmt: skip
    assert await stands() == before


async def test_a_party_says_by_file_who_carries_it_out(people: Cast) -> None:
    await in_force(people)
    by = people.pin_north
    table = rows_out(await lines_of(by))
    put(table, 0, HOW, "door een andere organisatie")
    put(table, 0, EXECUTOR, "zuiddorp")
    put(table, 0, WHY_HOW, "Zij hebben de mensen.")
    [change] = (found := await told(as_csv(table), by)).lines
    assert change.change.executor_organisation_id == people.south
    await bring_back(form_of(found), by=by, at=AT)
    north = (await lines_of(by))[0]
    assert (north.how, north.executor, north.execution_version) == ("other", "Zuiddorp", 1)
    with pytest.raises(Refused) as stale:
        await bring_back(form_of(found), by=by, at=AT)
    assert [c.field for c in stale.value.complaints] == ["lines.0.version"]
    with pytest.raises(Refused):
        await told(as_csv(table), by)


async def test_a_line_that_somebody_changed_since_is_named_and_nothing_is_applied(
    people: Cast,
) -> None:
    await in_force(people)
    by = people.administrator
    lines = await lines_of(by)
    first, second = rows_out(lines), rows_out(lines)
    for at in (0, 1):
        put(first, at, "prioriteit", "hoog")
    put(second, 1, "prioriteit", "laag")
    found = await told(as_book(first), by)
    await bring_back(form_of(await told(as_book(second), by)), by=by, at=AT)
    before = await stands()
    with pytest.raises(Refused) as refused:
        await bring_back(form_of(found), by=by, at=AT)
    [complaint] = refused.value.complaints
    assert complaint.field == "lines.1.version" and complaint.about.endswith("1 Zuiddorp")
    with pytest.raises(Refused) as at_cell:
        await told(as_book(first), by)
    assert [c.file for c in at_cell.value.complaints] == ["toezeggingen!B3"]
    assert await stands() == before


async def test_what_is_wrong_with_one_line_undoes_all_of_it(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    table = rows_out(await lines_of(by))
    put(table, 0, "prioriteit", "hoog")
    planned(table, 0)
    planned(table, 1)
    found = form_of(await told(as_book(table), by))
    before = await stands()
    wrong = [found.lines[0], replace(found.lines[1], next_planned_on=date(2031, 1, 1))]
    with pytest.raises(Refused) as refused:
        await bring_back(replace(found, lines=wrong), by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["lines.1.nextPlannedOn"]
    assert await stands() == before
    assert await DATABASE.fetch("select from replanning") == []


async def test_nobody_changes_by_a_file_what_is_not_theirs(people: Cast) -> None:
    await in_force(people)
    table = rows_out(await lines_of(people.administrator))
    put(table, 0, "prioriteit", "hoog")
    form = form_of(await told(as_book(table), people.administrator))
    before = await stands()
    for who, refusal in (
        (people.pin_south, NotAllowed), (people.secretary, NotAllowed), (people.outsider, NotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            await bring_back(form, by=who, at=AT)
        with pytest.raises(Refused):
            await told(as_book(table), who)
    with pytest.raises(Refused) as unseen:
        await told(as_book(rows_out(await lines_of(people.administrator))), people.outsider)
    assert {c.file for c in unseen.value.complaints} == {"toezeggingen!A2", "toezeggingen!A3"}
    assert await stands() == before


async def test_what_another_party_may_not_know_is_empty_and_stays_so(people: Cast) -> None:
    await in_force(people)
    await DATABASE.fetch("update commitment_line set words = 'Geheim', state = 'blocked'")
    by = people.pin_south
    table = rows_out(await lines_of(by))
    content = as_csv(table)
    assert content.decode().count("Geheim") == 1
    assert (await told(content, by)).lines == ()


async def test_nothing_twice_and_too_much_are_told(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    table = rows_out(await lines_of(by))
    put(table, 0, "prioriteit", "hoog")
    form = form_of(await told(as_book(table), by))
    [line] = form.lines
    for lines, fields in (
        ([], {"lines"}), ([line, line], {"lines.1.id"}),
        ([replace(line, priority=None)], {"lines.0.id"}),
        ([replace(line, how="itself", execution_version=None)], {"lines.0.version"}),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            await bring_back(BringBackForm(lines=lines), by=by, at=AT)
        assert {c.field for c in refused.value.complaints} == fields


async def test_of_two_files_at_once_one_is_told(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    forms = []
    for word in ("hoog", "laag"):
        table = rows_out(await lines_of(by))
        for at in (0, 1):
            put(table, at, "prioriteit", word)
        forms.append(form_of(await told(as_book(table), by)))
    said = await asyncio.gather(
        *(bring_back(form, by=by, at=AT) for form in forms), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in said) == ["BroughtBack", "Refused"]
    assert len({one.priority for one in await lines_of(by)}) == 1


def upload(content: bytes, name: str = "lijst.xlsx") -> Upload:
    return Upload(name, "", io.BytesIO(content), len(content))


async def test_a_file_that_is_no_list_is_told_by_its_name(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    whole = as_book(rows_out(await lines_of(by)))
    macro = with_part(whole, "xl/vbaProject.bin")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    locked = old + "EncryptedPackage".encode("utf-16-le")
    for content, name, said in (
        (b"", "lijst.xlsx", "empty"), (whole[: len(whole) // 2], "lijst.xlsx", "broken"),
        (macro, "lijst.xlsm", "macros"), (locked, "lijst.xlsx", "password"),
        (old, "lijst.xls", "not taken"), (b"%PDF-1.7", "lijst.pdf", ""),
        (whole, "lijst.csv", "ends"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            await read_back(upload(content, name), settings=Settings(), by=by, at=AT)
        [complaint] = refused.value.complaints
        assert complaint.file == name and said in complaint.problem
    with pytest.raises(Refused):
        await read_back(None, settings=Settings(), by=by, at=AT)
    found = await read_back(upload(whole), settings=Settings(), by=by, at=AT)
    assert (found.lines, found.alike, len(found.sha256)) == ((), 2, 64)
    with pytest.raises(NotAllowed):
        await read_back(upload(whole), settings=Settings(), by=replace(by, roles=()), at=AT)
    kept: list[UUID] = await DATABASE.fetch("select id from stored_file")
    assert kept == [], "the file is not kept"


def with_part(content: bytes, name: str) -> bytes:

    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, b"x")
    return out.getvalue()


def test_every_column_that_opens_is_one_of_the_three_kinds() -> None:
    assert {*PRIORITY, *PLAN, *EXECUTION} == set(OPENED)
