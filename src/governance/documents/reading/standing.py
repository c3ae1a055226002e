"""Where one stands in a file: behind which known paragraph or row, and in which table."""

from __future__ import annotations

from collections.abc import Mapping

from governance.documents.reading.stretches import Line


class Standing:
    """The place that something new or moved comes to, while a file is told from top to end.

    ``tables`` gives for each table of the file with known rows the anchor of one of them. What
    comes before the first known row of a table stands behind nothing, but in that table.
    """

    def __init__(self, tables: Mapping[int, str]) -> None:
        self.after, self.order, self.table = "", 0, ""
        self._tables = tables
        self._number = 0
        self._outside = ("", 0)

    def enter(self, line: Line) -> None:
        """The next line; it may be in a table, or be the first that is in none."""
        number = line.table if line.cells is not None and line.table in self._tables else 0
        if number == self._number:
            return
        if self._number and not self.after:
            self.after, self.order = self._outside
        if number:
            self._outside = (self.after, self.order)
            self.after, self.order = "", 0
        self._number, self.table = number, self._tables.get(number, "")

    def at(self, anchor: str) -> None:
        """A known paragraph or row: what is next comes behind it."""
        self.after, self.order = anchor, 0

    @property
    def near(self) -> str:
        """The anchor nearest before: behind a new row at the head of a table, that table's own."""
        return self.after or self.table
