"""One paragraph of a file as a line: its text, its number, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec
from msgspec import Struct

from governance.documents.blocks import Run, Runs, said
from governance.documents.reading.ordinary.numbers import NONE, Label
from governance.documents.reading.ordinary.styles import PLAIN, Look

_SPACES = re.compile(r"[ \t\u00a0]+")
SHORT = 120
"""As long as a heading may be."""


class Line(Struct, frozen=True):
    """A paragraph, a part of one after a line that was ended in it, or a table.

    ``bold``, ``caps`` and ``lined`` (underlined) are of all of it.
    ``cells`` is of a table: rows of cells of lines.
    """

    source: int
    runs: Runs = ()
    text: str = ""
    label: Label = NONE
    look: Look = PLAIN
    bold: bool = False
    caps: bool = False
    indent: int = 0
    centred: bool = False
    lined: bool = False
    listed: bool = False
    """It ends in the number of a page, as lines of a table of contents do."""
    broken: bool = False
    paged: bool = False
    notes: tuple[str, ...] = ()
    cells: tuple[tuple[tuple[Line, ...], ...], ...] = ()

    @property
    def whole(self) -> str:
        """The text with its number before it."""
        return f"{self.label.text} {self.text}".strip()

    @property
    def heads(self) -> bool:
        """Whether it looks like a heading: by its style, or short and bold or in capitals."""
        return self.look.level > 0 or (self.stands_out and self.is_short)

    @property
    def stands_out(self) -> bool:
        return bool(self.text) and (self.bold or self.caps or self.lined)

    @property
    def is_short(self) -> bool:
        """As a heading is: not long, and no sentence or part of a list."""
        return len(self.whole) <= SHORT and not self.text.endswith((".", ";", ",", ":"))


def tidy(runs: Iterable[Run]) -> Runs:
    """Runs without space at either end, in as few pieces as their looks allow."""
    alike = groupby(runs, key=lambda run: (run.bold, run.italic))
    plain = [
        Run(_SPACES.sub(" ", "".join(run.text for run in group)), bold=bold, italic=italic)
        for (bold, italic), group in alike
    ]
    return _stripped(plain)


def _stripped(runs: list[Run]) -> Runs:
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs:
        runs[0] = msgspec.structs.replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = msgspec.structs.replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def cut(runs: Runs, length: int) -> Runs:
    """Runs without their first characters."""
    left = []
    for run in runs:
        taken, length = min(length, len(run.text)), length - min(length, len(run.text))
        if run.text[taken:]:
            left.append(msgspec.structs.replace(run, text=run.text[taken:]))
    return tidy(left)


def split(runs: Runs) -> Iterator[Runs]:
    """Runs in pieces, where a line was ended in them."""
    piece: list[Run] = []
    for run in runs:
        first, *more = run.text.split("\n")
        piece.append(msgspec.structs.replace(run, text=first))
        for text in more:
            yield tuple(piece)
            piece = [msgspec.structs.replace(run, text=text)]
    yield tuple(piece)


def joined(*pieces: Runs) -> Runs:
    """Pieces of text, each on a line of its own."""
    return tidy(run for piece in pieces for run in (Run("\n"), *piece))


def rows_of(table: Line) -> tuple[tuple[str, ...], ...]:
    """The texts of a table, a row at a time."""
    return tuple(
        tuple("\n".join(line.whole for line in cell if line.whole) for cell in row)
        for row in table.cells
    )


def shown(line: Line) -> str:
    """A line or table as plain text, to show beside what was understood of it."""
    if line.cells:
        return "\n".join(" | ".join(row) for row in rows_of(line))
    return line.whole


def plain(runs: Runs) -> str:
    """The words of runs, on one line."""
    return " ".join(said(runs).split())
