"""The paragraphs of an article with their items, or recitals: lists within lists made of lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from governance.documents.blocks import Runs
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import joined, plain, rows_of
from governance.documents.reading.ordinary.marks import Mark, Sort, also
from governance.documents.reading.ordinary.numbers import Label
from governance.documents.reading.ordinary.pieces import Grid, Item, Said

DEEPEST = 2
"""Items stand at most this deep below a paragraph; what stands deeper is told with these."""
_STEP = 280
"""Twentieths of a point of one step inwards, of dashes that were typed."""


@dataclass
class _Node:
    """A paragraph or item that is being made."""

    mark: Mark
    runs: Runs
    source: int
    step: int
    label: Label
    more: list[Runs] = field(default_factory=list)
    """What follows on lines of its own."""
    below: list[_Node] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)


class _Making:
    """Paragraphs that are being made; ``_open`` are those that may still get items."""

    def __init__(self) -> None:
        self.made: list[_Node] = []
        self._open: list[_Node] = []

    def add(self, one: Marked) -> None:
        if one.line.cells:
            self._table(one)
        elif one.mark.sort is Sort.NONE and one.line.broken and self._open:
            self._open[-1].more.append(one.line.runs)
        elif one.mark.sort is Sort.NONE:
            self._place(one, one.mark, 0)
        else:
            self._marked(one)

    def _table(self, one: Marked) -> None:
        if not self.made:
            self._place(one, Mark(Sort.NONE, "", (), ()), 0)
        self.made[-1].tables.append(Grid(rows_of(one.line), one.line.source))

    def _place(self, one: Marked, mark: Mark, depth: int) -> None:
        node = _Node(mark, mark.rest, one.line.source, _step(one), one.line.label)
        depth = min(depth, len(self._open), DEEPEST)
        (self._open[depth - 1].below if depth else self.made).append(node)
        self._open[depth:] = [node]

    def _marked(self, one: Marked) -> None:
        """After the one that it counts on from; else below what was last; else beside its like."""
        for mark in also(one.mark):
            for depth in reversed(range(len(self._open))):
                if _follows(self._open[depth], mark, _step(one)):
                    self._place(one, mark, depth)
                    return
        mark = also(one.mark)[-1] if also(one.mark)[-1].last == 1 else one.mark
        first = mark.last == 1 or mark.sort is Sort.DASH
        again = [
            d for d, node in enumerate(self._open) if _counted_with(node.label, one.line.label)
        ]
        alike = again or [d for d, node in enumerate(self._open) if _alike(node.mark, mark)]
        depth = alike[-1] if again or (alike and not first) else len(self._open)
        self._place(one, mark, 0 if self._stands_alone(mark) else depth)

    def _stands_alone(self, mark: Mark) -> bool:
        """A figure after a sentence that opens no list is a paragraph, as figures mostly are."""
        if len(self._open) != 1 or self._open[0].mark.sort is not Sort.NONE:
            return False
        return mark.sort is Sort.DECIMAL and not plain(self._open[0].runs).endswith(":")


def _step(one: Marked) -> int:
    return one.mark.depth if one.line.label.text else one.line.indent // _STEP


def _alike(one: Mark, other: Mark) -> bool:
    return one.sort is other.sort and len(one.values) == len(other.values)


def _counted_with(one: Label, other: Label) -> bool:
    """Whether Word numbers both at one depth of one list, though it may begin anew."""
    return bool(other.kind) and (one.kind, one.depth) == (other.kind, other.depth)


def _follows(node: _Node, mark: Mark, step: int) -> bool:
    """Whether a mark counts on from that of a node."""
    if not _alike(node.mark, mark):
        return False
    if mark.sort is Sort.DASH:
        return node.step == step and node.mark.number == mark.number
    return mark.last == node.mark.last + 1 and node.mark.depth == mark.depth


def clauses(lines: Iterable[Marked]) -> tuple[Said, ...]:
    """Lines as paragraphs, with all that stands below each."""
    making = _Making()
    for line in lines:
        making.add(line)
    return tuple(
        Said(n.mark.number, _whole(n), n.source, _items(n), tuple(n.tables)) for n in making.made
    )


def _whole(node: _Node) -> Runs:
    return joined(node.runs, *node.more) if node.more else node.runs


def _items(node: _Node) -> tuple[Item, ...]:
    return tuple(Item(n.mark.number, _whole(n), n.source, _items(n)) for n in node.below)
