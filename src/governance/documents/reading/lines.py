"""The lines of a file: each paragraph and row as it was, and as it becomes when all is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from governance.documents.comparing.wording import Kept
from governance.documents.reading.streams import Row, Stream
from governance.documents.reading.stretches import Line, Stretch, Way

_FILLER = "\u200d"
"""LibreOffice puts this sign, which shows nothing, into a row that is tracked as new."""
_WAS = (Kept.BOTH, Kept.OLD)
_IS = (Kept.BOTH, Kept.NEW)


class Lines(NamedTuple):
    """All lines of a file, and which of the old ones each new one was."""

    olds: list[Line]
    news: list[Line]
    was: dict[Line, Line]


def lines(flow: list[Stream | Row]) -> Lines:
    """The lines of a flow, in order."""
    found = Lines([], [], {})
    for part in flow:
        if isinstance(part, Row):
            _row(part, found)
        else:
            olds, news = _sides(part)
            _name(part)
            found.olds.extend(olds)
            found.news.extend(news)
            found.was.update(_pairs(news))
    return found


def _sides(stream: Stream) -> tuple[list[Line], list[Line]]:
    """The paragraphs of a stream before and after its changes; every stretch learns its lines."""
    olds: list[Line] = []
    news: list[Line] = []
    stretches = stream.stretches
    if stretches and stretches[-1].ends:
        stretches[-1].way = Way()  # the last end of a stream joins with nothing
    old, new = Line(stream=stretches), Line(stream=stretches)
    for one in stretches:
        kept = one.way.kept
        if kept in _WAS:
            one.old = old
            old.stretches.append(one)
        if kept in _IS:
            one.new = new
            new.stretches.append(one)
        if one.ends and kept in _WAS:
            olds.append(_ended(old, one))
            old = Line(stream=stretches)
        if one.ends and kept in _IS:
            news.append(_ended(new, one))
            new = Line(stream=stretches)
    return olds, news


def _ended(line: Line, end: Stretch) -> Line:
    line.text = "".join([one.text for one in line.stretches])
    line.style, line.listed = end.style, end.listed
    line.by, line.look = end.way.by, end.look.changed
    return line


def _name(stream: Stream) -> None:
    """Each bookmark names the lines, as they were, of which it holds text; else where it stands."""
    for name, start, end in stream.spans:
        inside = [one for one in stream.stretches[start:end] if one.text]
        held = {id(one.old): one.old for one in inside if one.old is not None}
        if not inside:
            at = next((one.old for one in stream.stretches[start:] if one.old), None)
            held = {id(at): at} if at else {}
        for line in held.values():
            line.names.append(name)


def _pairs(news: list[Line]) -> Iterator[tuple[Line, Line]]:
    """Each new line with the old one whose first kept words it holds, or whose end it shares."""
    taken: set[Line] = set()
    left: list[Line] = []
    for new in news:
        held = (s.old for s in new.stretches if s.old is not None and s.text.strip())
        old = next((line for line in held if line not in taken), None)
        if old is None:
            left.append(new)
            continue
        taken.add(old)
        yield new, old
    for new in left:
        old = new.stretches[-1].old
        if old is not None and old not in taken:
            taken.add(old)
            yield new, old


def _row(row: Row, found: Lines) -> None:
    """A row as it was and as it becomes: the ends of paragraphs in its cells are text."""
    old, new = Line(table=row.table, cells=[]), Line(table=row.table, cells=[])
    for way, stream in row.cells:
        _within_cell(stream, way)
        before, after = (_ended(_cell(stream, kept), stream.stretches[-1]) for kept in (_WAS, _IS))
        for one in stream.stretches:
            one.old = before if one.way.kept in _WAS else None
            one.new = after if one.way.kept in _IS else None
        old.names += [name for name, _, _ in stream.spans]
        if way.kept in _WAS:
            _put(old, before)
        if way.kept in _IS:
            _put(new, after)
        found.was[after] = before
    for line, lines_, kept in ((old, found.olds, _WAS), (new, found.news, _IS)):
        if row.way.kept in kept:
            lines_.append(line)
    old.by = new.by = row.way.by
    if row.way.kept is Kept.BOTH:
        found.was[new] = old


def _within_cell(stream: Stream, way: Way) -> None:
    """All text of a cell as one line, with what happens to the cell itself."""
    last = stream.stretches[-1] if stream.stretches else None
    if last is None or not last.ends:
        stream.stretches.append(Stretch("", way, ends=True, place=len(stream.stretches)))
        last = stream.stretches[-1]
    for one in stream.stretches:
        if one.ends and one is not last:
            one.text, one.ends = "\n", False
        if way.kept is not Kept.BOTH:
            kept = way.kept if one.way.kept in (Kept.BOTH, way.kept) else None
            one.way = Way(kept, way.by)
        one.text = one.text.replace(_FILLER, "") if one.way.kept is Kept.NEW else one.text
    last.way = way


def _cell(stream: Stream, kept: tuple[Kept, Kept]) -> Line:
    found = [one for one in stream.stretches if one.way.kept in kept]
    return Line(stretches=found, stream=stream.stretches)


def _put(row: Line, cell: Line) -> None:
    assert row.cells is not None  # noqa: S101
    row.cells.append(cell)
    row.text = "\t".join([one.text for one in row.cells])
    row.stretches += cell.stretches
    row.style = row.style or cell.style
