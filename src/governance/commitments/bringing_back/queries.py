"""What a file of commitments would change of what stands here now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, complain
from governance.commitments.bringing_back.forms import LineChange, MeasurementChange
from governance.commitments.bringing_back.lines.rules import (
    CellChange,
    Changed,
    Here,
    Noticed,
    Plan,
    cells_of,
    noticed,
)
from governance.commitments.bringing_back.measured.reading.rules import (
    MOST_ROWS as MOST_VALUE_ROWS,
)
from governance.commitments.bringing_back.measured.reading.rules import (
    MeasuredRows,
    measured_rows,
)
from governance.commitments.bringing_back.measured.rules import (
    ChangedValue,
    Own,
    compared_values,
)
from governance.commitments.bringing_back.reading.rules import MOST_ROWS, FileRows, rows_of
from governance.commitments.bringing_back.rules import compared
from governance.commitments.finding.exported.queries import (
    ExportedLine,
    exported_of,
    opened_of,
)
from governance.commitments.finding.layout.rules import DAY, SHEET, told
from governance.commitments.finding.measured.queries import ExportedMeasurement, measurements_of
from governance.commitments.finding.measured.rules import SHEET as MEASURED
from governance.commitments.finding.measured.rules import VALUE
from governance.commitments.finding.measured.rules import told as told_value
from governance.commitments.rules import ENDED, LineState
from governance.documents.grids.books import grid_of, grid_of_book, sheets_of


class LineDifference(Struct, frozen=True, rename="camel"):
    """A line that a file changes: what becomes of which cell, and ``change``: what is sent to
    carry that out. ``row``: of the file."""

    id: UUID
    row: int
    number: int
    title: str
    organisation: str
    agreement: str
    cells: tuple[CellChange, ...]
    change: LineChange


class MeasurementDifference(Struct, frozen=True, rename="camel"):
    """A measurement of the own organisation that a file gives or corrects; ``row``: of its sheet.
    ``since`` and ``last``: the first and last day of its period."""

    row: int
    line_id: UUID
    number: int
    title: str
    organisation: str
    agreement: str
    indicator: str
    since: date
    last: date
    yes_no: bool
    cells: tuple[CellChange, ...]
    change: MeasurementChange


class Differences(Struct, frozen=True, rename="camel"):
    """What a file would change; ``alike`` counts its lines that stay as they are, ``sha256`` is
    the hash of the file. ``noticed``: what in its texts looks like case data; it is carried out
    once somebody says that it is none."""

    lines: tuple[LineDifference, ...]
    measurements: tuple[MeasurementDifference, ...]
    alike: int
    sha256: str
    noticed: tuple[Noticed, ...] = ()


_MILESTONES = """
select ml.commitment_line as line, ml.id, ml.milestone, ml.planned_on, ml.state,
       a.entered_into_force_on, a.ends_on
