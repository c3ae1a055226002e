"""Lists as CSV that a spreadsheet opens as it is, and that cannot act there.

With semicolons, as a Dutch spreadsheet expects, and UTF-8 with its mark.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable

MEDIA_TYPE = "text/csv"
ACTING = frozenset("=+-@\t\r\n")
"""A cell that begins with such a sign is a formula to a spreadsheet: it gets an apostrophe in
front, and stays text."""
_BETWEEN = '";"'
_ACTS = re.compile(f'"[{re.escape("".join(sorted(ACTING)))}]')


def csv_file(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a whole file: first the mark that tells a spreadsheet that it is UTF-8."""
    return BOM_UTF8 + csv_lines(rows).encode()


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as lines of CSV, every cell quoted and none of them a formula."""
    return "".join(map(_line, rows))


def _line(row: Iterable[str]) -> str:
    """One row. Of thousands nearly none holds a quote or a sign that acts: that shows in the line
    as a whole, and only one that may hold it is written cell by cell."""
    cells = tuple(row)
    line = f'"{_BETWEEN.join(cells)}"'
    plain = line.count('"') == 2 * len(cells) and not _ACTS.search(line)
    return f"{line}\r\n" if plain else _by_cell(cells)


def _by_cell(cells: Iterable[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([f"'{cell}" if cell[:1] in ACTING else cell for cell in cells])
    return out.getvalue()
