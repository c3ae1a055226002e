"""Cells of a sheet or of a CSV, and what a complaint calls the place where one stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from governance.base.errors import Complaint, Refused

DAY_ZERO = date(1899, 12, 30)
"""From where a workbook counts its days, as a rule."""
DAY_ZERO_OLD = date(1904, 1, 1)
"""From where one counts that was begun on an old Mac."""
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class CellKind(StrEnum):
    """What a cell holds; in a CSV everything is text."""

    TEXT = "text"
    NUMBER = "number"
    ERROR = "error"


class Cell(Struct, frozen=True):
    """What stands in a cell. ``formula``: it was worked out, and not typed."""

    text: str
    kind: CellKind = CellKind.TEXT
    formula: bool = False


NOTHING = Cell("")


class GridRow(Struct, frozen=True):
    """A row by its number, from 1 with the head; only cells that hold something."""

    number: int
    cells: Mapping[int, Cell]

    def cell(self, column: int) -> Cell:
        """What stands in a column, counted from 0."""
        return self.cells.get(column, NOTHING)


class Grid(Struct, frozen=True):
    """A table: its rows that hold anything, the head first.

    ``sheet``: its name in a workbook, empty for a CSV. ``merged``: cells made into one, by what
    they are called (``B2:C3``). ``zero``: from which day a number of days counts.
    """

    file: str
    sheet: str
    rows: tuple[GridRow, ...]
    merged: tuple[str, ...] = ()
    zero: date = DAY_ZERO

    def complaint(
        self, row: int, column: int, problem: str, about: str = "", **values: object
    ) -> Complaint:
        """What is wrong in a cell. ``about``: what its column is called."""
        return told(self.file, self.sheet, row, column, problem, about, values)

    def name(self, row: int, column: int) -> str:
        """What a cell is called, as a complaint about it does: with its sheet, else its row."""
        return f"{self.sheet}!{letters(column)}{row}" if self.sheet else f"{letters(column)}{row}"


def told(
    file: str, sheet: str, row: int, column: int, problem: str, about: str,
    values: Mapping[str, object],
) -> Complaint:  # fmt: skip
    """What is wrong with a cell: of a workbook by its name, of a CSV by file and row."""
    if sheet:
        return Complaint("file", problem, values, f"{sheet}!{letters(column)}{row}", about=about)
    return Complaint("file", problem, values, file, row, about)


def refused(
    file: str, sheet: str, row: int, column: int, problem: str, **values: object
) -> Refused:
    """A file of which nothing more can be told."""
    return Refused([told(file, sheet, row, column, problem, "", values)])


def letters(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def place_of(ref: str) -> tuple[int, int] | None:
    """The row (from 1) and column (from 0) of ``B2``; none where it is no place of a cell."""
    found = _REF.fullmatch(ref)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
