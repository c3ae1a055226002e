"""What the styles of a file make of a paragraph: heading or not, bold, numbered, indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from governance.documents.reading.opening import W

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)(?: document)?", re.IGNORECASE)
_SUBTITLE = re.compile(r"(?:subtitle|ondertitel)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|contents?|inhoud(?:sopgave)?)\s*(?:heading|\d)?", re.I)
_OFF = {"0", "false", "off", "none"}


def tag(name: str) -> str:
    """The name of an element as lxml has it."""
    return f"{{{W}}}{name}"


DEEPEST = 40
"""So far a style may be based on another; Word itself allows less."""
VAL = tag("val")


def value(of: Any, path: str, default: str = "") -> str:
    """The ``w:val`` of an element below another; ``default`` where there is none."""
    found = of.find("/".join(map(tag, path.split("/")))) if of is not None else None
    return default if found is None else found.get(VAL, default)


def toggled(of: Any, name: str) -> bool | None:
    """Whether a look such as bold is on or off; None where nothing is said of it."""
    found = of.find(tag(name)) if of is not None else None
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


class Look(Struct, frozen=True):
    """What a style says of its paragraphs. ``level`` is of a heading, 0 for none."""

    level: int = 0
    title: bool = False
    subtitle: bool = False
    contents: bool = False
    bold: bool = False
    italic: bool = False
    caps: bool = False
    centred: bool = False
    indent: int = 0
    number: tuple[str, int] = ("", 0)
    """The list that numbers it, and the depth in that list."""


PLAIN = Look()


class Styles:
    """The styles of a file by their id, each with all that it is based on."""

    def __init__(self, root: Any) -> None:
        styles = [] if root is None else root.findall(tag("style"))
        self._of = {style.get(tag("styleId"), ""): style for style in styles}
        self._known: dict[str, Look] = {}
        self._default = next((n for n, s in self._of.items() if _is_default(s)), "")

    def look(self, name: str) -> Look:
        """What a style says; the style of the file itself where none is named."""
        name = name or self._default
        if name not in self._known:
            self._known[name] = _look(list(self._chain(name)))
        return self._known[name]

    def _chain(self, name: str) -> Iterator[Any]:
        """A style and those it is based on, nearest first; a ring ends."""
        met = set[str]()
        while name in self._of and name not in met and len(met) < DEEPEST:
            met.add(name)
            yield self._of[name]
            name = value(self._of[name], "basedOn")


def _is_default(style: Any) -> bool:
    return style.get(tag("type")) == "paragraph" and style.get(tag("default"), "0") in ("1", "true")


def _names(style: Any) -> tuple[str, str]:
    return value(style, "name").strip(), style.get(tag("styleId"), "")


def _look(chain: list[Any]) -> Look:
    names = [name for style in chain for name in _names(style)]
    return Look(
        level=_level(chain, names),
        title=any(_TITLE.fullmatch(name) for name in names),
        subtitle=any(_SUBTITLE.fullmatch(name) for name in names),
        contents=any(_CONTENTS.fullmatch(name) for name in names),
        bold=_first(chain, "b"),
        italic=_first(chain, "i"),
        caps=_first(chain, "caps"),
        centred=next((jc for s in chain if (jc := value(s, "pPr/jc"))), "") == "center",
        indent=next((at for s in chain if (at := indent_of(s.find(tag("pPr")))) is not None), 0),
        number=_number(chain),
    )


def _first(chain: list[Any], name: str) -> bool:
    """Whether a look is on: the nearest style that says something of it counts."""
    said = (toggled(style.find(tag("rPr")), name) for style in chain)
    return next((on for on in said if on is not None), False)


def _level(chain: list[Any], names: list[str]) -> int:
    """The level of a heading, by its outline or by the name that it has or is based on."""
    for style in chain:
        outline = value(style, "pPr/outlineLvl")
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < 9 else 0
    found = (_HEADING.fullmatch(name) for name in names)
    return next((int(match[1]) for match in found if match), 0)


def _number(chain: list[Any]) -> tuple[str, int]:
    listed = next((n for s in chain if (n := value(s, "pPr/numPr/numId"))), "")
    depth = next((d for s in chain if (d := value(s, "pPr/numPr/ilvl"))), "0")
    return listed, int(depth) if depth.isdecimal() else 0


def indent_of(properties: Any) -> int | None:
    """How far a paragraph stands in, in twentieths of a point; None where nothing is said."""
    found = properties.find(tag("ind")) if properties is not None else None
    if found is None:
        return None
    said = found.get(tag("left")) or found.get(tag("start")) or ""
    return int(float(said)) if re.fullmatch(r"-?\d+(\.\d+)?", said) else None
