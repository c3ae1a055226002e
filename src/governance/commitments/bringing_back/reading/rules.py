"""What stands in a file of commitments that comes back, and what of it cannot be read. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.commitments.finding.layout.rules import COLUMNS, EXECUTOR, ID, plain
from governance.documents.grids.cells import Cell, CellKind, Grid, GridRow, place_of

MOST_ROWS = 5000
"""Commitments of one file."""
NO_COLUMN = N_("The column “{name}” is missing: take the list out once more.")
TWICE = N_("There are two columns with the name “{name}”.")
STRANGE = N_("There is no column with the name “{name}” in this list: take it out of the file.")
NO_HEAD = N_("Something stands here in a column without a name: take it out of the file.")
MERGED = N_("Cells are merged here: split them, so that every cell says one thing.")
FORMULA = N_("A formula stands here: put what it comes to in its place.")
ERROR = N_("A spreadsheet could not work out what stands here.")
NO_ID = N_("No id stands here: a commitment is not added by a file.")
ID_TWICE = N_("This commitment stands in row {first} already: keep one of the two.")


class FileRow(Struct, frozen=True):
    """A row of which the id can be read. ``cells``: by column, as the layout says it plainly;
    ``typed``: as it was typed, with its lines; ``broken``: columns that cannot be read."""

    number: int
    id: UUID
    cells: Mapping[str, str]
    typed: Mapping[str, str]
    broken: frozenset[str]


class FileRows(Struct, frozen=True):
    """Everything that a file says, where each column is, and what is wrong with the file."""

    grid: Grid
    columns: Mapping[str, int]
    rows: tuple[FileRow, ...]
    complaints: tuple[Complaint, ...]

    def wrong(self, row: FileRow, column: str, problem: str, **values: object) -> Complaint:
        """Something that is wrong in a cell."""
        return self.grid.complaint(row.number, self.columns[column], problem, column, **values)

    def executors(self) -> set[str]:
        """The organisations that it names, in small letters."""
        return {row.cells[EXECUTOR].casefold() for row in self.rows} - {""}


def rows_of(grid: Grid) -> FileRows:
    """The rows of a file; none where its head is not right."""
    head, *rows = grid.rows
    named = {at: cell.text.strip().lower() for at, cell in sorted(head.cells.items())}
    wrong = [*head_complaints(grid, head.number, named, COLUMNS), *merged_complaints(grid)]
    columns = {name: at for at, name in named.items()}
    if any(name not in columns for name in COLUMNS):
        return FileRows(grid, columns, (), tuple(wrong))
    read: list[FileRow] = []
    known: dict[UUID, int] = {}
    for row in rows:
        found, complaints = _row(grid, row, columns)
        wrong += complaints
        wrong += (grid.complaint(row.number, at, NO_HEAD) for at in row.cells if at not in named)
        if found and found.id in known:
            first = known[found.id]
            wrong.append(grid.complaint(row.number, columns[ID], ID_TWICE, ID, first=first))
        elif found:
            known[found.id] = row.number
            read.append(found)
    return FileRows(grid, columns, tuple(read), tuple(wrong))


def head_complaints(
    grid: Grid, number: int, named: Mapping[int, str], columns: Sequence[str]
) -> Iterator[Complaint]:
    """What is wrong with the head of a sheet that has these columns."""
    seen: set[str] = set()
    for at, name in named.items():
        if name in seen:
            yield grid.complaint(number, at, TWICE, name=name)
        elif name not in columns:
            yield grid.complaint(number, at, STRANGE, name=name)
        seen.add(name)
    for place, name in enumerate(columns):
        if name not in seen:
            yield grid.complaint(number, place, NO_COLUMN, name=name)


def merged_complaints(grid: Grid) -> Iterator[Complaint]:
    """The cells of a sheet that were made into one."""
    for ref in grid.merged:
        row, column = place_of(ref.partition(":")[0]) or (1, 0)
        yield grid.complaint(row, column, MERGED)


def cells_read(
    grid: Grid, row: GridRow, columns: Mapping[str, int], say: Callable[..., str]
) -> tuple[dict[str, str], dict[str, Complaint]]:
    """What the columns of a row say plainly, by the layout's ``say``, and which cannot be read."""
    cells: dict[str, str] = {}
    wrong: dict[str, Complaint] = {}
    for name, at in columns.items():
        cell = row.cell(at)
        if problem := _problem(cell):
            wrong[name] = grid.complaint(row.number, at, problem, name)
        number = cell.kind is CellKind.NUMBER
        cells[name] = say(name, cell.text, number=number, zero=grid.zero)
    return cells, wrong


def _problem(cell: Cell) -> str:
    """Why what stands in a cell was not typed; empty where it was."""
    return FORMULA if cell.formula else ERROR if cell.kind is CellKind.ERROR else ""


def _row(
    grid: Grid, row: GridRow, columns: Mapping[str, int]
) -> tuple[FileRow | None, list[Complaint]]:
    cells, wrong = cells_read(grid, row, {name: columns[name] for name in COLUMNS}, plain)
    typed = {name: row.cell(columns[name]).text.strip() for name in COLUMNS}
    complaints = list(wrong.values())
    try:
        made = UUID(cells[ID])
    except ValueError:
        if ID not in wrong:
            complaints.append(grid.complaint(row.number, columns[ID], NO_ID, ID))
        return None, complaints
    return FileRow(row.number, made, cells, typed, frozenset(wrong)), complaints
