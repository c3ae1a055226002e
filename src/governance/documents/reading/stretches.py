"""A stretch of a Word file: text in one look, written by one person at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from governance.documents.comparing.wording import Kept
from governance.documents.reading.opening import W

_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """A name of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"


VAL = w("val")


class By(NamedTuple):
    """Who did it, and when."""

    author: str = ""
    moment: str = ""


NOBODY = By()


class Way(NamedTuple):
    """What is happening to the text that is being read; ``kept`` is None for what came and went."""

    kept: Kept | None = Kept.BOTH
    by: By = NOBODY
    move: str = ""


class Look(NamedTuple):
    """The look of a stretch; ``changed`` names who changed only that."""

    bold: bool = False
    italic: bool = False
    blank: bool = False
    changed: By | None = None


PLAIN = Look()


@dataclass(slots=True, eq=False)
class Line:
    """One paragraph or row, as it was or as it becomes. ``cells`` are the lines of a row."""

    stretches: list[Stretch] = field(default_factory=list)
    text: str = ""
    style: str = ""
    listed: bool = False
    by: By = NOBODY
    look: By | None = None
    names: list[str] = field(default_factory=list)
    table: int = 0
    cells: list[Line] | None = None
    stream: list[Stretch] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Stretch:
    """Text, or the end of a paragraph; it stands in a line as it was, as it becomes, or both."""

    text: str
    way: Way
    look: Look = PLAIN
    ends: bool = False
    style: str = ""
    listed: bool = False
    old: Line | None = None
    new: Line | None = None
    place: int = 0


def by(element: Any) -> By:
    """Who made a tracked change."""
    return By(element.get(w("author")) or "", element.get(w("date")) or "")


def look(properties: Any) -> Look:
    """The look that the properties of a run give."""
    on, changed = {}, None
    for one in properties:
        tag = one.tag
        if tag in _LOOKS:
            on[_LOOKS[tag]] = one.get(VAL) not in _OFF
        elif tag == _STYLED:
            on.setdefault(_STYLES.get(one.get(VAL) or "", ""), True)
        elif tag == _CHANGED:
            changed = by(one)
    return Look(on.get("b", False), on.get("i", False), on.get("blank", False), changed)


_LOOKS = {w("b"): "b", w("i"): "i", w("highlight"): "blank"}
_STYLES = {"Strong": "b", "IntenseEmphasis": "b", "Emphasis": "i", "SubtleEmphasis": "i"}
_STYLED, _CHANGED = w("rStyle"), w("rPrChange")
