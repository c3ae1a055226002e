"""The numbers that Word writes before paragraphs by itself, computed as Word does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from governance.documents.reading.ordinary.styles import VAL, tag, value

_PLACE = re.compile(r"%(\d)")
_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
DEEPEST = 9
MOST = 32_767
"""As far as Word counts."""


def roman(number: int) -> str:
    """4 is iv."""
    said = ""
    for size, sign in _ROMANS:
        times, number = divmod(number, size)
        said += sign * times
    return said


def letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa: as Word counts its letters."""
    times, place = divmod(number - 1, 26)
    return "abcdefghijklmnopqrstuvwxyz"[place] * (times + 1)


class Level(Struct, frozen=True):
    """One depth of a list: where it starts, how it counts, what it writes (``%1.%2``)."""

    start: int
    form: str
    text: str
    legal: bool
    restart: int
    """Numbering begins anew after an item of this depth or less deep; -1 for never."""


class Label(Struct, frozen=True):
    """What stands before a paragraph: the text, the depth, and whether it is only a sign."""

    text: str = ""
    depth: int = 0
    bullet: bool = False
    kind: str = ""
    """The list that counts it."""


NONE = Label()


class Numbers:
    """All lists of a file, counting along while its paragraphs are read in order."""

    def __init__(self, root: Any) -> None:
        found = [] if root is None else root.findall(tag("abstractNum"))
        self._kinds = {one.get(tag("abstractNumId"), ""): one for one in found}
        found = [] if root is None else root.findall(tag("num"))
        self._lists = {one.get(tag("numId"), ""): one for one in found}
        self._linked = {value(one, "styleLink"): name for name, one in self._kinds.items()}
        self._kind_of: dict[str, str] = {}
        self._styled: dict[str, Mapping[str, int]] = {}
        self._levels: dict[str, Mapping[int, Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun = set[tuple[str, int]]()

    def depth_of(self, listed: str, style: str, depth: int) -> int:
        """The depth of a style in its list: a level may name the style that it is for."""
        kind = self._kind(listed)
        if kind not in self._styled:
            found = enumerate(value(level, "pStyle") for level in self._of(kind))
            self._styled[kind] = {name: at for at, name in reversed(list(found)) if name}
        return self._styled[kind].get(style, depth)

    def next(self, listed: str, depth: int) -> Label:
        """What Word writes before the next paragraph of this list."""
        levels = self._levels_of(listed)
        if depth not in levels:
            return NONE
        counts = self._counts.setdefault(self._kind(listed), [None] * DEEPEST)
        self._begin(listed, depth, counts)
        was = counts[depth]
        counts[depth] = levels[depth].start if was is None else min(was + 1, MOST)
        for below in range(depth + 1, DEEPEST):
            if below in levels and levels[below].restart >= depth:
                counts[below] = None
        if levels[depth].form == "bullet":
            return Label(_sign(levels[depth].text), depth, True, self._kind(listed))
        return Label(_written(levels, depth, counts), depth, False, self._kind(listed))

    def _begin(self, listed: str, depth: int, counts: list[int | None]) -> None:
        """A list may begin anew where it is first used."""
        if (listed, depth) not in self._begun:
            self._begun.add((listed, depth))
            for override in self._lists[listed].findall(tag("lvlOverride")):
                begins = value(override, "startOverride")
                if override.get(tag("ilvl")) == str(depth) and begins.isdecimal():
                    counts[depth] = int(begins) - 1

    def _kind(self, listed: str) -> str:
        """The kind of a list; one may stand for another by the name of a style."""
        if listed not in self._kind_of:
            kind = value(self._lists.get(listed), "abstractNumId")
            named = value(self._kinds.get(kind), "numStyleLink")
            self._kind_of[listed] = self._linked.get(named, kind) if named else kind
        return self._kind_of[listed]

    def _of(self, kind: str) -> list[Any]:
        found = self._kinds.get(kind)
        return [] if found is None else found.findall(tag("lvl"))[:DEEPEST]

    def _levels_of(self, listed: str) -> Mapping[int, Level]:
        if listed not in self._levels and listed in self._lists:
            levels = {_at(one): _level(one) for one in self._of(self._kind(listed))}
            for override in self._lists[listed].findall(tag("lvlOverride")):
                if (own := override.find(tag("lvl"))) is not None:
                    levels[_at(own)] = _level(own)
            self._levels[listed] = levels
        return self._levels.get(listed, {})


def _at(level: Any) -> int:
    said = level.get(tag("ilvl"), "0")
    return min(int(said), DEEPEST - 1) if said.isdecimal() else 0


def _level(found: Any) -> Level:
    start, restart = value(found, "start", "1"), value(found, "lvlRestart")
    legal = found.find(tag("isLgl"))
    return Level(
        start=min(int(start), MOST) if start.isdecimal() else 1,
        form=value(found, "numFmt", "decimal"),
        text=value(found, "lvlText"),
        legal=legal is not None and legal.get(VAL, "1") not in ("0", "false"),
        restart=int(restart) - 1 if restart.isdecimal() else DEEPEST,
    )


def _sign(text: str) -> str:
    """A sign that can be shown: those of Word's own fonts cannot."""
    return text if text and not "\ue000" <= text[0] <= "\uf8ff" else "•"


def _written(levels: Mapping[int, Level], depth: int, counts: list[int | None]) -> str:
    def place(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels:
            return ""
        count = counts[at]
        form = "decimal" if levels[depth].legal else levels[at].form
        return counted(form, levels[at].start if count is None else count)

    return _PLACE.sub(place, levels[depth].text)


def counted(form: str, number: int) -> str:
    """A number as a list counts it; a form that is not known counts in figures."""
    if form == "none":
        return ""
    if form in ("lowerRoman", "upperRoman") and number > 0:
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    if form in ("lowerLetter", "upperLetter") and number > 0:
        return letter(number) if form == "lowerLetter" else letter(number).upper()
    return f"{number:02}" if form == "decimalZero" else str(number)
