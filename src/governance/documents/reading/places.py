"""The version that a file was made from, as lines that a returned file is laid beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from governance.documents.blocks import (
    Article,
    Contents,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Run,
    Runs,
    Signature,
    Table,
    runs,
)
from governance.documents.bookmarks import Bookmarks
from governance.documents.docx import write_docx
from governance.documents.fitting import legible
from governance.documents.numbering import contents
from governance.documents.reading.findings import Level
from governance.documents.reading.levels import level
from governance.documents.reading.lines import lines
from governance.documents.reading.opening import Package
from governance.documents.reading.stretches import Line
from governance.documents.reading.walking import Walk
from governance.documents.wordml import escaped

CONTENTS = ("TOC1", "TOC2", "TOC3", "TOCHeading", "ContentsHeading")
"""Styles of a table of contents, which Word makes anew when it likes."""


@dataclass(slots=True, eq=False)
class Place:
    """A line of the version; ``anchor`` is empty where nothing can be proposed.

    ``runs`` are what the version says there, for a row cell by cell.
    """

    number: int
    line: Line
    anchor: str
    section: str
    level: Level
    runs: tuple[Runs, ...]


@dataclass(slots=True, eq=False)
class Version:
    """The version as it was sent out: its package and its places."""

    package: Package
    walk: Walk
    places: list[Place]
    names: dict[str, Place]


@lru_cache(maxsize=4)
def version(base: Document) -> Version:
    """A version, written and read back, so that what nobody touched is always the same.

    Kept for a while, since the files of many parties come back to one version; nobody changes it.
    """
    base = legible(base)
    package = Package(write_docx(base))
    walk = Walk(package.xml())
    anchors = _names(base)
    told = dict(_anchored(base))
    found = Version(package, walk, [], {})
    section = ""
    for line in lines(walk.flow).olds:
        anchor = next((anchors[name] for name in line.names if name in anchors), "")
        kind = level(line)
        section = anchor if anchor and kind is Level.HEADING else section
        place = Place(len(found.places), line, anchor, section, kind, told.get(anchor, ()))
        found.places.append(place)
        for name in line.names if anchor else ():
            found.names[name] = place
    return found


def _names(base: Document) -> dict[str, str]:
    """The anchor of each bookmark, named in the order in which the writer comes across them."""
    marks, safe = Bookmarks(), escaped(base)
    told = zip(_in_order(safe), _in_order(base), strict=True)
    return {marks.name_of(written): anchor for written, anchor in told if anchor}


def _in_order(base: Document) -> Iterator[str]:
    for block in base.blocks:
        if isinstance(block, Contents):
            yield from (anchor for _, _, anchor in contents(base))
        else:
            yield from (anchor for anchor, _ in _of([block]))


def _anchored(base: Document) -> Iterator[tuple[str, tuple[Runs, ...]]]:
    yield from _of(base.blocks)


def _of(blocks: Iterable[object]) -> Iterator[tuple[str, tuple[Runs, ...]]]:
    """Everything with an anchor, and what it says."""
    for block in blocks:
        match block:
            case Heading():
                yield block.anchor, (runs(block.text),)
            case Paragraph():
                yield block.anchor, (block.runs,)
            case List():
                yield from _items(block.items)
            case Article():
                yield block.anchor, (runs(block.title),)
                for clause in block.clauses:
                    yield clause.anchor, (clause.runs,)
                    yield from _items(clause.items)
            case Table():
                yield from ((row.anchor, _cells(row)) for row in block.rows)
            case Signature():
                yield block.anchor, (runs(block.party),)


def _items(of: tuple[ListItem, ...]) -> Iterator[tuple[str, tuple[Runs, ...]]]:
    for one in of:
        yield one.anchor, (one.runs,)
        yield from _items(one.items)


def _cells(row: Row) -> tuple[Runs, ...]:
    """The runs of each cell, with a new line before each further paragraph."""
    return tuple(
        sum(((Run("\n"), *further) for further in cell.further), cell.runs) for cell in row.cells
    )
