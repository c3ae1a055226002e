"""Two bodies of a Word file as one with tracked changes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from governance.documents.comparing.aligning import Step, aligned
from governance.documents.tracking import paragraphs
from governance.documents.tracking.fields import BEGIN, Made, in_field, without_field
from governance.documents.tracking.marking import Marker, Track
from governance.documents.tracking.slices import (
    Paragraph,
    Piece,
    Row,
    Table,
    cut,
    names,
)

_LIST = re.compile(r'<w:numId w:val="(\d+)"/>')


def merged(old: str, new: str, track: Track) -> str:
    """The body of the new text with what was left out of the old one.

    A table of contents stays a field; where a text has two, or ends with one, they are plain
    lines, since a field that half comes and half goes breaks the file.
    """
    fields = [found for said in (new, old) if (found := BEGIN.findall(said))]
    before, after = cut(without_field(old)), cut(without_field(new))
    made = list(_Merging(before, after, _Told(track, names(new))).pieces())
    lives = fields and max(map(len, fields)) == 1 and not (before[-1].listed or after[-1].listed)
    said = "".join(in_field(made, fields[0][0], track) if lives else [m.xml for m in made])
    return _numbered(said, track)


class _Merging:
    """Two rows of paragraphs and tables being put together."""

    def __init__(self, old: Sequence[Piece], new: Sequence[Piece], told: _Told) -> None:
        self.old, self.new, self.told = old, new, told
        self.steps, self.end = _closed(old, new)
        self.moves = self._moves()
        self._lists()

    def pieces(self) -> Iterator[Made]:
        """Every piece, in the order of the new text; what was left out stands where it stood."""
        for step in self.steps[: self.end]:
            one = self.old[step.old] if step.old is not None else None
            other = self.new[step.new] if step.new is not None else None
            if one is not None and other is not None and not step.moved:
                yield Made(self._both(one, other), other.listed)
            elif other is not None:
                yield self._whole(other, "ins", self.moves.get(step.old))
            elif one is not None:
                yield self._whole(one, "del", self.moves.get(step.old))
        if self.end < len(self.steps):
            yield from self._ending()

    def _ending(self) -> Iterator[Made]:
        """The last paragraph that stayed, and what came or went after it.

        The last mark of a text cannot come or go, so it passes to the one that is last now.
        """
        (one, other), *rest = [
            (None if s.old is None else self.old[s.old], None if s.new is None else self.new[s.new])
            for s in self.steps[self.end :]
        ]
        tag = "del" if rest[0][1] is None else "ins"
        loose = [before or after for before, after in rest]
        last = loose[-1]
        if not (
            isinstance(one, Paragraph)
            and isinstance(other, Paragraph)
            and isinstance(last, Paragraph)
        ):
            raise TypeError("a text must end with paragraphs")
        marker = self.told.at(last.name)
        yield Made(paragraphs.joined(one, other, tag, marker), False)
        yield from (self._whole(of, tag, None) for of in loose[:-1] if of)
        old, new = (last, other) if tag == "del" else (one, last)
        said = self.told.cleared(last, tag)
        yield Made(paragraphs.ending(said, tag, old.properties, new.properties, marker), False, tag)

    def _lists(self) -> None:
        """A list of the old text that goes on in the new one takes its number there."""
        found: dict[str, str] = {}
        if not any(isinstance(one, Paragraph) and one.same != one.xml for one in self.old):
            return
        for one, other in self._pairs():
            was, now = _LIST.search(one.properties), _LIST.search(other.properties)
            if was and now:
                found.setdefault(was.group(), now.group())
        for piece in self.old:
            number = _LIST.search(piece.properties) if isinstance(piece, Paragraph) else None
            if isinstance(piece, Paragraph) and number and number.group() in found:
                piece.properties = _LIST.sub(found[number.group()], piece.properties)

    def _pairs(self) -> Iterator[tuple[Paragraph, Paragraph]]:
        for step in self.steps:
            if step.old is not None and step.new is not None:
                one, other = self.old[step.old], self.new[step.new]
                if isinstance(one, Paragraph) and isinstance(other, Paragraph):
                    yield one, other

    def _moves(self) -> dict[int | None, str]:
        """Names of the moves of paragraphs that moved just as they were, by their old place."""
        found: dict[int | None, str] = {}
        for step in self.steps:
            if step.moved and step.old is not None and step.new is not None:
                one, other = self.old[step.old], self.new[step.new]
                if _moved_as_it_was(one, other):
                    found[step.old] = f"move{step.old}"
        return found

    def _whole(self, of: Piece, tag: str, move: str | None) -> Made:
        """A piece that came or went."""
        marker = self.told.at(of.name)
        if isinstance(of, Table):
            rows = "".join([_row(row, tag, self.told.of(of.name)) for row in of.rows])
            apart = self._apart(of, None) if tag == "del" else self._apart(None, of)
            return Made(f"<w:tbl>{of.head}{rows}</w:tbl>{apart}", False, tag)
        if move:
            return Made(paragraphs.moved(of, tag, move, marker), False, tag)
        return Made(paragraphs.whole(self.told.cleared(of, tag), tag, marker), of.listed, tag)

    def _apart(self, one: Table | None, other: Table | None) -> str:
        """What keeps a table apart from what follows; at the end that stands by itself."""
        before, after = one.after if one else "", other.after if other else ""
        if bool(before) == bool(after):
            return after
        return self._whole(Paragraph(before or after), "del" if before else "ins", None).xml

    def _both(self, one: Piece, other: Piece) -> str:
        if one.xml == other.xml:
            return other.xml
        if isinstance(one, Table) and isinstance(other, Table):
            rows = "".join(_rows(one, other, self.told.of(other.name)))
            return f"<w:tbl>{other.head}{rows}</w:tbl>{self._apart(one, other)}"
        if isinstance(one, Paragraph) and isinstance(other, Paragraph):
            return paragraphs.changed(one, other, self.told.at(other.name or one.name))
        raise TypeError(f"a table cannot become a paragraph: {one.part.kind}, {other.part.kind}")


class _Told(Struct, frozen=True):
    """What a part of the merged text must know: who changed it, and which bookmarks stay."""

    track: Track
    kept: frozenset[str]
    owner: str = ""

    def at(self, name: str) -> Marker:
        """The marker of a part; what has no name of its own is of its owner."""
        return self.track.at(name or self.owner)

    def of(self, owner: str) -> _Told:
        """The same for what is inside a table or row."""
        return _Told(self.track, self.kept, owner or self.owner)

    def cleared(self, of: Paragraph, tag: str) -> Paragraph:
        """A paragraph that was left out, without its bookmark where another has that now."""
        return of.bare() if tag == "del" and of.name in self.kept else of


def _rows(one: Table, other: Table, told: _Told) -> Iterator[str]:
    for step in aligned(one.rows, other.rows):
        if step.new is None and step.old is not None:
            yield _row(one.rows[step.old], "del", told)
        elif step.new is not None and (step.old is None or step.moved):
            yield _row(other.rows[step.new], "ins", told)
        elif step.new is not None and step.old is not None:
            yield _changed_row(one.rows[step.old], other.rows[step.new], told)


def _row(of: Row, tag: str, told: _Told) -> str:
    """A row that came or went, with all that it says."""
    marker = told.at(of.name)
    cells = ""
    for own, said in of.cells():
        inside = [
            f"<w:p>{paragraphs.properties(one.properties)}"
            f"{paragraphs.content(told.cleared(one, tag), tag, marker)}</w:p>"
            for one in said
        ]
        cells += f"<w:tc>{own}{''.join(inside)}</w:tc>"
    return f"<w:tr><w:trPr>{of.properties}{marker.mark(tag)}</w:trPr>{cells}</w:tr>"


def _changed_row(one: Row, other: Row, told: _Told) -> str:
    if one.xml == other.xml:
        return other.xml
    cells = ""
    for (_, before), (own, after) in zip(one.cells(), other.cells(), strict=True):
        made = _Merging(before, after, told.of(other.name or one.name)).pieces()
        cells += f"<w:tc>{own}{''.join([piece.xml for piece in made])}</w:tc>"
    return f"<w:tr><w:trPr>{other.properties}</w:trPr>{cells}</w:tr>"


def _closed(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Step], int]:
    """The steps between two texts, and from which of them on they are its ending.

    The last paragraph of a text cannot be left out. Where only paragraphs came or only went after
    the last one that stayed, these are the ending; else the last paragraphs are one that changed.
    """
    steps = aligned(old, new)
    stayed = [n for n, s in enumerate(steps) if None not in (s.old, s.new) and not s.moved]
    end = stayed[-1] if stayed else 0
    rest = steps[end:]
    pieces = [old[s.old] if s.old is not None else new[s.new or 0] for s in rest]
    one_side = all(s.old is None for s in rest[1:]) or all(s.new is None for s in rest[1:])
    plain = all(isinstance(one, Paragraph) and not one.listed for one in pieces)
    if len(rest) == 1:
        return steps, len(steps)
    if stayed and one_side and plain and not any(s.moved for s in rest):
        return steps, end
    steps = [*aligned(old[:-1], new[:-1]), Step(len(old) - 1, len(new) - 1)]
    return steps, len(steps)


def _moved_as_it_was(one: Piece, other: Piece) -> bool:
    if isinstance(one, Table) or isinstance(other, Table) or other.listed or not other.frame[1]:
        return False
    return one.frame[1] == other.frame[1] and one.properties == other.properties


def _numbered(xml: str, track: Track) -> str:
    """Every bookmark with a number that no change has."""
    first, *rest = xml.split("<w:bookmark")
    found = [first]
    for said in rest:
        starts = said.startswith("Start")
        number = track.next() if starts else track.number
        kind = "Start" if starts else "End"
        found.append(f'<w:bookmark{kind} w:id="{number}"{said.removeprefix(kind)}')
    return "".join(found)
