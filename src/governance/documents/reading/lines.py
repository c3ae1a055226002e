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
            _paragraphs(part.stretches, found)
            _name(part)
    return found


def _paragraphs(stretches: list[Stretch], found: Lines) -> None:
    """The paragraphs of a stream before and after its changes; every stretch learns its lines."""
    if stretches and stretches[-1].ends:
        stretches[-1].way = Way()  # the last end of a stream joins with nothing
    begun = 0
    for place, one in enumerate(stretches, 1):
        if one.ends and one.way.kept is Kept.BOTH:
            some, begun = stretches[begun:place], place
            if any(each.way.kept is not Kept.BOTH for each in some):
                olds, news = _side(some, stretches, _WAS), _side(some, stretches, _IS)
                found.was.update(_pairs(news))
            else:
                olds = news = [_line(some, stretches)]
                found.was[olds[0]] = olds[0]
                for each in some:
                    each.old = each.new = olds[0]
            found.olds.extend(olds)
            found.news.extend(news)


def _side(some: list[Stretch], stream: list[Stretch], kept: tuple[Kept, Kept]) -> list[Line]:
    """The paragraphs between two ends that stay, on one side of the changes."""
    lines: list[Line] = []
    begun: list[Stretch] = []
    for one in some:
        if one.way.kept not in kept:
            continue
        begun.append(one)
        if one.ends:
            lines.append(_line(begun, stream))
            for each in begun:
                if kept is _WAS:
                    each.old = lines[-1]
                else:
                    each.new = lines[-1]
            begun = []
    return lines


def _line(some: list[Stretch], stream: list[Stretch]) -> Line:
    """A line that ends with the last of its stretches."""
    end = some[-1]
    text = "".join([one.text for one in some])
    return Line(some, text, end.style, end.listed, end.way.by, end.look.changed, stream=stream)


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
    old = Line(by=row.way.by, table=row.table, cells=[])
    new = Line(by=row.way.by, table=row.table, cells=[])
    for way, stream in row.cells:
        before, after = _cell(stream.stretches, way)
        old.names += [name for name, _, _ in stream.spans]
        found.was[after] = before
        for line, cell, kept in ((old, before, _WAS), (new, after, _IS)):
            if way.kept in kept and line.cells is not None:
                line.cells.append(cell)
                line.stretches += cell.stretches
                line.style = line.style or cell.style
    for line, lines, kept in ((old, found.olds, _WAS), (new, found.news, _IS)):
        line.text = "\t".join([cell.text for cell in line.cells or ()])
        if row.way.kept in kept:
            lines.append(line)
    if row.way.kept is Kept.BOTH:
        found.was[new] = old


def _cell(stretches: list[Stretch], way: Way) -> tuple[Line, Line]:
    """All text of a cell as one line, with what happens to the cell itself."""
    if not stretches or not stretches[-1].ends:
        stretches.append(Stretch("", way, ends=True, place=len(stretches)))
    *inner, last = stretches
    for one in inner:
        if one.ends:
            one.text, one.ends = "\n", False
        if way.kept is not Kept.BOTH:
            one.way = Way(way.kept if one.way.kept in (Kept.BOTH, way.kept) else None, way.by)
        if one.way.kept is Kept.NEW:
            one.text = one.text.replace(_FILLER, "")
    last.way = way
    if all(one.way.kept is Kept.BOTH for one in stretches):
        before = after = _line(stretches, stretches)
    else:
        before, after = (
            _line([*(one for one in inner if one.way.kept in kept), last], stretches)
            for kept in (_WAS, _IS)
        )
    for one in stretches:
        one.old = before if one.way.kept in _WAS else None
        one.new = after if one.way.kept in _IS else None
    return before, after
