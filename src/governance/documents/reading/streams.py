"""How the text of a Word file flows: paragraphs one after the other, and rows between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from governance.documents.comparing.wording import Kept
from governance.documents.reading.stretches import Stretch, Way, by, w


@dataclass(slots=True, eq=False)
class Stream:
    """Paragraphs that follow each other with no table between; ``spans`` are its bookmarks."""

    stretches: list[Stretch] = field(default_factory=list)
    spans: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table: its cells, and whether it comes or goes."""

    table: int
    way: Way
    cells: list[tuple[Way, Stream]] = field(default_factory=list)


_COMES = {w("ins"): Kept.NEW, w("cellIns"): Kept.NEW, w("del"): Kept.OLD, w("cellDel"): Kept.OLD}


def told(element: Any, properties: str, way: Way) -> Way:
    """What the properties of a row or cell say happens to it."""
    for found in element.iterchildren(w(properties)):
        for one in found:
            kept = _COMES.get(one.tag)
            if kept is not None:
                both = way.kept in (Kept.BOTH, kept)
                way = Way(kept if both else None, by(one))
    return way
