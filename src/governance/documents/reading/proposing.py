"""The proposals of a returned file, line by line beside the version it was made from."""

from __future__ import annotations

from typing import Any

from governance.documents.blocks import Runs
from governance.documents.comparing.wording import Kept
from governance.documents.reading.findings import Found, Mark, Proposal, Unplaced
from governance.documents.reading.levels import level, typed
from governance.documents.reading.lines import Lines
from governance.documents.reading.marks import calm, joined, marks, marks_moved, runs, without
from governance.documents.reading.moves import carried, out_of_order
from governance.documents.reading.places import CONTENTS, Place, Version
from governance.documents.reading.standing import Standing
from governance.documents.reading.stretches import By, Line
from governance.documents.reading.telling import (
    cells as cells_of,
)
from governance.documents.reading.telling import (
    marks_new,
    moved,
    proposal,
    removed,
)
from governance.documents.reading.where import COLUMNS, outside, where


class Proposing:
    """A file being laid beside its version; what it proposes is told in the order of its text."""

    def __init__(self, version: Version, found: Lines, of: dict[Line, Place]) -> None:
        self.proposals: list[Proposal] = []
        self.unplaced: list[Unplaced] = []
        self.anchors: dict[Line, str] = {}
        """The anchor that each line stands at or behind, for remarks."""
        self._of = of
        self._was = found.was
        self._carried = carried(found, of)
        self._section = {p.anchor: p.section for p in version.places if p.anchor}
        rows = ((line.table, place.anchor) for line, place in of.items() if line.cells)
        self._tables = {table: anchor for table, anchor in reversed([*rows]) if anchor}
        self._here = Standing(self._tables)
        news = [line for line in found.news if line.style not in CONTENTS]
        self._places = {line: place for line in news if (place := self._place(line))}
        self._moved = self._moves(news)
        self._gone = _behind(version.places, set(self._places.values()))
        self._olds = {place: line for line, place in of.items()}
        self._tell_gone(-1)
        for line in news:
            self._tell(line)

    def _place(self, line: Line) -> Place | None:
        """The place of a line; one that has lost all its text has left it."""
        old = self._was.get(line) if line not in self._carried else self._carried[line]
        place = None if old is None else self._of.get(old)
        left = place and place.line.text.strip() and not line.text.strip()
        return None if left and line.cells is None else place

    def _moves(self, news: list[Line]) -> set[int]:
        """The numbers of the places that are elsewhere now."""
        told = {self._places[line].number for line in self._carried if line in self._places}
        order = [
            self._places[line].number
            for line in news
            if line in self._places and self._places[line].anchor
        ]
        return told | out_of_order([number for number in order if number not in told])

    def _tell(self, line: Line) -> None:
        place = self._places.get(line)
        self._here.enter(line)
        self._stand(line, self._here.near)
        if place is None:
            self._tell_new(line)
            return
        if not place.anchor:
            self._tell_fixed(place, line)
        else:
            self._tell_known(place, line)
        self._tell_gone(place.number)

    def _stand(self, line: Line, anchor: str) -> None:
        """A remark at a line, or in a cell of it, is one at this anchor."""
        self.anchors.update(dict.fromkeys([line, *cells_of(line)], anchor))

    def _tell_known(self, place: Place, line: Line) -> None:
        """A line that has an anchor: moved perhaps, and changed perhaps."""
        if place.number in self._moved:
            tracked = line in self._carried
            self.proposals.append(moved(place, line, self._here, tracked=tracked))
            self._here.order += 1
        self._here.at(place.anchor)
        self._stand(line, place.anchor)
        if line.cells is None:
            self._compare(place, place.line, line, place.runs[0] if place.runs else ())
        elif place.line.cells and len(line.cells) == len(place.line.cells):
            for number, (before, after) in enumerate(
                zip(place.line.cells, line.cells, strict=True)
            ):
                said = place.runs[number] if number < len(place.runs) else ()
                self._compare(place, before, after, said, number)
        else:
            self._lose(line, COLUMNS, Found.CHANGED, self._was.get(line))

    def _compare(self, place: Place, base: Line, line: Line, said: Runs, cell: int = 0) -> None:
        """What changed in one paragraph or cell: its words, else its look."""
        old = self._was.get(line)
        found = Found.CHANGED if line.text != base.text else Found.LOOK
        look = _look(line)
        if found is Found.LOOK and not look and _same(line, base):
            return
        if line in self._carried:
            told = marks_moved(base.text, line)
        else:
            told = marks(base.text, line, old)
        if found is Found.LOOK:
            told = joined([Mark(Kept.BOTH, line.text)])
        proposed = calm(runs(line)) if place.line.cells and not cell else runs(line)
        by = look if found is Found.LOOK else []
        kind = level(line) if line.cells is None and not place.line.cells else place.level
        facts: dict[str, Any] = {"anchor": place.anchor, "section": place.section, "cell": cell}
        told_of = proposal(found, told, by, level=kind, before=said, runs=proposed, **facts)
        self.proposals.append(told_of)

    def _tell_new(self, line: Line) -> None:
        """A line that the version did not have."""
        if not line.text.strip():
            return
        if said := outside(line, self._tables):
            self._lose(line, said, Found.ADDED, self._was.get(line))
            return
        row = line.cells is not None
        kind, cut = typed(line)
        cells = tuple(
            calm(runs(one)) if not n else runs(one) for n, one in enumerate(cells_of(line))
        )
        self.proposals.append(
            proposal(
                Found.ROW_ADDED if row else Found.ADDED,
                without(marks_new(line, self._was), cut),
                [line.by],
                section=self._section.get(self._here.near, ""),
                after=self._here.after,
                order=self._here.order,
                table=self._here.table,
                level=kind,
                runs=tuple(run for cell in cells for run in cell) if row else runs(line, cut),
                cells=cells if row else (),
            )
        )
        self._here.order += 1

    def _tell_fixed(self, place: Place, line: Line) -> None:
        """A line without an anchor: its text cannot be proposed, only told."""
        if line.text != place.line.text:
            self._lose(line, where(place.line), Found.CHANGED, self._was.get(line))

    def _tell_gone(self, number: int) -> None:
        """The places behind this one that no line has any more."""
        for place in self._gone.get(number, ()):
            old = self._olds.get(place)
            if old is not None:
                self._stand(old, place.anchor or self._here.near)
            if place.anchor:
                self.proposals.append(removed(place, old))
            elif place.line.style not in CONTENTS:
                self._lose(place.line, where(place.line), Found.REMOVED, old)

    def _lose(self, line: Line, said: str, found: Found, old: Line | None) -> None:
        """Text that has no place is told all the same, with who changed it."""
        changed = [one for one in (line, old) if one is not None]
        by = [one.by for one in changed]
        for one in changed:
            by += [s.way.by for s in one.stretches if s.way.kept is not Kept.BOTH]
        author = ", ".join(dict.fromkeys(one.author for one in by if one.author))
        text = line.text.replace("\t", " | ") if line.cells is not None else line.text
        moment = max((one.moment for one in by), default="")
        self.unplaced.append(Unplaced(text, said, found, author, moment))


def _behind(places: list[Place], there: set[Place]) -> dict[int, list[Place]]:
    """The places that nothing stands at, by the number of the one there before them."""
    found: dict[int, list[Place]] = {}
    last = -1
    for place in places:
        if place in there:
            last = place.number
        elif place.line.text.strip():
            found.setdefault(last, []).append(place)
    return found


def _look(line: Line) -> list[By]:
    """Who changed only how a line looks."""
    changed = [one.look.changed for one in line.stretches if one.look.changed is not None]
    return list(dict.fromkeys([*changed, *([line.look] if line.look else [])]))


def _same(line: Line, base: Line) -> bool:
    """Whether a line is at the level that it had, and in the same look all over."""
    if level(line) is not level(base):
        return False
    said, before = ([(s.text, s.look) for s in one.stretches] for one in (line, base))
    return said == before or runs(line) == runs(base)
