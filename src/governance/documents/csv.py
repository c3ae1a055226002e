"""Rows as CSV, as a spreadsheet in the Netherlands opens them: UTF-8 with a mark, semicolons.

A text that a spreadsheet would run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

MEDIA_TYPE = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """One table as CSV: its head, then its rows; nothing is an empty cell."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(name) for name in head])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    said = "" if value is None else str(value)
    return f"'{said}" if isinstance(value, str) and said.startswith(_FORMULA) else said
