"""Text outside the body: notes, text boxes, pictures, headers and footers of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from governance.documents.reading.findings import Found, Unplaced
from governance.documents.reading.lines import lines
from governance.documents.reading.opening import Package
from governance.documents.reading.places import Version
from governance.documents.reading.stretches import Line, Way, w
from governance.documents.reading.walking import Walk
from governance.documents.reading.where import BOX, ENDNOTE, FOOTNOTE, HEADER, PICTURE

_NAMES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{urn:schemas-microsoft-com:vml}shape",
)
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_HEADERS = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = (("word/footnotes.xml", "footnote", FOOTNOTE), ("word/endnotes.xml", "endnote", ENDNOTE))


def elsewhere(package: Package, walk: Walk, version: Version) -> Iterator[Unplaced]:
    """All that a file says outside its body and the version did not."""
    yield from _boxes(walk)
    yield from _pictures(walk, version)
    for part, kind, said in _NOTES:
        yield from _notes(package.xml(part), kind, said, walk)
    yield from _headers(package, version)


def _text(found: list[Line]) -> str:
    return "\n".join(line.text for line in found if line.text.strip())


def _by(found: list[Line], way: Way) -> tuple[str, str]:
    """Who wrote it, where the file tells."""
    ways = [one.way for line in found for one in line.stretches if one.way.by.author]
    return max((one.by for one in [way, *ways]), key=lambda by: by.moment)


def _told(element: Any, way: Way, said: str) -> Iterator[Unplaced]:
    walk = Walk(element)
    found = lines(walk.flow).news
    text = _text(found).strip()
    if text:
        yield Unplaced(text, said, Found.ADDED, *_by(found, way))
    yield from _boxes(walk)


def _boxes(walk: Walk) -> Iterator[Unplaced]:
    for drawing, way in walk.drawn:
        for box in drawing.iter(w("txbxContent")):
            yield from _told(box, way, BOX)


def _pictures(walk: Walk, version: Version) -> Iterator[Unplaced]:
    """Pictures that the version did not have, with the text that stands for them."""
    left = [name for name, _ in _named(version.walk)]
    for name, way in sorted(_named(walk), key=lambda one: one[1].by):
        if name in left:
            left.remove(name)
        else:
            yield Unplaced(name, PICTURE, Found.ADDED, *way.by)


def _named(walk: Walk) -> Iterator[tuple[str, Way]]:
    """Each picture by the text that stands for it, else by its name."""
    for drawing, way in walk.drawn:
        if any(True for tag in _PICTURES for _ in drawing.iter(tag)):
            told = [one for tag in _NAMES for one in drawing.iter(tag)]
            said = (one.get("descr") or one.get("alt") or one.get("name") or "" for one in told)
            yield next(filter(None, said), ""), way


def _notes(root: Any, kind: str, said: str, walk: Walk) -> Iterator[Unplaced]:
    """Notes at the foot or end, but for the lines that Word draws above them."""
    for note in root if root is not None else ():
        way = walk.notes.get(f"{w(f'{kind}Reference')}{note.get(w('id'))}")
        if way is not None:
            yield from _told(note, way, said)


def _headers(package: Package, version: Version) -> Iterator[Unplaced]:
    """Headers and footers that say something else than those of the version."""
    if all(package.part(n) == version.package.part(n) for n in package.names if _is_page(n)):
        return
    known = {text for text, _ in _page(version.package)}
    for text, found in _page(package):
        if text and text not in known:
            known.add(text)
            yield Unplaced(text, HEADER, Found.CHANGED, *_by(found, Way()))


def _is_page(name: str) -> bool:
    return _HEADERS.fullmatch(name) is not None


def _page(package: Package) -> Iterator[tuple[str, list[Line]]]:
    for name in sorted(filter(_is_page, package.names)):
        root = package.xml(name)
        found = [] if root is None else lines(Walk(root).flow).news
        yield _text(found), found
