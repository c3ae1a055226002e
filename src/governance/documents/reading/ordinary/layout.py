"""An agreement that was laid out in a table, with its numbers in one column and its text beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from governance.documents.reading.ordinary.heads import Marked, named
from governance.documents.reading.ordinary.lines import Line
from governance.documents.reading.ordinary.marks import Sort, marked
from governance.documents.reading.ordinary.numbers import Label

_HEADS = (Sort.ARTICLE, Sort.SECTION)


def laid_out(lines: Sequence[Line]) -> list[Marked]:
    """Lines with what numbers them; where only tables hold articles, these give up their lines."""
    found = [Marked(line, marked(line)) for line in lines]
    if named(found) or not any(_holds_articles(line) for line in lines):
        return found
    return [one for line in lines for one in _given_up(line)]


def _holds_articles(table: Line) -> bool:
    """Whether two rows or more begin with an article."""
    first = (next((cell[0] for cell in row if cell), None) for row in table.cells)
    return sum(1 for line in first if line and marked(line).sort in _HEADS) > 1


def _given_up(line: Line) -> Iterator[Marked]:
    if not _holds_articles(line):
        yield Marked(line, marked(line))
        return
    for row in line.cells:
        for one in _row(row):
            yield Marked(one, marked(one))


def _row(row: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """The lines of a row; a number alone in its cell belongs before the text beside it."""
    cells = [list(cell) for cell in row if any(line.whole for line in cell)]
    if len(cells) > 1 and len(cells[0]) == 1 and _only_numbers(cells[0][0]):
        [number], first, *_ = cells
        label = Label(number.whole)
        cells = [[msgspec.structs.replace(first[0], label=label), *first[1:]], *cells[2:]]
    for cell in cells:
        yield from (line for line in cell if line.whole)


def _only_numbers(line: Line) -> bool:
    mark = marked(line)
    return mark.sort not in (Sort.NONE, Sort.DASH) and not mark.rest
