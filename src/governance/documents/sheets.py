"""Lists as CSV that a spreadsheet opens as it is, and that cannot act there.

With semicolons, as a Dutch spreadsheet expects, and UTF-8 with its mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

MEDIA_TYPE = "text/csv"
MARK = "\ufeff"
"""Tells a spreadsheet that what follows is UTF-8."""
ACTING = frozenset("=+-@\t\r\n")
"""A cell that begins with such a sign is a formula to a spreadsheet."""


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as lines of CSV, every cell quoted and none of them a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that stays text: one that would be a formula gets an apostrophe before it."""
    return f"'{cell}" if cell[:1] in ACTING else cell
