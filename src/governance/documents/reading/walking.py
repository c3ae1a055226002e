"""The text of a Word file from start to end, each stretch with what is happening to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from governance.documents.comparing.wording import Kept
from governance.documents.reading.fields import Fields
from governance.documents.reading.spans import Spans
from governance.documents.reading.streams import Row, Stream, told
from governance.documents.reading.stretches import (
    PLAIN,
    VAL,
    Look,
    Stretch,
    Way,
    by,
    look,
    w,
)

_CHANGES = {w("ins"): Kept.NEW, w("moveTo"): Kept.NEW, w("del"): Kept.OLD, w("moveFrom"): Kept.OLD}
_MOVES = {w("moveTo"), w("moveFrom")}
_TEXT, _PROPERTIES, _PARAGRAPH, _CELL = w("t"), w("rPr"), w("pPr"), w("tc")
_STYLE, _LISTED, _RESTYLED = w("pStyle"), w("numPr"), w("pPrChange")
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "‑",
    "softHyphen": "\xad",
}
_NO_TEXT = frozenset({"page", "column"})
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPANS = "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference"
_SUMS = "oMathPara oMath r sSup sSub e sup sub f num den d rad deg nary func fName"
_NO_STYLES: Mapping[str, str] = MappingProxyType({})
_HALVES = 0xD800 >> 11
"""Halves of a sign, which alone are no text."""
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}$")


class Walk:
    """One part being read; ``flow`` is its text, ``drawn`` what stands outside it."""

    def __init__(self, root: Any, styles: Mapping[str, str] = _NO_STYLES) -> None:
        self._styles = styles
        self.flow: list[Stream | Row] = []
        self.drawn: list[tuple[Any, Way]] = []
        self.notes: dict[str, Way] = {}
        self._stream = Stream()
        self._fields, self.spans = Fields(), Spans()
        self._move = {w("moveFrom"): "", w("moveTo"): ""}
        self._table = 0
        self._deep = False
        self._look = PLAIN
        self._within(root, Way())
        self.spans.close()
        self._flush()

    def _within(self, element: Any, way: Way) -> None:
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child, way)

    def _changed(self, element: Any, way: Way) -> None:
        self._within(element, self._in(element, way))

    def _in(self, element: Any, way: Way) -> Way:
        """What happens to the text within a tracked change, within one already perhaps."""
        kept = _CHANGES[element.tag]
        move = (self._move[element.tag] or "?") if element.tag in _MOVES else ""
        if way.kept is Kept.BOTH:
            return Way(kept, by(element), move)
        return way if way.kept is kept else Way(None, by(element), way.move)

    def _run(self, element: Any, way: Way) -> None:
        self._look = PLAIN
        for child in element:
            tag = child.tag
            if tag == _TEXT:
                self._say(child.text or "", way)
            elif tag == _PROPERTIES:
                self._look = look(child)
            elif tag in _HANDLERS:
                _HANDLERS[tag](self, child, way)

    def _text(self, element: Any, way: Way) -> None:
        self._say(element.text or "", way)

    def _sign(self, element: Any, way: Way) -> None:
        if element.get(w("type")) not in _NO_TEXT:
            self._say(_SIGNS[element.tag.rpartition("}")[2]], way)

    def _symbol(self, element: Any, way: Way) -> None:
        said = element.get(w("char")) or ""
        number = int(said, 16) if _HEX.match(said) else 0
        self._say(chr(number) if number and number >> 11 != _HALVES else "\ufffd", way)

    def _say(self, text: str, way: Way) -> None:
        if self._fields.silent or not text:
            return
        stretches = self._stream.stretches
        last = stretches[-1] if stretches else None
        same = last is not None and not last.ends and last.way == way and last.look == self._look
        if same and not self.spans.here(self._stream):
            stretches[-1].text += text
            return
        self._add(Stretch(text, way, self._look))

    def _add(self, stretch: Stretch) -> None:
        stretch.place = len(self._stream.stretches)
        self._stream.stretches.append(stretch)
        self.spans.quote(stretch)

    def _paragraph(self, element: Any, way: Way) -> None:
        end = Stretch("", way, ends=True)
        for child in element:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._ending(end, child)
            elif tag in _HANDLERS:
                _HANDLERS[tag](self, child, way)
        self._add(end)

    def _ending(self, end: Stretch, properties: Any) -> None:
        """The end of a paragraph holds its style, and whether the end itself comes or goes."""
        for child in properties:
            tag = child.tag
            if tag == _STYLE:
                named = child.get(VAL) or ""
                end.style = self._styles.get(named, named)
            elif tag == _LISTED:
                end.listed = True
            elif tag == _PROPERTIES:
                for mark in child:
                    if mark.tag in _CHANGES:
                        end.way = self._in(mark, end.way)
            elif tag == _RESTYLED:
                end.look = Look(changed=by(child))

    def _table_of(self, element: Any, way: Way) -> None:
        if self._deep:
            self._within(element, way)
            return
        self._flush()
        self._table += 1
        self._within(element, way)

    def _row(self, element: Any, way: Way) -> None:
        if self._deep:
            self._within(element, way)
            return
        row = Row(self._table, told(element, "trPr", way))
        self.flow.append(row)
        self._deep = True
        self._cells(row, element)
        self._deep = False

    def _cells(self, row: Row, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == _CELL:
                self._stream = Stream()
                self._within(child, Way())
                row.cells.append((told(child, "tcPr", row.way), self._stream))
            elif tag in _HANDLERS:
                self._cells(row, child)
        self._stream = Stream()

    def _flush(self) -> None:
        if self._stream.stretches:
            self.flow.append(self._stream)
        self._stream = Stream()

    def _span(self, element: Any, _way: Way) -> None:
        self.spans.mark(element, self._stream)

    def _note(self, element: Any, way: Way) -> None:
        self.notes[f"{element.tag}{element.get(w('id'))}"] = way

    def _move_here(self, element: Any, _way: Way) -> None:
        tag = w(element.tag.rpartition("}")[2].removesuffix("RangeStart"))
        self._move[tag] = element.get(w("name")) or "?"

    def _field(self, element: Any, _way: Way) -> None:
        self._fields.mark(element)

    def _instruct(self, element: Any, _way: Way) -> None:
        self._fields.instruct(element)

    def _simple(self, element: Any, way: Way) -> None:
        self._fields.simple(element)
        self._within(element, way)
        self._fields.end()

    def _choice(self, element: Any, way: Way) -> None:
        """The first of some ways to say one thing; the others say it for older programs."""
        self._within(element[0], way) if len(element) else None

    def _drawn(self, element: Any, way: Way) -> None:
        """A drawing: what it says stands outside the text."""
        self.drawn.append((element, way))


_Handler = Callable[[Walk, Any, Way], None]
_NAMED: dict[str, _Handler] = {
    "p": Walk._paragraph,
    "r": Walk._run,
    "t": Walk._text,
    "delText": Walk._text,
    "sym": Walk._symbol,
    "tbl": Walk._table_of,
    "tr": Walk._row,
    "footnoteReference": Walk._note,
    "endnoteReference": Walk._note,
    "moveFromRangeStart": Walk._move_here,
    "moveToRangeStart": Walk._move_here,
    "fldChar": Walk._field,
    "instrText": Walk._instruct,
    "delInstrText": Walk._instruct,
    "fldSimple": Walk._simple,
    "drawing": Walk._drawn,
    "pict": Walk._drawn,
    "object": Walk._drawn,
}
_THROUGH = "body tc sdt sdtContent customXml smartTag hyperlink dir bdo ruby rubyBase"
_HANDLERS: dict[str, _Handler] = {
    **{w(name): handler for name, handler in _NAMED.items()},
    **{w(name): Walk._within for name in _THROUGH.split()},
    **{w(name): Walk._span for name in _SPANS.split()},
    **{w(name): Walk._sign for name in _SIGNS},
    **dict.fromkeys(_CHANGES, Walk._changed),
    f"{_MC}AlternateContent": Walk._choice,
    **{f"{_MATH}{name}": Walk._within for name in _SUMS.split()},
    f"{_MATH}t": Walk._text,
}
