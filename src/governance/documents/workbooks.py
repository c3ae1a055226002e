"""Workbooks (Excel) with typed cells, the same bytes for the same content.

Text stays text: nothing that somebody typed becomes a formula or a link.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]
from msgspec import Struct
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell: TypeAlias = str | int | Decimal | date | bool | None
_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDEST = 60
_DAY_ZERO = date(1899, 12, 30).toordinal()
"""A spreadsheet counts its days from here."""
_FREE: frozenset[str] = frozenset()
LIST_ROWS = 5000
"""Rows of a sheet in which a column lets choose."""


class Choice(Struct, frozen=True):
    """Where the choices of a column stand: a sheet of the same workbook, its column from 0, and
    how many there are below its head."""

    sheet: str
    column: int
    number: int


class Page(Struct, frozen=True):
    """One sheet of a workbook: its name, the head, the rows, and by column what it lets choose.

    ``hidden``: columns that stand there unseen, such as an id. ``locked``: whether one may type
    in the columns that are ``opened`` alone (without a password, so that nobody is shut out of a
    file of theirs). ``fixed``: by row, counted from 1 below the head, the columns in which
    one may not type after all.
    """

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]] = ()
    choices: Mapping[str, Choice] = {}
    hidden: Collection[str] = ()
    locked: bool = False
    opened: Collection[str] = ()
    fixed: Mapping[int, frozenset[str]] = {}


class _Formats(Struct, frozen=True):
    """How a cell looks: the head, and a text and a day, each locked and open."""

    head: object
    text: object
    day: object
    open_text: object
    open_day: object
    locked: object

    def of(self, name: str, page: Page, fixed: Container[str]) -> tuple[object, object, object]:
        """How a column looks in a row of which these are fixed: a text, a day, and nothing."""
        if name not in page.opened:
            return self.text, self.day, None
        # A cell without a format takes that of its column, which is open.
        held = (self.locked, self.day, self.locked)
        return held if name in fixed else (self.open_text, self.open_day, None)


def workbook(pages: Iterable[Page]) -> bytes:
    """A workbook of sheets, each with a head that stays in sight and columns as wide as needed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"created": _MADE})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day = {"num_format": "dd-mm-yyyy", "align": "left"}
    formats = _Formats(
        head, None, book.add_format(day), book.add_format({"locked": False}),
        book.add_format(day | {"locked": False}), book.add_format({"align": "left"}),
    )  # fmt: skip
    for page in pages:
        _write(book.add_worksheet(page.name[:31]), page, formats)
    book.close()
    return out.getvalue()


def _write(made: Any, page: Page, formats: _Formats) -> None:
    made.write_row(0, 0, page.head, formats.head)
    widths = [len(one) for one in page.head]
    looks: dict[frozenset[str], list[tuple[object, object, object]]] = {}
    number = 0
    for number, row in enumerate(page.rows, 1):
        fixed = page.fixed.get(number, _FREE)
        if fixed not in looks:
            looks[fixed] = [formats.of(name, page, fixed) for name in page.head]
        _row(made, number, row, widths, looks[fixed])
    for column, (name, width) in enumerate(zip(page.head, widths, strict=True)):
        # What is empty has the format of its column, so that one may type there as well.
        form = formats.open_text if name in page.opened else None
        options = {"hidden": name in page.hidden}
        made.set_column(column, column, min(WIDEST, width + 2), form, options)
    made.freeze_panes(1, 0)
    for name, choice in page.choices.items():
        _let_choose(made, page.head.index(name), choice)
    if page.locked:
        made.autofilter(0, 0, number, len(page.head) - 1)
        made.protect("", _MAY)


_MAY = {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True}
"""What one may do on a sheet of which cells are locked."""


def _let_choose(made: Any, column: int, choice: Choice) -> None:
    """A list in each cell of a column; what is typed instead is left to who reads it back."""
    first, last = (xl_rowcol_to_cell(row, choice.column, True, True) for row in (1, choice.number))
    rule = {
        "validate": "list", "source": f"='{choice.sheet}'!{first}:{last}",
        "error_type": "warning",
    }  # fmt: skip
    made.data_validation(1, column, LIST_ROWS, column, rule)


def _row(
    made: Any, at: int, row: Sequence[Cell], widths: list[int],
    looks: Sequence[tuple[object, object, object]],
) -> None:  # fmt: skip
    """Write a row cell by cell, and keep how wide each column must be."""
    for column, (cell, (text, day, nothing)) in enumerate(zip(row, looks, strict=True)):
        if cell is None or cell == "":
            width = 0
            if nothing is not None:
                made.write_blank(at, column, None, nothing)
        elif isinstance(cell, str):
            width = len(cell)
            made.write_string(at, column, cell, text)
        elif isinstance(cell, bool):
            width = 5
            made.write_boolean(at, column, cell, text)
        elif isinstance(cell, date):
            width = 10
            made.write_number(at, column, cell.toordinal() - _DAY_ZERO, day)
        else:
            width = len(str(cell))
            made.write_number(at, column, cell, text)
        widths[column] = max(widths[column], width)
