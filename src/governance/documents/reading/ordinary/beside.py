"""What stands beside the body of a file: footnotes, headers, footers, comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from governance.documents.reading.opening import Package
from governance.documents.reading.ordinary.lines import Line
from governance.documents.reading.ordinary.pieces import Footnote, Left, Where
from governance.documents.reading.ordinary.spelling import Spelling
from governance.documents.reading.ordinary.styles import Styles, tag

_NOTES = (("f", "word/footnotes.xml", "footnote"), ("e", "word/endnotes.xml", "endnote"))
_AROUND = (("word/header", Where.HEADER), ("word/footer", Where.FOOTER))


def footnotes(package: Package, lines: Iterable[Line], styles: Styles) -> Iterator[Footnote]:
    """The notes in the order that the text refers to them."""
    texts = dict(_texts(package, styles))
    number = 0
    for note, source in _referred(lines):
        if text := texts.pop(note, ""):
            number += 1
            yield Footnote(str(number), text, source)


def _referred(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    for line in lines:
        yield from ((note, line.source) for note in line.notes)
        for row in line.cells:
            for cell in row:
                yield from _referred(cell)


def _texts(package: Package, styles: Styles) -> Iterator[tuple[str, str]]:
    for kind, part, name in _NOTES:
        root = package.xml(part)
        for note in [] if root is None else root.findall(tag(name)):
            if note.get(tag("type"), "normal") == "normal":
                yield kind + note.get(tag("id"), ""), _said(note, styles)


def _said(within: Any, styles: Styles) -> str:
    """The text of every paragraph in a part of a file."""
    spelling = Spelling(styles)
    texts = (
        "".join(run.text for run in spelling.of(paragraph, "").runs)
        for paragraph in within.iter(tag("p"))
    )
    return "\n".join(text.strip() for text in texts if text.strip())


def around(package: Package, styles: Styles) -> Iterator[Left]:
    """What stands above and below every page, once, and what people remarked."""
    met: Mapping[str, None] = {}
    for start, where in _AROUND:
        for name in sorted(package.names):
            if name.startswith(start) and name.endswith(".xml"):
                text = _said(package.xml(name), styles)
                if text and text not in met:
                    met = {**met, text: None}
                    yield Left(text, -1, where)
    comments = package.xml("word/comments.xml")
    for comment in [] if comments is None else comments.findall(tag("comment")):
        if text := _said(comment, styles):
            yield Left(text, -1, Where.COMMENT)
