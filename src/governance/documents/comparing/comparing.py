"""Two versions of a document beside each other: line by line, nothing left out. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from msgspec import Struct

from governance.documents.blocks import Document, Runs, said
from governance.documents.comparing.aligning import Step, aligned
from governance.documents.comparing.changes import (
    Change,
    Comparison,
    Line,
    Place,
    Section,
    Wording,
)
from governance.documents.comparing.lines import chapters
from governance.documents.comparing.told import Chapter, Kind, Told
from governance.documents.comparing.wording import pieces


class _Row(Struct):
    """A line on its way: both its versions, and where it moved."""

    old: Told | None
    new: Told | None
    moved_from: Place | None = None
    moved_to: Place | None = None


class _Pairing(Struct):
    """A section on its way."""

    old: Chapter | None
    new: Chapter | None
    step: Step
    rows: list[_Row]


def compared(old: Document, new: Document) -> Comparison:
    """The two versions beside each other."""
    before, after = chapters(old), chapters(new)
    steps = aligned(before, after)
    found = [
        _paired(before, after, step) for step in steps if step.new is not None or not step.moved
    ]
    _across(found)
    return Comparison(tuple(_section(one) for one in found))


def _paired(before: list[Chapter], after: list[Chapter], step: Step) -> _Pairing:
    old = before[step.old] if step.old is not None else None
    new = after[step.new] if step.new is not None else None
    return _Pairing(old, new, step, list(_rows(old, new)))


def _rows(old: Chapter | None, new: Chapter | None) -> Iterator[_Row]:
    """The lines of a section in both versions."""
    left, right = old.lines if old else (), new.lines if new else ()
    if left == right:
        yield from (_Row(*both) for both in zip(left, right, strict=True))
        return
    steps = aligned(left, right)
    goes = {step.old: step.new for step in steps if step.moved and step.new is not None}
    for step in steps:
        before = left[step.old] if step.old is not None else None
        after = right[step.new] if step.new is not None else None
        came = _place(old, before) if step.moved and after else None
        gone = goes.get(step.old) if step.moved and not after else None
        yield _Row(before, after, came, None if gone is None else _place(new, right[gone]))


def _place(chapter: Chapter | None, line: Told | None) -> Place | None:
    if chapter is None or line is None:
        return None
    return Place(chapter.number, chapter.title, line.mark)


def _across(pairings: list[_Pairing]) -> None:
    """Lines that left one section and came into another are told as moved."""
    for known_by in (_by_anchor, _by_text):
        gone = _alone(pairings, known_by, lambda row: row.old if row.new is None else None)
        come = _alone(pairings, known_by, lambda row: row.new if row.old is None else None)
        for key in gone.keys() & come.keys():
            (left, old), (right, new) = gone[key], come[key]
            new.moved_from, old.moved_to = _place(left.old, old.old), _place(right.new, new.new)
            new.old = old.old


def _by_anchor(line: Told) -> str:
    return line.part.anchor if line.kind is not Kind.TITLE else ""


def _by_text(line: Told) -> tuple[str, str] | None:
    whole = len(line.text.split()) > 2 and not line.anchor
    return (line.kind, line.text) if whole else None


def _alone(
    pairings: list[_Pairing],
    known_by: Callable[[Told], object],
    side: Callable[[_Row], Told | None],
) -> dict[object, tuple[_Pairing, _Row]]:
    """Lines of one version only, by what they are known by where no other has that."""
    found: dict[object, list[tuple[_Pairing, _Row]]] = {}
    for pairing in pairings:
        for row in pairing.rows:
            line = side(row) if not row.moved_to and not row.moved_from else None
            key = known_by(line) if line else None
            if key:
                found.setdefault(key, []).append((pairing, row))
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def _section(of: _Pairing) -> Section:
    lines = tuple(_line(row) for row in of.rows)
    one = of.new or of.old
    changed = any(line.change is not Change.KEPT for line in lines)
    if of.old is None or of.new is None:
        change = Change.REMOVED if of.new is None else Change.ADDED
    elif of.step.moved:
        change = Change.MOVED
    else:
        change = Change.CHANGED if changed else Change.KEPT
    return Section(
        change=change,
        kind=one.kind if one else "",
        title_old=of.old.title if of.old else "",
        title_new=of.new.title if of.new else "",
        number_old=of.old.number if of.old else 0,
        number_new=of.new.number if of.new else 0,
        lines=lines,
        anchor=one.anchor if one else "",
        old=of.step.old,
        new=of.step.new,
    )


def _line(row: _Row) -> Line:
    old, new = row.old, row.new
    one = new or old
    if one is None:
        raise ValueError("a line stands in neither version")
    return Line(
        change=_change(row),
        kind=one.kind,
        level=one.level,
        mark_old=old.mark if old else "",
        mark_new=new.mark if new else "",
        cells=tuple(_cells(old.cells if old else (), new.cells if new else ())),
        anchor=one.anchor,
        moved_from=row.moved_from,
        moved_to=row.moved_to,
    )


def _cells(old: tuple[Runs, ...], new: tuple[Runs, ...]) -> Iterator[Wording]:
    for before, after in zip_longest(old, new, fillvalue=()):
        text = said(after)
        yield Wording(before, after, pieces(text if before == after else said(before), text))


def _change(row: _Row) -> Change:
    old, new = row.old, row.new
    if new is None:
        return Change.REMOVED
    if row.moved_from:
        return Change.MOVED
    if old is None:
        return Change.ADDED
    if [*map(said, old.cells)] != [*map(said, new.cells)]:
        return Change.CHANGED
    same = (old.kind, old.level, old.look) == (new.kind, new.level, new.look)
    return Change.KEPT if same else Change.LOOK
