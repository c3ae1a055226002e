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
"""A cell that begins with such a sign is a formula to a spreadsheet: it gets an apostrophe in
front, and stays text."""


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as lines of CSV, every cell quoted and none of them a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([f"'{cell}" if cell[:1] in ACTING else cell for cell in row] for row in rows)
    return out.getvalue()
