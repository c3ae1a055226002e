"""The body of a Word file as lines, with every tracked change taken as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from governance.documents.blocks import Run
from governance.documents.reading.ordinary.lines import Line, split, tidy
from governance.documents.reading.ordinary.numbers import NONE, Label, Numbers
from governance.documents.reading.ordinary.spelling import Spelling, Spelt
from governance.documents.reading.ordinary.styles import Styles, indent_of, tag, toggled, value

_THROUGH = frozenset(
    tag(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_PAGE = re.compile(r"(\t|\.{4,}|…{2,}|_{4,})\s*\d{1,3}\s*$")
_PAGED = 40
P, TABLE, ROW, CELL = tag("p"), tag("tbl"), tag("tr"), tag("tc")


class Body:
    """Reads blocks to lines; what stands in boxes beside the text is kept in ``boxes``."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self._styles, self._numbers = styles, numbers
        self._spelling = Spelling(styles)
        self._waiting: list[Run] = []
        self.boxes: list[tuple[str, int]] = []

    def lines(self, body: Any) -> list[Line]:
        """Every paragraph and table of the body, in order."""
        found: list[Line] = []
        for source, block in enumerate(blocks(body)):
            found.extend(self._table(block, source) if block.tag == TABLE else
                         self._paragraph(block, source))  # fmt: skip
        return found

    def _table(self, table: Any, source: int) -> list[Line]:
        rows = [
            tuple(
                tuple(line for block in blocks(cell) for line in self._within(block, source))
                for cell in _of(row, CELL)
            )
            for row in _of(table, ROW)
            if row.find(f"{tag('trPr')}/{tag('del')}") is None
        ]
        return [Line(source, cells=tuple(rows))]

    def _within(self, block: Any, source: int) -> list[Line]:
        """What a cell holds; a table in it gives up its lines."""
        if block.tag == P:
            return self._paragraph(block, source)
        [inner] = self._table(block, source)
        return [line for row in inner.cells for cell in row for line in cell]

    def _paragraph(self, paragraph: Any, source: int) -> list[Line]:
        spelt = self._spelling.of(paragraph, value(paragraph, "pPr/pStyle"))
        self.boxes.extend((text, source) for text in spelt.boxes)
        if _mark_is_gone(paragraph):
            self._waiting.extend(spelt.runs)
            return []
        runs, self._waiting = (*self._waiting, *spelt.runs), []
        label = self._label(paragraph)
        pieces = list(split(runs))
        return [
            self._line(paragraph, source, piece, label if at == 0 else NONE, spelt, at > 0)
            for at, piece in enumerate(pieces)
            if tidy(piece) or (at == 0 and len(pieces) == 1)
        ]

    def _line(
        self,
        paragraph: Any,
        source: int,
        piece: tuple[Run, ...],
        label: Label,
        of: Spelt,
        more: bool,
    ) -> Line:
        look = self._styles.look(value(paragraph, "pPr/pStyle"))
        properties = paragraph.find(tag("pPr"))
        runs = tidy(piece)
        text = "".join(run.text for run in runs)
        indent = indent_of(properties)
        return Line(
            source,
            runs,
            text,
            label,
            look,
            bold=bool(text) and all(run.bold for run in runs if run.text.strip()),
            caps=of.caps or (text.isupper() and len(text) > 3),
            indent=look.indent if indent is None else indent,
            centred=value(paragraph, "pPr/jc", "center" if look.centred else "") == "center",
            lined=of.lined,
            listed=bool(_PAGE.search("".join(run.text for run in piece)[-_PAGED:])),
            broken=more,
            paged=of.paged or bool(toggled(properties, "pageBreakBefore")),
            notes=() if more else of.notes,
        )

    def _label(self, paragraph: Any) -> Label:
        """What Word writes before it: of itself, else of its style."""
        style = value(paragraph, "pPr/pStyle")
        listed, depth = self._styles.look(style).number
        own, at = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        if listed:
            depth = self._numbers.depth_of(listed, style, depth)
        if at.isdecimal():
            depth = min(int(at), 8)
        listed = own or listed
        return self._numbers.next(listed, depth) if listed not in ("", "0") else NONE


def blocks(within: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body or cell, through what only wraps them."""
    for child in within:
        if child.tag in (P, TABLE):
            yield child
        elif child.tag in _THROUGH:
            yield from blocks(child)


def _of(within: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through what only wraps them."""
    for child in within:
        if child.tag == name:
            yield child
        elif child.tag in _THROUGH:
            yield from _of(child, name)


def _mark_is_gone(paragraph: Any) -> bool:
    """Whether the end of this paragraph was deleted: it goes on in the next."""
    mark = paragraph.find(f"{tag('pPr')}/{tag('rPr')}")
    return mark is not None and any(mark.find(tag(n)) is not None for n in ("del", "moveFrom"))
