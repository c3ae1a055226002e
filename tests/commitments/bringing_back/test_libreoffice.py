"""A workbook that LibreOffice saved says the same as the one that was taken out."""

from __future__ import annotations

from datetime import date

from tests.builders.bringing_back import exported_line, here_of, put, rows_out
from tests.builders.libreoffice import BOOK, CSV, saved_anew

from governance.commitments.bringing_back.reading.rules import rows_of
from governance.commitments.bringing_back.rules import compared
from governance.commitments.finding.layout.rules import COLUMNS, DAY, OPENED, SHEET, WHY_DAY
from governance.commitments.finding.papers import as_workbook
from governance.documents.grids.books import grid_of
from governance.documents.workbooks import Page, workbook

LINES = [
    exported_line(1, words='Regel 1\nRegel 2; "zo"', title="=1+1", shared_on=date(2026, 3, 1)),
    exported_line(2, title="007", measure="1,5", reason="-3", why="_x0041_ é€", executor="TRUE"),
    exported_line(3, sight="promise", priority=None, state="", standing=None, words=""),
]


def read(content: bytes) -> tuple[list[dict[str, object]], list[str]]:
    file = rows_of(grid_of("lijst", content, SHEET, 100))
    changed, wrong = compared(file, here_of(LINES), {})
    assert len(file.rows) == len(LINES)
    return [one.fields for one in changed], [f"{one.file} {one.problem}" for one in wrong]


def test_a_workbook_that_libreoffice_saved_brings_back_what_was_typed_and_no_more() -> None:
    opened = [frozenset(OPENED), frozenset(OPENED), frozenset[str]()]
    edited = rows_out(LINES)
    put(edited, 0, "prioriteit", "hoog")
    put(edited, 1, DAY, date(2027, 2, 1))
    put(edited, 1, WHY_DAY, "Later\nbegonnen.")
    files = {
        "whole": as_workbook(LINES, opened),
        "edited": workbook([Page(SHEET, COLUMNS, edited, locked=True, opened=OPENED)]),
    }
    saved = saved_anew(files, "xlsx", BOOK)
    assert saved["whole"] != files["whole"]
    assert read(saved["whole"]) == ([], [])
    first, second = read(saved["edited"])[0]
    assert first == {"priority": "high"}
    assert (second["next_planned_on"], second["reason"]) == (date(2027, 2, 1), "Later\nbegonnen.")
    as_text = saved_anew({"whole": files["whole"]}, "xlsx", CSV, to="csv")
    assert read(as_text["whole"]) == ([], [])
