"""Sheets of measurements as a person saved them: measurements, their rows, and files of these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders.bringing_back import Rows, exported_line, rows_out, uid

from governance.commitments.bringing_back.measured.reading.rules import Key
from governance.commitments.bringing_back.measured.rules import Own
from governance.commitments.finding.layout.rules import COLUMNS as LINE_COLUMNS
from governance.commitments.finding.layout.rules import SHEET as LINE_SHEET
from governance.commitments.finding.measured.queries import ExportedMeasurement
from governance.commitments.finding.measured.rules import COLUMNS, SHEET, cells_of, told
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.queries import IndicatorView
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction
from governance.documents.workbooks import Page, workbook


def view(number: int = 1, **fields: Any) -> IndicatorView:
    """An indicator of activities, measured each month."""
    values: dict[str, Any] = {
        "id": uid(number + 500), "version": 1, "commitment_id": uid(number + 1000), "position": 1,
        "name": "Controles", "definition": "Elke controle telt.", "unit": "controles",
        "source": "eigen telling", "counts": Counts.ACTIVITIES, "leads_to_people": False,
        "signals": False, "direction": Direction.UP, "rule": Rule.SUM, "period": Every.MONTH,
        "baseline": None, "baseline_on": None, "target": None, "target_by": None,
        "gathers": False, "measured": True,
    }  # fmt: skip
    return IndicatorView(**values | fields)


def measurement(number: int = 1, **fields: Any) -> ExportedMeasurement:
    """A month that is over, of which this person may give the value."""
    values: dict[str, Any] = {
        "line_id": uid(number), "agreement": "Samen", "number": number,
        "title": f"Toezegging {number}", "organisation": "Noordstad", "view": view(number),
        "since": date(2026, 3, 1), "last": date(2026, 3, 31), "version": 0, "value": None,
        "opened": True,
    }  # fmt: skip
    return ExportedMeasurement(**values | fields)


def key_of(one: ExportedMeasurement) -> Key:
    return str(one.line_id), str(one.indicator_id), one.since.isoformat()


def own_of(found: Sequence[ExportedMeasurement]) -> dict[Key, Own]:
    return {key_of(one): Own(told(one), one.view, one.value, one.opened) for one in found}


def measured_out(found: Sequence[ExportedMeasurement]) -> Rows:
    """The cells below the head, as the workbook has them when it is taken out."""
    return [list(cells_of(one)) for one in found]


def write(table: Rows, row: int, column: str, value: Any) -> None:
    """Write in a row, counted from 0 below the head."""
    table[row][COLUMNS.index(column)] = value


def as_measured(table: Rows, head: Sequence[str] = COLUMNS) -> bytes:
    """A workbook with one commitment and this sheet of measurements."""
    lines = Page(LINE_SHEET, LINE_COLUMNS, rows_out([exported_line()]))
    return workbook([lines, Page(SHEET, head, table)])


def number_of(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
