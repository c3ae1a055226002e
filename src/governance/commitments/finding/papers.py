"""A list of commitments as a file: one layout for Excel and CSV, so that it can be read back.

The layout is Dutch, so its words are, whoever takes it out. What names a line comes first, and
in a workbook stands unseen; what one may fill in stands open there, all else is locked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from governance.commitments.finding.exported.queries import ExportedLine
from governance.commitments.finding.layout.rules import (
    CHOICES,
    COLUMNS,
    NAMED,
    SHEET,
    WORDS,
    cells_of,
    dutch,
    texts_of,
)
from governance.commitments.finding.measured import rules as measuring
from governance.commitments.finding.measured.queries import ExportedMeasurement
from governance.documents.sheets import csv_file
from governance.documents.workbooks import Cell, Choice, Page, workbook


def rows(lines: Iterable[ExportedLine]) -> Iterator[list[Cell]]:
    """The cells of each line, in the order of the layout."""
    for one in lines:
        yield list[Cell](cells_of(one))


def as_csv(
    lines: Iterable[ExportedLine], opened: Sequence[frozenset[str]] = (),
    measured: Sequence[ExportedMeasurement] = (),
) -> bytes:  # fmt: skip
    """The list as CSV for a Dutch spreadsheet: semicolons, decimal comma, days as yyyy-mm-dd.

    A CSV is one table: measurements stand in the workbook only.
    """
    del opened, measured
    return csv_file(chain([COLUMNS], map(texts_of, lines)))


def as_workbook(
    lines: Sequence[ExportedLine], opened: Sequence[frozenset[str]],
    measured: Sequence[ExportedMeasurement] = (),
) -> bytes:  # fmt: skip
    """The list as a workbook, ``opened`` by line: the columns in which one may type; with a sheet
    of what was measured, where there is any."""
    open_in_any = frozenset[str]().union(*opened)
    fixed = {at: open_in_any - one for at, one in enumerate(opened, 1)}
    offered = [sorted(dutch(words).values()) for words in WORDS.values()]
    choices = {name: Choice(CHOICES, at, len(offered[at])) for at, name in enumerate(WORDS)}
    page = Page(
        SHEET, COLUMNS, rows(lines), choices, hidden=NAMED, locked=True, opened=open_in_any,
        fixed=fixed,
    )  # fmt: skip
    offers = Page(CHOICES, tuple(WORDS), zip_longest(*offered, fillvalue=""))
    return workbook([page, offers, *([_measured(measured)] if measured else [])])


def _measured(found: Sequence[ExportedMeasurement]) -> Page:
    """The sheet with measurements: the value and the reason of a correction are open where this
    person may give one."""
    locked = frozenset(measuring.OPENED)
    fixed = {at: locked for at, one in enumerate(found, 1) if not one.opened}
    return Page(
        measuring.SHEET, measuring.COLUMNS, (measuring.cells_of(one) for one in found),
        hidden=measuring.NAMED, locked=True, opened=measuring.OPENED, fixed=fixed,
    )  # fmt: skip
