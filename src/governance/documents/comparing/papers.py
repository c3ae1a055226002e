"""A table of what changes from one version to the next, for a proposal or a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.blocks import Cell, Column, Row, Run, Runs, Table, runs
from governance.documents.comparing import saying
from governance.documents.comparing.changes import Change, Comparison, Line, Section
from governance.documents.comparing.told import Kind
from governance.documents.comparing.wording import Kept, Piece

CAPTION = N_("What changes, per article")
HEADS = ((N_("Part"), 1.4), (N_("What changes"), 1.1), (N_("It was"), 2.0), (N_("It becomes"), 2.0))
BELONGING = {Kind.ITEM, Kind.SIGNED}
"""Lines that belong to the line before them."""
APART = " | "
"""Between the cells of a row."""


def table_of_changes(comparison: Comparison, language: str) -> Table:
    """Per article what changes, what it was and what it becomes; a row for every change."""
    heads = tuple(Column(translate(language, head), share) for head, share in HEADS)
    rows = tuple(row for of in comparison.sections for row in _rows(of, language))
    return Table(translate(language, CAPTION), heads, rows)


def _rows(of: Section, language: str) -> Iterator[Row]:
    """The changes of a section; one that came or went as a whole is one row."""
    heading = saying.heading(of, language)
    if of.change in (Change.ADDED, Change.REMOVED):
        said = translate(language, saying.CHANGES[of.change])
        old, new = _whole(of.lines, old=True), _whole(of.lines, old=False)
        yield Row((Cell(runs(heading)), Cell(runs(said)), _cell(old), _cell(new)))
        return
    if of.change is Change.MOVED:
        said = translate(language, saying.CHANGES[of.change])
        places = (saying.name(of, language, old=True), saying.name(of, language))
        yield Row((Cell(runs(heading)), *(Cell(runs(one)) for one in (said, *places))))
    for lines in _together(of.lines):
        yield _row(lines, heading, language)


def _together(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """The lines that changed; what came or went along with the line it belongs to is with it."""
    found: list[Line] = []
    for line in lines:
        along = line.kind in BELONGING and line.change in (Change.ADDED, Change.REMOVED)
        if found and along and (line.change, line.moved_to) == (found[0].change, None):
            found.append(line)
            continue
        if found:
            yield found
        found = [line] if line.change is not Change.KEPT and not line.moved_to else []
    if found:
        yield found


def _row(lines: list[Line], heading: str, language: str) -> Row:
    first, *further = lines
    what = f"{saying.what(first, language)}: {saying.became(first, language)}"
    old = [_said(first, language, Kept.NEW)] if first.change is not Change.ADDED else []
    new = [_said(first, language, Kept.OLD)] if first.change is not Change.REMOVED else []
    old += _whole(further, old=True) if old else []
    new += _whole(further, old=False) if new else []
    return Row((Cell(runs(heading)), Cell(runs(what)), _cell(old), _cell(new)))


def _whole(lines: Iterable[Line], *, old: bool) -> list[Runs]:
    """All that a section said or says, each line with its mark; what moved is told elsewhere."""
    found = []
    for line in lines:
        moved = line.moved_to if old else line.moved_from
        said = (line.old if old else line.new).replace("\t", APART)
        if said and not moved and line.kind is not Kind.TITLE:
            found.append(runs(f"{line.mark_old if old else line.mark_new} {said}".strip()))
    return found


def _cell(paragraphs: list[Runs]) -> Cell:
    first, *further = paragraphs or [()]
    return Cell(first, further=tuple(further))


def _said(of: Line, language: str, without: Kept) -> Runs:
    """One side of a line, in bold what differs from the other side."""
    found: list[Run] = []
    for cell in of.cells:
        found += [Run(APART)] if found else []
        found += [_run(of, piece, language) for piece in cell.pieces if piece.kept is not without]
    return tuple(found)


def _run(of: Line, piece: Piece, language: str) -> Run:
    text = saying.value(of, piece.text, language)
    return Run(text, bold=piece.kept is not Kept.BOTH and of.change is Change.CHANGED)
