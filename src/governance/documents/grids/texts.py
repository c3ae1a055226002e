"""A CSV as a Dutch spreadsheet writes it, read back: semicolons, UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from governance.base.errors import N_
from governance.documents.grids.cells import Cell, Grid, GridRow, refused
from governance.documents.sheets import ACTING

NOT_UTF8 = N_("This row cannot be read: save the file as CSV UTF-8.")
BINARY = N_("This is no text: it holds signs that no CSV file has.")
BROKEN = N_("This row cannot be read as CSV: a quotation mark is missing or too much.")
SEPARATOR = N_("The columns must be separated by semicolons (;): save the file so once more.")
EMPTY = N_("There is nothing in this file.")
TOO_MANY = N_("There are more than {limit} rows in this file.")


def grid_of_csv(file: str, content: bytes, limit: int) -> Grid:
    """A CSV as a table, at most ``limit`` rows below its head. Raises :class:`Refused`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise refused(file, "", number, 0, NOT_UTF8) from None
    if "\0" in text:
        raise refused(file, "", text.count("\n", 0, text.index("\0")) + 1, 0, BINARY)
    first = text.partition("\n")[0]
    if ";" not in first and any(sign in first for sign in ",\t|"):
        raise refused(file, "", 1, 0, SEPARATOR)
    rows: list[GridRow] = []
    for row in _rows(file, text):
        if len(rows) > limit:
            raise refused(file, "", row.number, 0, TOO_MANY, limit=limit)
        rows.append(row)
    if not rows:
        raise refused(file, "", 1, 0, EMPTY)
    return Grid(file, "", tuple(rows))


def _rows(file: str, text: str) -> Iterator[GridRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            held = {at: _cell(said) for at, said in enumerate(cells) if said.strip()}
            if held:
                yield GridRow(number, held)
    except csv.Error:
        raise refused(file, "", number + 1, 0, BROKEN) from None


def _cell(said: str) -> Cell:
    """What a cell says: an apostrophe that kept it from acting is ours. In a text nobody can tell
    a formula from words that begin so."""
    ours = said.startswith("'") and said[1:2] in ACTING
    return Cell(said[1:] if ours else said)