from milestone_line ml join commitment_line l on l.id = ml.commitment_line
join agreement a on a.id = l.agreement
where ml.commitment_line = any($1::uuid[]) order by ml.commitment_line, ml.position"""
_NAMED = """
select id, name from organisation
where lower(name) = any($1::text[]) and (valid_until is null or valid_until > $2)"""


async def differences(
    name: str, content: bytes, sha256: str, *, by: Actor, today: date
) -> Differences:
    """What a file would change: 3 queries, and 5 for its measurements. Nothing is changed.

    Raises :class:`Refused` with everything that is wrong in it, each with sheet and cell.
    """
    file, sheet = await asyncio.to_thread(_read, name, content)
    shown = {
        one.id: one for one in await exported_of((row.id for row in file.rows), by=by, today=today)
    }
    here = await _here(shown.values(), by)
    names = await _named(file.executors(), today)
    changed, wrong = await asyncio.to_thread(compared, file, here, names)
    values, more = await _measured(sheet, by=by, today=today)
    complain([*wrong, *more])
    lines = tuple(_line(one, shown[one.id]) for one in changed)
    typed = [cell for one in changed for cell in one.cells]
    typed += [cell for one in values for cell in one.cells if cell.column != VALUE]
    alike = len(file.rows) - len(lines)
    return Differences(lines, tuple(values), alike, sha256, tuple(noticed(typed)))


def _read(name: str, content: bytes) -> tuple[FileRows, MeasuredRows | None]:
    lines = rows_of(grid_of(name, content, SHEET, MOST_ROWS))
    if MEASURED not in sheets_of(content):
        return lines, None
    grid = grid_of_book(name, content, MEASURED, MOST_VALUE_ROWS)
    return lines, measured_rows(grid)


async def _measured(
    sheet: MeasuredRows | None, *, by: Actor, today: date
) -> tuple[list[MeasurementDifference], list[Complaint]]:
    """What the sheet with measurements changes, and what is wrong with it: 5 queries."""
    if sheet is None:
        return [], []
    lines = await exported_of(sheet.lines(), by=by, today=today)
    here = {
        (str(one.line_id), str(one.indicator_id), one.since.isoformat()): one
        for one in await measurements_of(lines, by=by, today=today)
    }
    own = {key: Own(told_value(one), one.view, one.value, one.opened) for key, one in here.items()}
    changed, wrong = await asyncio.to_thread(compared_values, sheet, own)
    return [_value(one, here[one.key]) for one in changed], wrong


def _value(changed: ChangedValue, one: ExportedMeasurement) -> MeasurementDifference:
    change = MeasurementChange(
        line_id=one.line_id, indicator_id=one.indicator_id, period_from=one.since,
        version=one.version, cells=cells_of(changed.cells), **changed.fields,
    )  # fmt: skip
    return MeasurementDifference(
        changed.row, one.line_id, one.number, one.title, one.organisation, one.agreement,
        one.indicator, one.since, one.last, one.yes_no, changed.cells, change,
    )  # fmt: skip


async def _here(lines: Iterable[ExportedLine], by: Actor) -> dict[UUID, Here]:
    opened = {
        one.id: (one, columns) for one, columns in zip(lines, opened_of(lines, by), strict=True)
    }
    plans = await _plans([of for of, (_, columns) in opened.items() if DAY in columns])
    return {
        of: Here(told(one), columns, one.executor_id, plans.get(of))
        for of, (one, columns) in opened.items()
    }


async def _plans(lines: list[UUID]) -> dict[UUID, Plan]:
    """How the milestones of lines are planned, of those that have one open: 1 query."""
    every: dict[UUID, list[dict[str, Any]]] = {}
    for row in await DATABASE.fetch(_MILESTONES, lines):
        every.setdefault(row["line"], []).append(dict(row))
    plans = {of: _plan(rows) for of, rows in every.items()}
    return {of: plan for of, plan in plans.items() if plan}


def _plan(rows: list[dict[str, Any]]) -> Plan | None:
    running = {row["id"]: row for row in rows if LineState(row["state"]) not in ENDED}
    taken = {(row["milestone"], row["planned_on"]) for row in rows if row["id"] not in running}
    if not running:
        return None
    term = (rows[0]["entered_into_force_on"], rows[0]["ends_on"])
    return Plan(next(iter(running)), running, taken, *term)


async def _named(names: set[str], today: date) -> dict[str, tuple[UUID, ...]]:
    """The organisations of the register that have these names, by name in small letters."""
    found: dict[str, tuple[UUID, ...]] = {}
    for row in await DATABASE.fetch(_NAMED, sorted(names), today):
        name = " ".join(row["name"].split()).casefold()
        found[name] = (*found.get(name, ()), row["id"])
    return found


def _line(changed: Changed, one: ExportedLine) -> LineDifference:
    change = LineChange(
        id=one.id, version=one.version, execution_version=one.execution_version,
        cells=cells_of(changed.cells), **changed.fields,
    )  # fmt: skip
    return LineDifference(
        one.id, changed.row, one.number, one.title, one.organisation, one.agreement,
        changed.cells, change,
    )  # fmt: skip
