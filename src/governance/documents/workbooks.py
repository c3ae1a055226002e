"""Workbooks (Excel) with typed cells, the same bytes for the same content.

Text stays text: nothing that somebody typed becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeAlias

import xlsxwriter  # type: ignore[import-untyped]
from msgspec import Struct
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell: TypeAlias = str | int | Decimal | date | bool | None
_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDEST = 60
LIST_ROWS = 5000
"""Rows of a sheet in which a column lets choose."""


class Choice(Struct, frozen=True):
    """Where the choices of a column stand: a sheet of the same workbook, its column from 0, and
    how many there are below its head."""

    sheet: str
    column: int
    number: int


class Page(Struct, frozen=True):
    """One sheet of a workbook: its name, the head, the rows, and by column what it lets choose."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]] = ()
    choices: Mapping[str, Choice] = {}


def workbook(pages: Iterable[Page]) -> bytes:
    """A workbook of sheets, each with a head that stays in sight and columns as wide as needed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"created": _MADE})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = book.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
    for page in pages:
        _write(book.add_worksheet(page.name[:31]), page, head, day)
    book.close()
    return out.getvalue()


def _write(sheet: object, page: Page, head: object, day: object) -> None:
    made: object = sheet
    widths = [len(one) for one in page.head]
    made.write_row(0, 0, page.head, head)  # type: ignore[attr-defined]
    for at, row in enumerate(page.rows, 1):
        for column, cell in enumerate(row):
            _cell(made, at, column, cell, day)
            widths[column] = max(widths[column], len(str(cell if cell is not None else "")))
    for column, width in enumerate(widths):
        made.set_column(column, column, min(WIDEST, width + 2))  # type: ignore[attr-defined]
    made.freeze_panes(1, 0)  # type: ignore[attr-defined]
    for name, choice in page.choices.items():
        _let_choose(made, page.head.index(name), choice)


def _let_choose(sheet: object, column: int, choice: Choice) -> None:
    """A list in each cell of a column; what is typed instead is left to who reads it back."""
    first, last = (xl_rowcol_to_cell(row, choice.column, True, True) for row in (1, choice.number))
    rule = {
        "validate": "list", "source": f"='{choice.sheet}'!{first}:{last}",
        "error_type": "warning",
    }  # fmt: skip
    sheet.data_validation(1, column, LIST_ROWS, column, rule)  # type: ignore[attr-defined]


def _cell(sheet: object, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, str) and cell:
        sheet.write_string(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, date):
        moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day, no moment
        sheet.write_datetime(row, column, moment, day)  # type: ignore[attr-defined]
    elif isinstance(cell, (int, Decimal)):
        sheet.write_number(row, column, cell)  # type: ignore[attr-defined]
