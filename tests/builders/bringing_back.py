"""Files of commitments as a person saved them: lines, their rows, and files made of these."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from governance.commitments.bringing_back.lines.rules import Here, Plan
from governance.commitments.finding.exported.queries import ExportedLine
from governance.commitments.finding.layout.rules import COLUMNS, OPENED, SHEET, told
from governance.commitments.finding.papers import rows
from governance.documents.sheets import csv_file
from governance.documents.workbooks import Page, workbook

ENTERED, ENDS = date(2026, 1, 1), date(2028, 1, 1)
Rows = list[list[Any]]


def uid(number: int) -> UUID:
    return UUID(int=number, version=4)


def exported_line(number: int = 1, **fields: Any) -> ExportedLine:
    """A line of which one sees everything, with a milestone that is open."""
    values: dict[str, Any] = {
        "id": uid(number), "version": 3, "agreement_id": uid(900), "agreement": "Samen",
        "commitment_id": uid(number + 1000), "number": number, "title": f"Toezegging {number}",
        "theme": "beleid", "kind": "other", "nature": "result",
        "owner_function": "portefeuillehouder",
        "organisation_id": uid(901), "organisation": "Noordstad", "sight": "whole",
        "shared_on": None, "standing": "on_schedule", "state": "started",
        "planned_on": date(2027, 12, 1), "forecast_on": None, "done_on": None,
        "accepted_until": None, "next_title": "Concept gereed",
        "next_planned_on": date(2026, 6, 1), "priority": "normal", "days_hidden": False,
        "words": "Loopt.", "reason": "", "measure": "", "target": Decimal("80.5"),
        "indicator_unit": "%",
        "keeper_id": uid(902), "committee_id": uid(903), "owed": True, "has_next": True,
        "how": "agreed", "executor": "", "executor_id": None, "why": "", "execution_version": 0,
    }  # fmt: skip
    return ExportedLine(**values | fields)


def plan_of(line: ExportedLine) -> Plan | None:
    """Its first open milestone, and one that recurs after it."""
    if line.next_planned_on is None:
        return None
    first, later, milestone = uid(line.number + 2000), uid(line.number + 3000), uid(950)
    running: dict[UUID, Any] = {
        first: {"id": first, "milestone": milestone, "planned_on": line.next_planned_on},
        later: {"id": later, "milestone": milestone, "planned_on": date(2027, 12, 1)},
    }
    return Plan(first, running, set(), ENTERED, ENDS)


def here_of(
    lines: Sequence[ExportedLine], opened: frozenset[str] = frozenset(OPENED)
) -> dict[UUID, Here]:
    return {one.id: Here(told(one), opened, one.executor_id, plan_of(one)) for one in lines}


def rows_out(lines: Sequence[ExportedLine]) -> Rows:
    """The cells below the head, as the file has them when it is taken out."""
    return [list(row) for row in rows(lines)]


def put(table: Rows, row: int, column: str, value: Any) -> None:
    """Write in a row, counted from 0 below the head."""
    table[row][COLUMNS.index(column)] = value


def as_book(table: Rows, head: Sequence[str] = COLUMNS, sheet: str = SHEET) -> bytes:
    return workbook([Page(sheet, head, table)])


def said(value: Any) -> str:
    """A value as a Dutch spreadsheet saves it: days as yyyy-mm-dd, a decimal comma."""
    if value is None:
        return ""
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def as_csv(table: Rows, head: Sequence[str] = COLUMNS) -> bytes:
    body = ([said(cell) for cell in row] for row in table)
    return csv_file([head, *body])


def changed_part(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook of which the XML of one part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            read = old.read(one)
            if one.filename == part:
                text = change(read.decode())
                assert text.encode() != read, "nothing was changed"
                read = text.encode()
            new.writestr(one, read)
    return out.getvalue()
