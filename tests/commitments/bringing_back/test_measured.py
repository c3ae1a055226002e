"""A sheet of measurements that comes back: exactly what was filled in, each damage by its cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.bringing_back import Rows, changed_part
from tests.builders.libreoffice import BOOK, saved_anew
from tests.builders.measured import (
    as_measured,
    key_of,
    measured_out,
    measurement,
    own_of,
    view,
    write,
)

from governance.base.errors import Complaint
from governance.commitments.bringing_back.measured.reading.rules import MOST_ROWS, measured_rows
from governance.commitments.bringing_back.measured.rules import (
    LONGEST,
    MOST,
    ChangedValue,
    compared_values,
)
from governance.commitments.finding.measured.queries import ExportedMeasurement
from governance.commitments.finding.measured.rules import (
    COLUMNS,
    INDICATOR,
    LAST,
    LINE,
    MARK,
    SHEET,
    SINCE,
    VALUE,
    VERSION,
    WHY,
)
from governance.commitments.measuring.hiding.rules import Counts
from governance.documents.grids.books import grid_of_book, sheets_of
from governance.documents.grids.cells import letters

PART = "xl/worksheets/sheet2.xml"


def read(
    content: bytes, found: list[ExportedMeasurement]
) -> tuple[list[ChangedValue], list[Complaint]]:
    grid = grid_of_book("lijst", content, SHEET, MOST_ROWS)
    return compared_values(measured_rows(grid), own_of(found))


TEXTS = st.text("abc Éé€=+-@'\"; \n0123456789.,_x", max_size=25)
NUMBER = st.decimals(0, 10**7, places=2)
WHY_TEXT = st.text("abc é\n-=", min_size=3, max_size=40).map(lambda s: f"a{s}b")
GIVEN = st.fixed_dictionaries(
    {
        "title": TEXTS, "agreement": TEXTS, "organisation": TEXTS,
        "value": st.none() | NUMBER, "version": st.integers(1, 9),
        "since": st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    }
)  # fmt: skip
EDIT = st.none() | st.tuples(NUMBER, WHY_TEXT, st.booleans())


def made(at: int, said: dict[str, Any]) -> ExportedMeasurement:
    version = said["version"] if said["value"] is not None else 0
    return measurement(at, **{**said, "version": version})


@given(st.lists(st.tuples(GIVEN, EDIT), min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_what_comes_back_gives_exactly_what_was_filled_in(given_rows: Any, order: Any) -> None:
    found = [made(at, said) for at, (said, _) in enumerate(given_rows, 1)]
    table, asked = measured_out(found), {}
    for at, (one, (_, edit)) in enumerate(zip(found, given_rows, strict=True)):
        if edit is None or edit[0] == one.value:
            continue
        number, why, as_text = edit
        write(table, at, VALUE, f"{number:f}".replace(".", ",") if as_text else number)
        reason = why if one.value is not None else ""
        write(table, at, WHY, reason)
        asked[key_of(one)] = {"value": number, "reason": reason}
    order.shuffle(table)
    changed, wrong = read(as_measured(table), found)
    assert wrong == []
    assert {one.key: one.fields for one in changed} == asked


def test_what_was_corrected_since_is_no_edit_and_an_edit_of_it_is_stale() -> None:
    before = measurement(1, value=Decimal(7), version=1)
    now = measurement(1, value=Decimal(8), version=2)
    table = measured_out([before])
    assert read(as_measured(table), [now]) == ([], [])
    write(table, 0, VALUE, 9)
    write(table, 0, WHY, "Beter geteld.")
    changed, [complaint] = read(as_measured(table), [now])
    assert changed == [] and complaint.file == f"{SHEET}!{cell(VERSION)}"


def test_yes_and_no_are_words() -> None:
    of = view(1, counts=Counts.YES_NO, unit="")
    found = [measurement(1, view=of, value=Decimal(1), version=1)]
    table = measured_out(found)
    assert table[0][COLUMNS.index(VALUE)] == "ja"
    assert read(as_measured(table), found) == ([], [])
    write(table, 0, VALUE, "Nee")
    write(table, 0, WHY, "Toch niet.")
    [changed], _ = read(as_measured(table), found)
    assert changed.fields["value"] == 0
    for odd in ("misschien", 2):
        write(table, 0, VALUE, odd)
        assert [one.about for one in read(as_measured(table), found)[1]] == [VALUE]


def test_who_gave_a_small_number_finds_it_as_it_was_and_no_other_way_back() -> None:
    of = view(1, counts=Counts.PEOPLE, unit="slachtoffers")
    found = [measurement(1, view=of, value=Decimal(3), version=1)]
    table = measured_out(found)
    assert table[0][COLUMNS.index(VALUE)] == 3
    for hidden in ("< 5", "<5", "minder dan 5", "1 tot en met 4"):
        write(table, 0, VALUE, hidden)
        write(table, 0, WHY, "Zo stond het in het rapport.")
        changed, [complaint] = read(as_measured(table), found)
        assert changed == [] and complaint.file == f"{SHEET}!{cell(VALUE)}"


# Damage, each told by its cell


def cell(column: str, row: int = 2) -> str:
    return f"{letters(COLUMNS.index(column))}{row}"


def written(**said: Any) -> Callable[[Rows], bytes]:
    def done(table: Rows) -> bytes:
        for name, value in said.items():
            write(table, 0, BY_NAME.get(name, name), value)
        return as_measured(table)

    return done


BY_NAME = {"value": VALUE, "why": WHY, "since": SINCE, "last": LAST, "line": LINE}


def headed(change: Callable[[list[str]], None]) -> Callable[[Rows], bytes]:
    def done(table: Rows) -> bytes:
        head = list(COLUMNS)
        change(head)
        return as_measured([[*row, *["x"] * (len(head) - len(COLUMNS))] for row in table], head)

    return done


def twice(table: Rows) -> bytes:
    return as_measured([*table, list(table[0])])


def in_xml(old: str, new: str) -> Callable[[Rows], bytes]:
    def done(table: Rows) -> bytes:
        return changed_part(as_measured(table), PART, lambda xml: xml.replace(old, new, 1))

    return done


def formula(table: Rows) -> bytes:
    shape = re.compile(r'(<c r="M2"[^>]*>)')
    return changed_part(as_measured(table), PART, lambda xml: shape.sub(r"\1<f>3+4</f>", xml))


DAMAGE: list[tuple[str, Callable[[Rows], bytes], str]] = [
    ("a text for a number", written(value="veel", why="x"), cell(VALUE)),
    ("a hidden number", written(value="< 5", why="x"), cell(VALUE)),
    ("below zero", written(value=-1, why="x"), cell(VALUE)),
    ("far too much", written(value=10**10, why="x"), cell(VALUE)),
    ("too many decimals", written(value="1,23456", why="x"), cell(VALUE)),
    ("thousands with a point", written(value="1.234,5", why="x"), cell(VALUE)),
    ("no number", written(value="nan", why="x"), cell(VALUE)),
    ("endless", written(value="inf", why="x"), cell(VALUE)),
    ("emptied", written(value=None), cell(VALUE)),
    ("corrected without a reason", written(value=8), cell(WHY)),
    ("a reason and the same value", written(why="x"), cell(VALUE)),
    ("a reason too long", written(value=8, why="x" * (LONGEST + 1)), cell(WHY)),
    ("a reason that is a formula", written(value=8, why="=1+1"), cell(WHY)),
    ("a reason of which nothing is seen", written(value=8, why="\u200b"), cell(WHY)),
    ("another period", written(since=date(2026, 4, 1)), cell(INDICATOR)),
    ("another last day", written(last=date(2026, 4, 1)), cell(LAST)),
    ("another indicator", written(id="00000000-0000-4000-8000-000000000001"), cell(INDICATOR)),
    ("no indicator", written(id=""), cell(INDICATOR)),
    ("no line", written(line="x"), cell(INDICATOR)),
    ("another name", written(indicator="Anders"), cell("indicator")),
    ("another unit", written(eenheid="fte"), cell("eenheid")),
    ("another organisation", written(organisatie="Zuiddorp"), cell("organisatie")),
    ("another version", written(versie=9), cell(VERSION)),
    ("no version", written(versie=None), cell(VERSION)),
    ("the same row twice", twice, cell(INDICATOR, 4)),
    ("a column that is not there", headed(lambda h: h.append("extra")), f"{letters(14)}1"),
    ("a column that is gone", headed(lambda h: h.__setitem__(12, "weg")), f"{letters(12)}1"),
    ("a column twice", headed(lambda h: h.append(VALUE)), f"{letters(14)}1"),
    ("a formula", formula, cell(VALUE)),
    ("merged cells", in_xml("</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="M2:N3"/></mergeCells>'), cell(VALUE)),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "where"), [x[1:] for x in DAMAGE], ids=[x[0] for x in DAMAGE])
def test_each_damage_is_told_by_sheet_and_cell(damage: Callable[[Rows], bytes], where: str) -> None:
    found = [
        measurement(1, value=Decimal(7), version=1),
        measurement(2, value=Decimal(4), version=1),
    ]
    changed, wrong = read(damage(measured_out(found)), found)
    assert f"{SHEET}!{where}" in [one.file for one in wrong]
    assert changed == []


def test_a_first_value_asks_no_reason_and_gets_none() -> None:
    found = [measurement(1)]
    table = measured_out(found)
    write(table, 0, VALUE, 4)
    [changed], _ = read(as_measured(table), found)
    assert changed.fields == {"value": 4, "reason": ""}
    write(table, 0, WHY, "Zomaar.")
    assert [one.file for one in read(as_measured(table), found)[1]] == [f"{SHEET}!{cell(WHY)}"]


def test_what_one_may_not_fill_in_is_told_and_what_is_not_ones_own_is_not_there() -> None:
    found = [measurement(1, opened=False)]
    table = measured_out(found)
    write(table, 0, VALUE, 4)
    [complaint] = read(as_measured(table), found)[1]
    assert complaint.file == f"{SHEET}!{cell(VALUE)}"
    [complaint] = read(as_measured(table), [])[1]
    assert complaint.file == f"{SHEET}!{cell(INDICATOR)}"


def test_a_file_changes_so_many_measurements_at_once() -> None:
    found = [measurement(at) for at in range(1, MOST + 3)]
    table = measured_out(found)
    for at in range(len(table)):
        write(table, at, VALUE, 1)
    changed, [complaint] = read(as_measured(table), found)
    assert len(changed) == MOST and complaint.values == {"limit": MOST}


def test_the_mark_stands_for_all_that_the_service_says() -> None:
    one = measurement(1, value=Decimal(7), version=1)
    marks = {
        measured_out([other])[0][COLUMNS.index(MARK)]
        for other in (
            one, measurement(1, value=Decimal(8), version=1),
            measurement(1, value=Decimal(7), version=2),
            measurement(1, value=Decimal(7), version=1, title="Anders"),
            measurement(1, value=Decimal("7.000"), version=1),
        )
    }  # fmt: skip
    assert len(marks) == 4, "7 and 7.000 are the same"


def test_a_workbook_that_libreoffice_saved_says_the_same() -> None:
    found = [
        measurement(1, value=Decimal("80.5"), version=1, title="=1+1"),
        measurement(2), measurement(3, view=view(3, counts=Counts.YES_NO, unit="")),
    ]  # fmt: skip
    table = measured_out(found)
    write(table, 1, VALUE, Decimal("12.25"))
    write(table, 2, VALUE, "ja")
    files = {"whole": as_measured(measured_out(found)), "edited": as_measured(table)}
    saved = saved_anew(files, "xlsx", BOOK)
    assert SHEET in sheets_of(saved["whole"])
    assert read(saved["whole"], found) == ([], [])
    changed, wrong = read(saved["edited"], found)
    assert wrong == []
    assert [one.fields["value"] for one in changed] == [Decimal("12.25"), 1]
