"""What stands in a sheet of measurements that comes back, and what of it cannot be read. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import Complaint
from governance.commitments.bringing_back.reading.rules import (
    NO_HEAD,
    cells_read,
    head_complaints,
    merged_complaints,
)
from governance.commitments.finding.measured.rules import (
    COLUMNS,
    INDICATOR,
    LINE,
    SINCE,
    WHY,
    plain,
)
from governance.documents.grids.cells import Grid, GridRow

Key: TypeAlias = tuple[str, str, str]
"""Which measurement: its line, its indicator and the first day of its period, as texts."""
MOST_ROWS = 20_000
"""Measurements of one file."""


class MeasuredRow(Struct, frozen=True):
    """A row of the sheet; ``broken``: columns that cannot be read."""

    number: int
    cells: Mapping[str, str]
    why: str
    broken: frozenset[str]

    @property
    def key(self) -> Key:
        """Which measurement it is."""
        return self.cells[LINE], self.cells[INDICATOR], self.cells[SINCE]


class MeasuredRows(Struct, frozen=True):
    """Everything that the sheet says, where each column is, and what is wrong with it."""

    grid: Grid
    columns: Mapping[str, int]
    rows: tuple[MeasuredRow, ...]
    complaints: tuple[Complaint, ...]

    def wrong(self, row: MeasuredRow, column: str, problem: str, **values: object) -> Complaint:
        """Something that is wrong in a cell."""
        return self.grid.complaint(row.number, self.columns[column], problem, column, **values)

    def lines(self) -> set[UUID]:
        """The lines that it names, of those whose id can be read."""
        return {found for row in self.rows if (found := _id(row.cells[LINE]))}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def measured_rows(grid: Grid) -> MeasuredRows:
    """The rows of the sheet; none where its head is not right."""
    head, *rows = grid.rows
    named = {at: cell.text.strip().lower() for at, cell in sorted(head.cells.items())}
    wrong = [*head_complaints(grid, head.number, named, COLUMNS), *merged_complaints(grid)]
    columns = {name: at for at, name in named.items()}
    if any(name not in columns for name in COLUMNS):
        return MeasuredRows(grid, columns, (), tuple(wrong))
    read = []
    for row in rows:
        found, complaints = _row(grid, row, columns)
        read.append(found)
        wrong += complaints
        wrong += (grid.complaint(row.number, at, NO_HEAD) for at in row.cells if at not in named)
    return MeasuredRows(grid, columns, tuple(read), tuple(wrong))


def _row(
    grid: Grid, row: GridRow, columns: Mapping[str, int]
) -> tuple[MeasuredRow, list[Complaint]]:
    cells, wrong = cells_read(grid, row, {name: columns[name] for name in COLUMNS}, plain)
    why = row.cell(columns[WHY]).text.strip()
    return MeasuredRow(row.number, cells, why, frozenset(wrong)), list(wrong.values())
