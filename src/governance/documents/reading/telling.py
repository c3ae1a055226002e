"""One proposal at a time: its marks, and who made it when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from governance.documents.blocks import Runs
from governance.documents.comparing.wording import Kept
from governance.documents.reading.findings import Found, Mark, Proposal
from governance.documents.reading.marks import joined, marks
from governance.documents.reading.places import Place
from governance.documents.reading.standing import Standing
from governance.documents.reading.stretches import NOBODY, By, Line


def proposal(found: Found, told: tuple[Mark, ...], by: Iterable[By], **facts: Any) -> Proposal:
    """One proposal, with who made it by its marks."""
    changed = [one for one in told if one.kept is not Kept.BOTH]
    who = [*(By(one.author, one.moment) for one in changed), *by]
    return Proposal(
        found,
        marks=told,
        authors=tuple(dict.fromkeys(one.author for one in who if one.author)),
        moment=max((one.moment for one in who), default=""),
        tracked=all(one.tracked for one in changed) if changed else bool(who),
        **facts,
    )


def moved(place: Place, line: Line, here: Standing, *, tracked: bool) -> Proposal:
    """A paragraph or row that stands elsewhere."""
    told = joined([Mark(Kept.BOTH, place.line.text)])
    by = [one.way.by for one in line.stretches if one.way.kept is Kept.NEW and one.text]
    return proposal(
        Found.MOVED,
        told,
        by[:1] if tracked else [],
        anchor=place.anchor,
        section=place.section,
        after=here.after,
        order=here.order,
        table=here.table,
        level=place.level,
        before=whole(place),
        runs=whole(place),
    )


def removed(place: Place, old: Line | None) -> Proposal:
    """A paragraph or row that is left out."""
    row = place.line.cells is not None
    return proposal(
        Found.ROW_REMOVED if row else Found.REMOVED,
        marks_gone(place, old),
        [old.by] if old and row else [],
        anchor=place.anchor,
        section=place.section,
        level=place.level,
        before=whole(place),
    )


def marks_gone(place: Place, old: Line | None) -> tuple[Mark, ...]:
    """All of a line left out; tracked where the file still holds it."""
    bases, olds = cells(place.line), cells(old) if old else ()
    if old is None or len(bases) != len(olds):
        return joined([_mark(Kept.OLD, place.line.text, old.by if old else NOBODY)])
    between = _mark(Kept.OLD, "\t", old.by)
    found: list[Mark] = []
    for base, line in zip(bases, olds, strict=True):
        told = marks(base.text, None, line)
        found += [between, *told] if line is not olds[0] else told
    return joined(found)


def marks_new(line: Line, was: dict[Line, Line]) -> tuple[Mark, ...]:
    """All of a line new, cell by cell."""
    between = _mark(Kept.NEW, "\t", line.by)
    found: list[Mark] = []
    for number, one in enumerate(cells(line)):
        told = marks("", one, was.get(one))
        found += [between, *told] if number else told
    return joined(found)


def _mark(kept: Kept, text: str, by: By) -> Mark:
    return Mark(kept, text, by.author, by.moment, bool(by.author))


def cells(line: Line) -> Sequence[Line]:
    """The cells of a row; a paragraph is one."""
    return line.cells if line.cells is not None else (line,)


def whole(place: Place) -> Runs:
    """What the version says at a place."""
    return tuple(run for cell in place.runs for run in cell)
