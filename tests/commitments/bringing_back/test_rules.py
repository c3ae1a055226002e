"""What a file says that comes back: exactly what was edited, and each damage by its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.bringing_back import (
    Rows,
    as_book,
    as_csv,
    changed_part,
    exported_line,
    here_of,
    put,
    rows_out,
    uid,
)

from governance.base.errors import Complaint, Refused
from governance.commitments.bringing_back.lines.rules import MOST, Changed
from governance.commitments.bringing_back.reading.rules import MOST_ROWS, rows_of
from governance.commitments.bringing_back.rules import compared
from governance.commitments.finding.exported.queries import ExportedLine
from governance.commitments.finding.layout.rules import (
    COLUMNS,
    DAY,
    EXECUTION,
    EXECUTOR,
    HOW,
    OPENED,
    PLAN,
    SHEET,
    WHY_DAY,
    WHY_HOW,
    plain,
)
from governance.documents.grids.books import grid_of
from governance.documents.grids.cells import letters

NAMES = {"gemeente zuiddorp": (uid(1),), "twee keer": (uid(2), uid(3))}
SHEET_PART = "xl/worksheets/sheet1.xml"
BOOK_PART = "xl/workbook.xml"
SHARED_PART = "xl/sharedStrings.xml"


def read(
    content: bytes, lines: list[ExportedLine], opened: frozenset[str] = frozenset(OPENED)
) -> tuple[list[Changed], list[Complaint]]:
    grid = grid_of("lijst", content, SHEET, MOST_ROWS)
    return compared(rows_of(grid), here_of(lines, opened), NAMES)


# What is not edited, and what is

SIGNS = "abc Éé€=+-@'\"; \n0123456789.,_x"
TEXTS = st.one_of(
    st.text(SIGNS, max_size=25),
    st.sampled_from(
        ["=1+1", "'=1+1", "-5", "+31", "@x", "'@", "_x0041_", "1e5", "2026-01-01", "007",
         "1.234,50", "TRUE", "\t=1", "'\n=2", "''=3", "a\r\nb"]),
)  # fmt: skip
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
LINE = st.fixed_dictionaries(
    {
        "title": TEXTS, "words": TEXTS, "reason": TEXTS, "measure": TEXTS, "agreement": TEXTS,
        "indicator_unit": TEXTS, "executor": TEXTS, "why": TEXTS, "shared_on": DAYS,
        "planned_on": DAYS, "forecast_on": DAYS, "done_on": DAYS,
        "target": st.none() | st.decimals(-10**6, 10**6, places=3),
        "standing": st.sampled_from([None, "late", "done"]),
        "state": st.sampled_from(["", "started", "blocked"]),
        "version": st.integers(1, 10**6), "execution_version": st.integers(0, 50),
        "priority": st.sampled_from(["high", "low"]),
        "next_planned_on": st.none() | st.dates(date(2026, 1, 2), date(2026, 12, 1)),
    }
)  # fmt: skip
WHY = st.text("abc é\n-=", min_size=3, max_size=40).map(lambda s: f"a{s}b")
EDIT = st.fixed_dictionaries(
    {},
    optional={
        "priority": st.just("normal"),
        "day": st.tuples(st.dates(date(2027, 1, 1), date(2027, 11, 1)), WHY),
        "how": st.one_of(
            st.tuples(st.just("itself"), st.just(""), WHY),
            st.tuples(st.just("other"), st.just("Gemeente Zuiddorp"), WHY),
        ),
    },
)
WAYS = {"itself": "door de partij zelf", "other": "door een andere organisatie"}


def edit(table: Rows, row: int, said: dict[str, Any], line: ExportedLine) -> dict[str, Any]:
    """Write edits in a row; gives what they change by the names of the form."""
    fields: dict[str, Any] = {}
    if "priority" in said:
        put(table, row, "prioriteit", "gewoon")
        fields["priority"] = "normal"
    if "day" in said and line.next_planned_on:
        day, why = said["day"]
        put(table, row, DAY, day)
        put(table, row, WHY_DAY, why)
        fields |= {"next_milestone_id": uid(line.number + 2000), "next_planned_on": day}
        fields["reason"] = why
    if "how" in said:
        how, name, why = said["how"]
        for column, value in ((HOW, WAYS[how]), (EXECUTOR, name), (WHY_HOW, why)):
            put(table, row, column, value)
        fields |= {"how": how, "executor_organisation_id": uid(1) if name else None, "why": why}
    return fields


@pytest.mark.parametrize("write", [as_book, as_csv])
@given(st.lists(st.tuples(LINE, EDIT), min_size=1, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_what_comes_back_changes_exactly_what_was_edited(
    write: Callable[[Rows], bytes], given_lines: list[Any], order: Any
) -> None:
    lines = [exported_line(at, **fields) for at, (fields, _) in enumerate(given_lines, 1)]
    table = rows_out(lines)
    asked = {
        one.id: edit(table, at, said, one)
        for at, (one, (_, said)) in enumerate(zip(lines, given_lines, strict=True))
    }
    order.shuffle(table)
    changed, wrong = read(write(table), lines)
    assert wrong == []
    assert {one.id: one.fields for one in changed} == {of: f for of, f in asked.items() if f}


@pytest.mark.parametrize("write", [as_book, as_csv])
def test_what_the_service_says_otherwise_since_is_no_edit(write: Callable[[Rows], bytes]) -> None:
    lines = [exported_line(1), exported_line(2)]
    table = rows_out(lines)
    put(table, 1, "prioriteit", "hoog")
    later = [
        exported_line(1, version=9, priority="low", words="Klaar.", next_planned_on=None),
        exported_line(2, standing="late", title="Anders", shared_on=date(2026, 5, 1)),
    ]
    changed, wrong = read(write(table), later)
    assert wrong == []
    assert [(one.id, one.fields) for one in changed] == [(uid(2), {"priority": "high"})]


def test_days_and_numbers_as_a_dutch_excel_saves_them_in_csv_are_the_same() -> None:
    line = exported_line(1, planned_on=date(2026, 4, 1), target=None)
    text = as_csv(rows_out([line])).decode("utf-8-sig")
    text = text.replace('"', "").replace("2026-04-01", "1-4-2026").replace("2026-06-01", "1-7-2026")
    table = text.replace("1-7-2026;", "1-7-2026;Later", 1)
    [changed], wrong = read(table.encode("utf-8-sig"), [line])
    assert wrong == []
    assert changed.fields["next_planned_on"] == date(2026, 7, 1)


def test_what_one_may_not_know_stands_empty_and_empty_there_is_no_change() -> None:
    line = exported_line(
        1, sight="promise", standing=None, state="", priority=None, words="", next_title=None,
        next_planned_on=None, target=None, has_next=False,
    )  # fmt: skip
    assert read(as_book(rows_out([line])), [line], frozenset()) == ([], [])
    table = rows_out([line])
    put(table, 0, "prioriteit", "hoog")
    [complaint] = read(as_book(table), [line], frozenset())[1]
    assert complaint.file == f"{SHEET}!{cell('prioriteit')}"


@pytest.mark.parametrize(
    ("column", "text", "number", "plainly"),
    [
        ("gepland", "46113", True, "2026-04-01"), ("gepland", "46113.5", True, "46113.5"),
        ("gepland", "1/4/2026", False, "2026-04-01"), ("gepland", "31-2-2026", False, "31-2-2026"),
        ("gepland", "9e99999999", True, "9e99999999"), ("gepland", "999999999", True, "999999999"),
        ("streefwaarde", "80,50", False, "80.5"), ("streefwaarde", "80.50", True, "80.5"),
        ("streefwaarde", "-0", True, "0"), ("streefwaarde", "nan", True, "nan"),
        ("versie", "3.0", True, "3"), ("toezegging", "a\n  b", False, "a b"),
        ("toezegging", "'=1", False, "=1"),
    ],
)  # fmt: skip
def test_a_cell_says_the_same_whoever_saved_it(
    column: str, text: str, number: bool, plainly: str
) -> None:
    assert plain(column, text, number=number) == plainly


def test_days_of_a_workbook_from_an_old_mac_are_read_from_its_own_first_day() -> None:
    line = exported_line(1)
    old = changed_part(
        as_book(rows_out([line])),
        BOOK_PART,
        lambda x: x.replace("<workbookPr", '<workbookPr date1904="1"'),
    )
    file = rows_of(grid_of("lijst", old, SHEET, 10))
    assert file.rows[0].cells[DAY] == "2030-06-02"


# Damage, each told by its cell


def cell(column: str, row: int = 2) -> str:
    return f"{letters(COLUMNS.index(column))}{row}"


def written(column: str, value: Any, row: int = 0) -> Callable[[Rows], bytes]:
    def made(table: Rows) -> bytes:
        put(table, row, column, value)
        return as_book(table)

    return made


def several(**said: Any) -> Callable[[Rows], bytes]:
    def made(table: Rows) -> bytes:
        for name, value in said.items():
            put(table, 0, BY_NAME[name], value)
        return as_book(table)

    return made


BY_NAME = {"day": DAY, "why_day": WHY_DAY, "how": HOW, "executor": EXECUTOR, "why": WHY_HOW}


def headed(change: Callable[[list[str]], None]) -> Callable[[Rows], bytes]:
    def made(table: Rows) -> bytes:
        head = list(COLUMNS)
        change(head)
        return as_book([[*row, *["x"] * (len(head) - len(COLUMNS))] for row in table], head)

    return made


def renamed(name: str, to: str) -> Callable[[list[str]], None]:
    def change(head: list[str]) -> None:
        head[head.index(name)] = to

    return change


def in_part(part: str, change: Callable[[str], str]) -> Callable[[Rows], bytes]:
    return lambda table: changed_part(as_book(table), part, change)


def raw_cell(column: str, xml: str) -> Callable[[Rows], bytes]:
    """A cell of row 2 as XML of its own."""
    ref = cell(column)

    def change(sheet: str) -> str:
        before, found, rest = sheet.partition(f'<c r="{ref}"')
        assert found, ref
        return f'{before}<c r="{ref}" {xml}{rest.partition("</c>")[2]}'

    return in_part(SHEET_PART, change)


END = chr(65 + len(COLUMNS) - 26)
LAST = f"A{END}"
DAMAGE: dict[str, tuple[Callable[[Rows], bytes], str, str]] = {
    "a sheet with another name": (lambda t: as_book(t, sheet="Blad1"), "A1", "no sheet"),
    "an empty sheet": (lambda _: as_book([], head=()), "A1", "nothing in this file"),
    "a column that is missing": (
        lambda t: as_book([row[:-1] for row in t], COLUMNS[:-1]), cell("eenheid", 1), "is missing"),
    "a column with another name": (
        headed(renamed("prioriteit", "urgentie")), cell("prioriteit", 1), "no column"),
    "a column that stands there twice": (
        headed(lambda head: head.append("thema")), f"{LAST}1", "two columns"),
    "a column of their own": (
        headed(lambda head: head.append("opmerking")), f"{LAST}1", "no column"),
    "a note in a column without a head": (
        lambda t: as_book([[*t[0], "x"], [*t[1], ""]], [*COLUMNS, ""]), f"{LAST}2",
        "without a name"),
    "cells that are merged": (
        in_part(SHEET_PART, lambda x: x.replace(
            "</sheetData>", '</sheetData><mergeCells><mergeCell ref="L2:L3"/></mergeCells>')),
        "L2", "merged"),
    "an id of nothing": (written("id", str(uid(77))), cell("id"), "no commitment"),
    "an id that is no id": (written("id", "abc"), cell("id"), "No id"),
    "a row that was added": (written("id", None), cell("id"), "No id"),
    "a row that stands there twice": (written("id", str(uid(1)), 1), cell("id", 3), "in row"),
    "a version that is none": (written("versie", "drie"), cell("versie"), "changed"),
    "another version": (written("versie", 2), cell("versie"), "changed"),
    "another version of who carries it out": (
        written("versie uitvoering", 4), cell("versie uitvoering"), "changed"),
    "another title": (written("toezegging", "Iets anders"), cell("toezegging"), "Put back"),
    "another state": (written("stand", "gereed"), cell("stand"), "Put back"),
    "text in a number": (written("streefwaarde", "veel"), cell("streefwaarde"), "Put back"),
    "another day in a column that is locked": (
        written("gepland", date(2027, 1, 1)), cell("gepland"), "Put back"),
    "something where nothing stood": (
        written("bereikt", date(2026, 1, 1)), cell("bereikt"), "make it empty"),
    "a priority that is none": (written("prioriteit", "top"), cell("prioriteit"), "Choose one"),
    "a priority that was wiped": (written("prioriteit", None), cell("prioriteit"), "Choose one"),
    "a day that does not exist": (several(day="31-2-2027", why_day="x"), cell(DAY), "exists"),
    "words for a day": (several(day="volgende week", why_day="x"), cell(DAY), "exists"),
    "half a day": (several(day="46113.5", why_day="x"), cell(DAY), "exists"),
    "a day that was wiped": (several(day=None, why_day="x"), cell(DAY), "exists"),
    "a day in another age": (several(day=date(2999, 1, 1), why_day="x"), cell(DAY), "too far"),
    "a day before the agreement": (
        several(day=date(2025, 12, 31), why_day="x"), cell(DAY), "in force from"),
    "a day after the agreement": (several(day=date(2028, 1, 1), why_day="x"), cell(DAY), "ends on"),
    "a day that is taken": (several(day=date(2027, 12, 1), why_day="x"), cell(DAY), "recurs"),
    "a day without a reason": (several(day=date(2027, 1, 1)), cell(WHY_DAY), "Fill in"),
    "a reason without a day": (several(why_day="Later"), cell(WHY_DAY), "stays as it was"),
    "a way of carrying out that is none": (several(how="samen"), cell(HOW), "Choose one"),
    "another one without a name": (
        several(how=WAYS["other"], why="x"), cell(EXECUTOR), "Fill in"),
    "an organisation that is not there": (
        several(how=WAYS["other"], executor="Nergens", why="x"), cell(EXECUTOR), "No organisation"),
    "a name that two have": (
        several(how=WAYS["other"], executor="Twee keer", why="x"), cell(EXECUTOR), "More than one"),
    "an organisation where it does it itself": (
        several(how=WAYS["itself"], executor="Gemeente Zuiddorp", why="x"), cell(EXECUTOR), "only"),
    "another way without why": (several(how=WAYS["itself"]), cell(WHY_HOW), "Fill in"),
    "a text that is too long": (
        several(how=WAYS["itself"], why="x" * 1001), cell(WHY_HOW), "At most"),
    "a sign that nobody sees": (
        several(how=WAYS["itself"], why="a\u202eb"), cell(WHY_HOW), "nobody sees"),
    "a formula": (
        raw_cell("prioriteit", 't="str"><f>"ho"&amp;"og"</f><v>hoog</v></c>'),
        cell("prioriteit"), "formula"),
    "a cell that could not be worked out": (
        raw_cell("prioriteit", 't="e"><v>#N/B</v></c>'), cell("prioriteit"), "work out"),
    "a cell that points at a text that is not there": (
        raw_cell("prioriteit", 't="s"><v>99999</v></c>'), cell("prioriteit"), "cannot be read"),
    "a sheet that ends halfway": (
        in_part(SHEET_PART, lambda x: x[: len(x) // 2]), "A1", "cannot be opened"),
    "XML with words of its own": (
        in_part(SHARED_PART, lambda x: x.replace("<sst", '<!DOCTYPE x [<!ENTITY a "b">]><sst', 1)),
        "A1", "cannot be opened"),
    "too many rows": (
        lambda t: as_book([t[0]] * (MOST_ROWS + 1)), f"A{MOST_ROWS + 2}", "more than"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damage_of_a_workbook_is_told_by_its_sheet_and_cell(damage: str) -> None:
    make, where, problem = DAMAGE[damage]
    lines = [exported_line(1), exported_line(2)]
    content = make(rows_out(lines))
    try:
        changed, wrong = read(content, lines)
    except Refused as refused:
        changed, wrong = [], list(refused.complaints)
    assert changed == []
    told = {(one.file, one.line) for one in wrong if problem in one.problem}
    assert told == {(f"{SHEET}!{where}", 0)}, wrong
    column = next((one.about for one in wrong if problem in one.problem), "")
    assert column in {"", *COLUMNS}


def text_of(table: Rows) -> str:
    return as_csv(table).decode("utf-8-sig")


IN_CSV: dict[str, tuple[Callable[[Rows], bytes], int, str]] = {
    "what Windows wrote": (
        lambda t: text_of(t).replace("Loopt", "Lóopt").encode("cp1252"), 2, "UTF-8"),
    "what is no text": (lambda t: as_csv(t).replace(b"Loopt.", b"L\0", 1), 2, "no text"),
    "commas between columns": (
        lambda t: text_of(t).replace('";"', '","').replace(".", "").encode(), 1, "semicolons"),
    "tabs between columns": (
        lambda t: text_of(t).replace('";"', '"\t"').encode(), 1, "semicolons"),
    "a quotation mark too much": (
        lambda t: text_of(t).replace('"Loopt."', '"Loopt".', 1).encode(), 2, "quotation mark"),
    "nothing": (lambda _: b"\xef\xbb\xbf", 1, "nothing in this file"),
    "a column that is missing": (
        lambda t: text_of(t).replace('"thema"', '"theme"', 1).encode(), 1, "is missing"),
    "a formula": (
        lambda t: text_of(t).replace('"gewoon"', '"=1+1"', 1).encode(), 2, "formula"),
    "a wrong day": (
        lambda t: text_of(t).replace("2026-06-01", "2026-06-31", 1).encode(), 2, "exists"),
    "another title": (
        lambda t: text_of(t).replace("Toezegging 2", "Anders", 1).encode(), 3, "Put back"),
    "too many rows": (lambda t: as_csv([t[0]] * (MOST_ROWS + 1)), MOST_ROWS + 2, "more than"),
}  # fmt: skip


@pytest.mark.parametrize("damage", IN_CSV)
def test_a_damage_of_a_csv_is_told_by_its_row(damage: str) -> None:
    make, row, problem = IN_CSV[damage]
    lines = [exported_line(1), exported_line(2)]
    content = make(rows_out(lines))
    try:
        changed, wrong = read(content, lines)
    except Refused as refused:
        changed, wrong = [], list(refused.complaints)
    assert changed == []
    told = {(one.file, one.line) for one in wrong if problem in one.problem}
    assert told == {("lijst", row)}, wrong


def test_everything_that_is_wrong_is_told_at_once() -> None:
    lines = [exported_line(at) for at in (1, 2, 3)]
    table = rows_out(lines)
    put(table, 0, "toezegging", "x")
    put(table, 0, "eigenaar", "y")
    put(table, 1, "prioriteit", "z")
    put(table, 2, "id", "x")
    _, wrong = read(as_book(table), lines)
    assert [one.file.partition("!")[2] for one in wrong] == [
        cell("toezegging"), cell("eigenaar"), cell("prioriteit", 3), cell("id", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [("prioriteit",), PLAN, EXECUTION])
def test_what_one_may_not_change_is_told_of_each_cell(columns: tuple[str, ...]) -> None:
    lines = [exported_line(1, priority="high")]
    table = rows_out(lines)
    edit(
        table,
        0,
        {"priority": 1, "day": (date(2027, 3, 1), "x"), "how": ("itself", "", "y")},
        lines[0],
    )
    _, wrong = read(as_book(table), lines, frozenset(OPENED) - set(columns))
    at = {one.about for one in wrong}
    assert at == set(columns) - {EXECUTOR}
    assert {one.problem for one in wrong} == {"You cannot change this of this commitment."}


def test_a_file_changes_no_more_lines_than_may_be_at_once() -> None:
    lines = [exported_line(at) for at in range(1, MOST + 3)]
    table = rows_out(lines)
    for at in range(len(lines)):
        put(table, at, "prioriteit", "hoog")
    _, [wrong] = read(as_book(table), lines)
    assert (wrong.file, wrong.values) == (f"{SHEET}!A{MOST + 2}", {"limit": MOST})


def test_a_cell_far_away_costs_no_memory() -> None:
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    far = in_part(SHEET_PART, lambda x: x.replace("</sheetData>", row))
    lines = [exported_line(1)]
    _, wrong = read(far(rows_out(lines)), lines)
    assert {one.file for one in wrong} == {f"{SHEET}!A1048576", f"{SHEET}!XFD1048576"}
