"""The restricted Markdown of articles, recitals and annexes, as blocks; every deviation told.

A clause (lid) is a numbered item or, alone, a paragraph; lettered items stand under it.
Annexes and recitals may also have ``## heading`` and ``- `` items. A line such as
``:::commitments theme="zorg"`` is a directive: code puts a block there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import TypeAlias

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.documents.blocks import (
    Cell,
    Clause,
    Column,
    ListItem,
    Row,
    Run,
    Runs,
    Table,
    joined,
)
from governance.library.filling import ABSENT, ASKED, END, VALUE, filled, holds
from governance.library.passages import NOT_ALLOWED, Form, Passage

NOT_CLOSED = N_("Bold or italic is begun here and not ended.")
LOOSE_ITEM = N_("A lettered item needs a clause above it.")
SECOND_PARAGRAPH = N_("A second paragraph needs numbers: write 1. before each clause.")
EMPTY = N_("This text has no words.")
OPEN = N_("A place in this text is still open: {question}")
LEFT_OUT = N_("This text points to “{key}”, which is left out by the choices made.")

_DIRECTIVE = re.compile(r'(\w+)="([^"]*)"')
_SPAN = re.compile(
    f"{VALUE}([^{END}]*){END}|{ASKED}([^{END}]*){END}|{ABSENT}([^{END}]*){END}"
    r"|\\([*\\])|(\*\*|\*)"
)


class Directive(Struct, frozen=True):
    """A place where code puts a block."""

    name: str
    arguments: dict[str, str] = {}


class Piece(Struct):
    """One passage that stands, its words filled in, with the items below it."""

    form: Form
    text: str
    line: int
    key: str
    items: list[Piece] = []


Part: TypeAlias = Piece | Directive


class Reading:
    """One text being read; complaints are gathered in ``complaints``, open places in ``open``."""

    def __init__(
        self,
        field: str,
        file: str,
        passages: Iterable[Passage],
        context: Mapping[str, SimpleNamespace],
    ) -> None:
        self.field, self.file = field, file
        self.complaints: list[Complaint] = []
        self.open: list[Complaint] = []
        self.parts: list[Part] = []
        for passage in passages:
            if holds(passage.when, context):
                self._read(passage, filled(passage.words, context))
        if not self.parts and not self.complaints:
            self._leave_open(1, EMPTY)

    def _complain(self, line: int, problem: str, **values: object) -> None:
        self.complaints.append(Complaint(self.field, problem, values, self.file, line))

    def _leave_open(self, line: int, problem: str, **values: object) -> None:
        self.open.append(Complaint(self.field, problem, values, self.file, line))

    def _read(self, passage: Passage, text: str) -> None:
        last = self.parts[-1] if self.parts else None
        if passage.form is Form.DIRECTIVE:
            name, _, arguments = text.partition(" ")
            self.parts.append(Directive(name, dict(_DIRECTIVE.findall(arguments))))
            return
        piece = Piece(passage.form, text, passage.line, passage.key, [])
        if passage.form is not Form.ITEM:
            self.parts.append(piece)
        elif isinstance(last, Piece) and last.form not in (Form.HEADING, Form.ROW):
            last.items.append(piece)
        else:
            self._complain(passage.line, LOOSE_ITEM)
            piece.form = Form.CLAUSE  # where it is shown all the same, nothing of it is lost
            self.parts.append(piece)

    def runs(self, text: str, line: int) -> Runs:
        """The runs of one stretch: bold, italic, values as they were typed, blanks."""
        found, bold, italic = [], False, False
        end = 0
        for span in _SPAN.finditer(text):
            if span.start() > end:
                found.append(Run(text[end : span.start()], bold, italic))
            end = span.end()
            value, asked, absent, escaped, stars = span.groups()
            if stars is not None:
                bold, italic = bold ^ (stars == "**"), italic ^ (stars == "*")
            elif asked is not None:
                found.append(Run(f"[{asked}]", bold, italic, blank=True))
                self._leave_open(line, OPEN, question=asked)
            elif absent is not None:
                found.append(Run(f"[{absent}]", bold, italic, blank=True))
                self._leave_open(line, LEFT_OUT, key=absent)
            else:
                found.append(Run(value or escaped or "", bold, italic))
        if end < len(text):
            found.append(Run(text[end:], bold, italic))
        if bold or italic:
            self._complain(line, NOT_CLOSED)
        return joined(found)

    def items(self, piece: Piece, anchor: str) -> tuple[ListItem, ...]:
        """The lettered items under a piece, with anchors that begin with ``anchor``."""
        return tuple(
            ListItem(self.runs(one.text, one.line), f"{anchor}-{one.key}" if anchor else "")
            for one in piece.items
        )

    def clauses(self, anchor: str) -> tuple[tuple[Clause, ...], tuple[Directive, ...]]:
        """The text as clauses of an article, and the directives behind them."""
        pieces = [p for p in self.parts if isinstance(p, Piece) and p.form is not Form.ROW]
        for piece in self._strangers(pieces):
            self._complain(piece.line, NOT_ALLOWED, text=piece.text[:60])
        clauses = tuple(
            Clause(
                self.runs(piece.text, piece.line),
                f"{anchor}-{piece.key}",
                self.items(piece, anchor),
            )
            for piece in pieces
        )
        return clauses, tuple(part for part in self.parts if isinstance(part, Directive))

    def tables(self, anchor: str, caption: str) -> Iterator[Table]:
        """The rows of the text as tables: rows that follow each other are one, its head first."""
        rows: list[Piece] = []
        for part in (*self.parts, None):
            if isinstance(part, Piece) and part.form is Form.ROW:
                rows.append(part)
            elif rows:
                yield self.table(rows, anchor, caption)
                rows = []

    def table(self, rows: list[Piece], anchor: str, caption: str) -> Table:
        """Rows as one table; the first names its columns."""
        cells = [[cell.strip() for cell in row.text.split("|")] for row in rows]
        width = max(map(len, cells))
        head = cells[0] + [""] * (width - len(cells[0]))
        made = tuple(
            Row(
                tuple(
                    Cell(self.runs(cell, row.line)) for cell in said + [""] * (width - len(said))
                ),
                f"{anchor}-{row.key}",
            )
            for row, said in zip(rows[1:], cells[1:], strict=True)
        )
        columns = tuple(Column("".join(run.text for run in self.runs(c, 0))) for c in head)
        return Table(caption, columns, made)

    def _strangers(self, pieces: list[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            if piece.form is Form.PLAIN and len(pieces) > 1:
                self._complain(piece.line, SECOND_PARAGRAPH)
            elif piece.form not in (Form.PLAIN, Form.CLAUSE):
                yield piece


def words_of(words: str, context: Mapping[str, SimpleNamespace]) -> Runs:
    """The words of one passage as runs, with its places filled in."""
    reading = Reading("words", "", (), context)
    return reading.runs(filled(words, context), 0)
