"""The restricted Markdown of articles, recitals and annexes, as blocks; every deviation told.

A clause (lid) is a numbered item or, alone, a paragraph; lettered items stand under it.
Annexes and recitals may also have ``## heading`` and ``- `` items. A line such as
``:::commitments theme="zorg"`` is a directive: code puts a block there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.documents.blocks import Clause, ListItem, Run, Runs
from governance.library.filling import ABSENT, ASKED, END, LINE, LINE_END, VALUE

NOT_CLOSED = N_("Bold or italic is begun here and not ended.")
NOT_ALLOWED = N_("This form is not allowed in an article: {text}")
LOOSE_ITEM = N_("A lettered item needs a clause above it.")
SECOND_PARAGRAPH = N_("A second paragraph needs numbers: write 1. before each clause.")
BAD_DIRECTIVE = N_("This directive is not known: {text}")
EMPTY = N_("This text has no words.")
OPEN = N_("A place in this text is still open: {question}")
LEFT_OUT = N_("This text points to “{key}”, which is left out by the choices made.")

DIRECTIVES = frozenset({"commitments", "parties", "signatures"})
_LINE = re.compile(f"{LINE}(\\d+){LINE_END}")
_NUMBERED = re.compile(r"^\d+\.\s+(.*)$")
_LETTERED = re.compile(r"^\s*([a-z])\.\s+(.*)$")
_DASHED = re.compile(r"^-\s+(.*)$")
_HEADED = re.compile(r"^##\s+(.*)$")
_DIRECTIVE = re.compile(r'^:::(\w+)((?:\s+\w+="[^"]*")*)\s*$')
_ARGUMENT = re.compile(r'(\w+)="([^"]*)"')
_FORBIDDEN = re.compile(r"^\s*(#|>|\||```|<|\*\s|\+\s)")
_SPAN = re.compile(
    f"{VALUE}([^{END}]*){END}|{ASKED}([^{END}]*){END}|{ABSENT}([^{END}]*){END}"
    r"|\\([*\\])|(\*\*|\*)"
)


class Directive(Struct, frozen=True):
    """A place where code puts a block."""

    name: str
    arguments: dict[str, str] = {}


class Piece(Struct):
    """One paragraph, clause, heading or item while a text is read."""

    kind: str
    text: str
    line: int
    items: list[tuple[str, int]]


Part: TypeAlias = Piece | Directive


class Reading:
    """One text being read; complaints are gathered in ``complaints``, open places in ``open``."""

    def __init__(self, field: str, file: str, source: str) -> None:
        self.field, self.file = field, file
        self.complaints: list[Complaint] = []
        self.open: list[Complaint] = []
        self.parts: list[Part] = []
        self._open = False
        for raw in source.splitlines():
            self._line(raw)
        if not self.parts and not self.complaints:
            self._complain(1, EMPTY)

    def _complain(self, line: int, problem: str, **values: object) -> None:
        self.complaints.append(Complaint(self.field, problem, values, self.file, line))

    def _line(self, raw: str) -> None:
        place = _LINE.search(raw)
        text = _LINE.sub("", raw).rstrip()
        number = int(place.group(1)) if place else 0
        if not text.strip():
            self._open = False
        elif text.startswith(":::"):
            self._directive(text, number)
        elif _FORBIDDEN.match(text) and not _HEADED.match(text):
            self._complain(number, NOT_ALLOWED, text=text.strip()[:60])
        else:
            self._words(text, number)

    def _directive(self, text: str, number: int) -> None:
        found = _DIRECTIVE.match(text)
        if found is None or found.group(1) not in DIRECTIVES:
            self._complain(number, BAD_DIRECTIVE, text=text.strip()[:60])
            return
        self.parts.append(Directive(found.group(1), dict(_ARGUMENT.findall(found.group(2)))))
        self._open = False

    def _words(self, text: str, number: int) -> None:
        last = self.parts[-1] if self.parts else None
        for kind, form in (("clause", _NUMBERED), ("dash", _DASHED), ("heading", _HEADED)):
            if found := form.match(text):
                self._begin(kind, found.group(1), number)
                return
        if found := _LETTERED.match(text):
            if isinstance(last, Piece) and last.kind != "heading":
                last.items.append((found.group(2), number))
                self._open = True
            else:
                self._complain(number, LOOSE_ITEM)
        elif self._open and isinstance(last, Piece):
            self._go_on(last, text.strip())
        else:
            self._begin("paragraph", text.strip(), number)

    def _begin(self, kind: str, text: str, number: int) -> None:
        self.parts.append(Piece(kind, text, number, []))
        self._open = kind != "heading"

    @staticmethod
    def _go_on(last: Piece, text: str) -> None:
        if last.items:
            said, line = last.items[-1]
            last.items[-1] = (f"{said} {text}", line)
        else:
            last.text = f"{last.text} {text}"

    def runs(self, text: str, line: int) -> Runs:
        """The runs of one stretch: bold, italic, values as they were typed, blanks."""
        found, bold, italic = [], False, False
        end = 0
        for span in _SPAN.finditer(text):
            if span.start() > end:
                found.append(Run(text[end : span.start()], bold, italic))
            end = span.end()
            value, asked, absent, escaped, stars = span.groups()
            if absent is not None:
                self._complain(line, LEFT_OUT, key=absent)
            if stars is not None:
                bold, italic = bold ^ (stars == "**"), italic ^ (stars == "*")
            elif asked is not None:
                found.append(Run(f"[{asked}]", bold, italic, blank=True))
                said = {"question": asked}
                self.open.append(Complaint(self.field, OPEN, said, self.file, line))
            else:
                found.append(Run(value or escaped or "", bold, italic))
        if end < len(text):
            found.append(Run(text[end:], bold, italic))
        if bold or italic:
            self._complain(line, NOT_CLOSED)
        return joined(found)

    def items(self, piece: Piece, anchor: str) -> tuple[ListItem, ...]:
        """The lettered items under a piece, with anchors from ``anchor``."""
        return tuple(
            ListItem(self.runs(text, line), f"{anchor}-{chr(97 + place)}" if anchor else "")
            for place, (text, line) in enumerate(piece.items)
        )

    def clauses(self, anchor: str) -> tuple[tuple[Clause, ...], tuple[Directive, ...]]:
        """The text as clauses of an article, and the directives behind them."""
        pieces = [part for part in self.parts if isinstance(part, Piece)]
        for piece in self._strangers(pieces):
            self._complain(piece.line, NOT_ALLOWED, text=piece.text[:60])
        clauses = tuple(
            Clause(
                self.runs(piece.text, piece.line),
                f"{anchor}-{number}",
                self.items(piece, f"{anchor}-{number}"),
            )
            for number, piece in enumerate(pieces, 1)
        )
        return clauses, tuple(part for part in self.parts if isinstance(part, Directive))

    def _strangers(self, pieces: list[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            if piece.kind == "paragraph" and len(pieces) > 1:
                self._complain(piece.line, SECOND_PARAGRAPH)
            elif piece.kind not in ("paragraph", "clause"):
                yield piece


def joined(found: list[Run]) -> Runs:
    """Runs with neighbours of one look made into one."""
    result: list[Run] = []
    for run in found:
        last = result[-1] if result else None
        if last and (last.bold, last.italic, last.blank) == (run.bold, run.italic, run.blank):
            result[-1] = Run(last.text + run.text, run.bold, run.italic, run.blank)
        elif run.text:
            result.append(run)
    return tuple(result)
