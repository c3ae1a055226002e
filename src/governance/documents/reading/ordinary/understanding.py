"""An ordinary agreement in Word, understood as far as can be; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from governance.documents.reading.opening import Package
from governance.documents.reading.ordinary.beside import around, footnotes
from governance.documents.reading.ordinary.body import Body
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import Line, shown
from governance.documents.reading.ordinary.marks import marked
from governance.documents.reading.ordinary.numbers import Numbers
from governance.documents.reading.ordinary.parting import Parts, parted
from governance.documents.reading.ordinary.pieces import Left, Understood, Where
from governance.documents.reading.ordinary.placing import understood_of
from governance.documents.reading.ordinary.styles import Styles, tag

_TRACKED = tuple(map(tag, ("ins", "del", "moveFrom", "moveTo")))


def understood(content: bytes) -> Understood:
    """What a Word file says as an agreement. Raises ``Refused``, of ``file``."""
    package = Package(content)
    root = package.xml()
    styles = Styles(package.xml("word/styles.xml"))
    body = Body(styles, Numbers(package.xml("word/numbering.xml")))
    lines = body.lines(_body(root))
    there = [line for line in lines if line.whole or line.cells]
    beside = [Left(text, source, Where.BOX) for text, source in body.boxes]
    contents = [line for line in there if _is_contents(line)]
    beside += [Left(shown(line), line.source, Where.CONTENTS) for line in contents]
    parts: Parts = parted([Marked(line, marked(line)) for line in there if line not in contents])
    return understood_of(
        parts,
        notes=tuple(footnotes(package, lines, styles)),
        left=(*beside, *around(package, styles)),
        original=tuple(_original(lines)),
        tracked=next(root.iter(*_TRACKED), None) is not None,
    )


def _body(root: Any) -> Any:
    found = root.find(tag("body"))
    return () if found is None else found


def _is_contents(line: Line) -> bool:
    """Whether a line is of the table of contents."""
    return line.look.contents and not line.cells


def _original(lines: Sequence[Line]) -> Iterator[str]:
    """The text of every place in the body, empty ones too."""
    texts: dict[int, list[str]] = {}
    for line in lines:
        texts.setdefault(line.source, []).append(shown(line))
    for source in range(max(texts, default=-1) + 1):
        yield "\n".join(texts.get(source, ()))
