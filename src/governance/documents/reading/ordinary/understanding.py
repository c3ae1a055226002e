"""An ordinary agreement in Word, understood as far as can be; nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from governance.base.errors import N_
from governance.documents.reading.opening import Package, refused
from governance.documents.reading.ordinary.beside import around, footnotes
from governance.documents.reading.ordinary.body import Body
from governance.documents.reading.ordinary.layout import laid_out
from governance.documents.reading.ordinary.lines import Line, shown
from governance.documents.reading.ordinary.numbers import Numbers
from governance.documents.reading.ordinary.parting import Parts, parted
from governance.documents.reading.ordinary.pieces import Left, Understood, Where
from governance.documents.reading.ordinary.placing import understood_of
from governance.documents.reading.ordinary.styles import Styles, tag

_INHOUD = re.compile(r"inhoud(sopgave)?[\s:]*", re.IGNORECASE)
LONG = N_("The file is longer than any agreement. Is this the right file?")
PARAGRAPHS, LETTERS = 30_000, 3_000_000
"""As long as an agreement may be: more than a thousand pages."""
_TRACKED = tuple(map(tag, ("ins", "del", "moveFrom", "moveTo")))


def understood(content: bytes) -> Understood:
    """What a Word file says as an agreement. Raises ``Refused``, of ``file``."""
    package = Package(content)
    root = _bounded(package.xml())
    styles = Styles(package.xml("word/styles.xml"))
    body = Body(styles, Numbers(package.xml("word/numbering.xml")))
    lines = body.lines(_body(root))
    there = [line for line in lines if line.whole or line.cells]
    beside = [Left(text, source, Where.BOX) for text, source in body.boxes]
    contents = list(listed(there))
    outside = set(map(id, contents))
    beside += [Left(shown(line), line.source, Where.CONTENTS) for line in contents]
    parts: Parts = parted(laid_out([line for line in there if id(line) not in outside]))
    return understood_of(
        parts,
        notes=tuple(footnotes(package, lines, styles)),
        left=(*beside, *around(package, styles)),
        original=tuple(_original(lines)),
        tracked=next(root.iter(*_TRACKED), None) is not None,
    )


def _bounded(root: Any) -> Any:
    """A text that is longer than any agreement is refused before it is read."""
    long = sum(1 for _ in islice(root.iter(tag("p"), tag("br")), PARAGRAPHS + 1)) > PARAGRAPHS
    if long or sum(len(text.text or "") for text in root.iter(tag("t"))) > LETTERS:
        raise refused(LONG)
    return root


def _body(root: Any) -> Any:
    found = root.find(tag("body"))
    return () if found is None else found


def listed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a table of contents: by their style, or several that end in a page."""
    for at, line in enumerate(lines):
        beside = [one for one in lines[max(0, at - 1) : at + 2] if one.listed]
        several = line.listed and len(beside) > 1
        if (line.look.contents or several or _INHOUD.fullmatch(line.whole)) and not line.cells:
            yield line


def _original(lines: Sequence[Line]) -> Iterator[str]:
    """The text of every place in the body, empty ones too."""
    texts: dict[int, list[str]] = {}
    for line in lines:
        texts.setdefault(line.source, []).append(shown(line))
    for source in range(max(texts, default=-1) + 1):
        yield "\n".join(texts.get(source, ()))
