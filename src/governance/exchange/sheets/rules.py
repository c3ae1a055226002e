"""A CSV file or a workbook (Excel) as rows of text that know their place. Pure: bytes in.

What cannot be read is told by file and line, never guessed. A workbook is not opened when what
is packed in it is much larger than it says.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct
from python_calamine import CalamineError, CalamineWorkbook

from governance.base.errors import N_, Complaint, Refused, complain

LIMIT = 20 * 1024 * 1024
"""Bytes of a file."""
UNPACKED = 200 * 1024 * 1024
"""Bytes of everything that is packed in a workbook."""
ROWS = 100_000
SEPARATORS = ";,\t"
_LARGE = N_("This file has {size} MB; {limit} MB is the most that is read.")
_EMPTY = N_("There is nothing in this file.")
_NOT_UTF8 = N_("This line cannot be read: save the file as CSV UTF-8.")
_BINARY = N_("This is no text: it holds signs that no CSV file has.")
_BROKEN = N_("This line cannot be read as CSV: a quotation mark is missing or too much.")
_NOT_BOOK = N_("This workbook cannot be opened: save it as .xlsx once more.")
_BOMB = N_("What is packed in this workbook is too large to read.")
_TOO_MANY = N_("There are more than {limit} rows in this file.")
_WIDE = N_("This row has {cells} cells, and the head has {head}.")
_SAME = N_("Two columns have the name “{name}”.")


class Row(Struct, frozen=True):
    """A row with its line, counted from 1 with the head."""

    line: int
    cells: tuple[str, ...]

    def cell(self, at: int) -> str:
        """What stands in a column, without spaces round it; nothing where the row is shorter."""
        return self.cells[at].strip() if 0 <= at < len(self.cells) else ""


class Sheet(Struct, frozen=True):
    """A table: its head, and the rows that hold anything. ``name``: that of a workbook."""

    file: str
    name: str
    head: Row
    rows: tuple[Row, ...]

    @property
    def columns(self) -> dict[str, int]:
        """Where each column is, by its name in small letters."""
        return {cell.strip().lower(): at for at, cell in enumerate(self.head.cells) if cell.strip()}

    def where(self, column: str) -> str:
        """What a column is called in a complaint: its name, and its letter."""
        at = self.columns.get(column, -1)
        return f"{column} ({letter(at)})" if at >= 0 else column


def letter(at: int) -> str:
    """The letters of a column, as a spreadsheet has them: 0 is A, 26 is AA."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found


def refuse(file: str, problem: str, line: int = 0, **values: object) -> Refused:
    """A file that cannot be read."""
    return Refused([Complaint("file", problem, values, file, line)])


def too_large(file: str, size: int) -> Iterator[Complaint]:
    """Whether a file has more bytes than are read."""
    if size > LIMIT:
        values = {"size": -(-size // 1024 // 1024), "limit": LIMIT // 1024 // 1024}
        yield Complaint("file", _LARGE, values, file)


def sheets_of(file: str, content: bytes) -> list[Sheet]:
    """The tables of a file: one of a CSV, each of a workbook. Raises :class:`Refused`."""
    complain(too_large(file, len(content)))
    if content.startswith(b"PK"):
        sheets = list(_book(file, content))
        complain(() if sheets else [Complaint("file", _EMPTY, file=file)])
        return sheets
    return [_made(file, "", _lines(file, content))]


def _lines(file: str, content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse(file, _NOT_UTF8, line) from None
    if "\0" in text:
        raise refuse(file, _BINARY, text.count("\n", 0, text.index("\0")) + 1)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error:
        raise refuse(file, _BROKEN, line) from None


def _book(file: str, content: bytes) -> Iterator[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise refuse(file, _BOMB)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            lines = (Row(at, tuple(map(_text, row))) for at, row in enumerate(rows, 1))
            if any(any(map(_text, row)) for row in rows):
                yield _made(f"{file} [{name}]", name, lines)
    except (zipfile.BadZipFile, CalamineError):
        raise refuse(file, _NOT_BOOK) from None


def _text(cell: object) -> str:
    """A cell as text: days as ISO 8601, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _made(file: str, name: str, lines: Iterator[Row]) -> Sheet:
    """A sheet of its rows: the head, and what holds anything."""
    full = (row for row in lines if any(cell.strip() for cell in row.cells))
    head = next(full, None)
    if head is None:
        raise refuse(file, _EMPTY)
    names = [cell.strip().lower() for cell in head.cells if cell.strip()]
    same = [one for one in names if names.count(one) > 1]
    if same:
        raise refuse(file, _SAME, head.line, name=same[0])
    rows: list[Row] = []
    for row in full:
        if len(rows) == ROWS:
            raise refuse(file, _TOO_MANY, row.line, limit=ROWS)
        rows.append(row)
    sheet = Sheet(file, name, head, tuple(rows))
    wide = list(_too_wide(sheet))
    if wide:
        raise Refused(wide)
    return sheet


def _too_wide(sheet: Sheet) -> Iterator[Complaint]:
    width = len(sheet.head.cells)
    for row in sheet.rows:
        filled = _filled(row.cells)
        if filled > width:
            values = {"cells": filled, "head": width}
            yield Complaint("file", _WIDE, values, sheet.file, row.line)


def _filled(cells: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)
