"""Which line of a returned file is which line of the version it was made from."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from heapq import nlargest

from governance.documents.comparing.wording import Kept
from governance.documents.reading.differing import differing, likeness
from governance.documents.reading.places import CONTENTS, Place, Version
from governance.documents.reading.stretches import Line

ALIKE = 0.6
"""Likeness from which two texts are taken for one."""
_ROUGHLY, _LOOKED_AT = 0.4, 3
"""Only so many that share so many words are looked at closely: a text may be pasted whole."""
_FIXED = frozenset(
    {"Title", "Subtitle", "Quiet", "Caption", "FigureCaption", "CellHead", "SignLine", "SignLast"}
)


def matched(version: Version, olds: list[Line]) -> dict[Line, Place]:
    """The place of each line that has one: by bookmark, then by the same text, then by likeness."""
    found = _Matching(version, olds)
    found.by_name()
    found.by_text_nearby()
    found.by_text(lambda place: bool(place.anchor))
    found.by_text(lambda place: not place.anchor)
    found.by_likeness(nearby=True)
    found.by_likeness(nearby=False)
    return found.of


def overlap(old: str, new: str) -> float:
    """How much of the shorter of two texts stands in the other, from 0 to 1."""
    shorter = min(len(old.strip()), len(new.strip()))
    if not shorter:
        return 0
    return sum(len(p.text.strip()) for p in differing(old, new) if p.kept is Kept.BOTH) / shorter


def _key(line: Line) -> tuple[bool, str]:
    return line.cells is None, line.text


class _Matching:
    """Lines being laid beside places, one to one."""

    def __init__(self, version: Version, olds: list[Line]) -> None:
        self.version, self.olds = version, olds
        self.of: dict[Line, Place] = {}
        self.taken: dict[int, int] = {}
        """The number of the line at each place that has one."""

    def _take(self, number: int, place: Place) -> None:
        self.of[self.olds[number]] = place
        self.taken[place.number] = number

    def _free(self) -> Iterator[tuple[int, Line]]:
        for number, line in enumerate(self.olds):
            if line not in self.of and line.text.strip():
                yield number, line

    def _lost(self) -> Iterator[Place]:
        for place in self.version.places:
            if place.number not in self.taken and _told(place):
                yield place

    def by_name(self) -> None:
        """By bookmark; where one is torn over lines or many stand in one, the text decides."""
        claims: dict[int, list[int]] = defaultdict(list)
        rivals: Counter[int] = Counter()
        for number, line in enumerate(self.olds):
            for name in line.names:
                place = self.version.names.get(name)
                if place and (place.line.cells is None) == (line.cells is None):
                    claims[place.number].append(number)
                    rivals[number] += 1
        for number, lines in sorted(claims.items()):
            same = (n for n in lines if self.olds[n].text == self._text(number))
            self._claim(number, next((n for n in same if self.olds[n] not in self.of), None))
        for number, lines in sorted(claims.items()):
            free = [n for n in lines if self.olds[n] not in self.of]
            if number not in self.taken and free:
                self._claim(number, self._best(number, free, rivals))

    def _text(self, number: int) -> str:
        return self.version.places[number].line.text

    def _claim(self, number: int, line: int | None) -> None:
        if line is not None:
            self._take(line, self.version.places[number])

    def _best(self, number: int, free: list[int], rivals: Counter[int]) -> int | None:
        """The line that a bookmark means: the only one, the first that is like it, the likest."""
        if len(free) == 1 and rivals[free[0]] == 1:
            return free[0]
        told = [(overlap(self._text(number), self.olds[n].text), n) for n in free]
        first = next((n for much, n in told if much >= ALIKE), None)
        if first is not None:
            return first
        alone = [one for one in told if rivals[one[1]] == 1]
        return max(alone, key=lambda one: one[0])[1] if alone else None

    def by_text_nearby(self) -> None:
        """Text without a bookmark, that stands behind the same paragraph as it did."""
        behind: dict[int, list[Place]] = defaultdict(list)
        last = -1
        for place in self.version.places:
            if place.anchor:
                last = place.number
            elif _told(place):
                behind[last].append(place)
        last = -1
        for number, line in enumerate(self.olds):
            if line in self.of:
                last = self.of[line].number if self.of[line].anchor else last
                continue
            here = behind[last]
            same = next((n for n, p in enumerate(here) if _key(p.line) == _key(line)), None)
            if same is not None:
                self._take(number, here[same])
                del here[: same + 1]

    def by_text(self, which: Callable[[Place], bool]) -> None:
        """The same text anywhere."""
        waiting: dict[tuple[bool, str], deque[Place]] = defaultdict(deque)
        for place in self._lost():
            if which(place):
                waiting[_key(place.line)].append(place)
        if not waiting:
            return
        for number, line in list(self._free()):
            if waiting[_key(line)]:
                self._take(number, waiting[_key(line)].popleft())

    def by_likeness(self, *, nearby: bool) -> None:
        """Text that is much alike: first between its old neighbours, then anywhere."""
        free = [
            (number, line, frozenset(line.text.split()))
            for number, line in self._free()
            if not self._rest(number)
        ]
        for place in list(self._lost()) if free else ():
            after, before = self._neighbours(place) if nearby else (-1, len(self.olds))
            words = frozenset(place.line.text.split())
            told = [
                (_roughly(words, said) if not nearby or not _fixed(place, line) else 1.0, -number)
                for number, line, said in free
                if after < number < before and line not in self.of
                if (place.line.cells is None) == (line.cells is None)
            ]
            likest = [one for one in nlargest(_LOOKED_AT, told) if one[0] >= _ROUGHLY]
            alike = [(self._alike(place, -n, nearby), n) for _, n in likest]
            if alike and max(alike)[0] >= ALIKE:
                self._take(-max(alike)[1], place)

    def _alike(self, place: Place, number: int, nearby: bool) -> float:
        line = self.olds[number]
        return 1 if nearby and _fixed(place, line) else likeness(place.line.text, line.text)

    def _rest(self, number: int) -> bool:
        """Whether a line was cut off from the one before it."""
        before, text = self.olds[number - 1], self.olds[number].text.strip()
        place = self.of.get(before) if number else None
        cut = place is not None and place.line.text.rstrip().endswith(text)
        return cut and not before.text.rstrip().endswith(text)

    def _neighbours(self, place: Place) -> tuple[int, int]:
        """The numbers of the lines between which the line of a place would stand."""
        taken, number = self.taken, place.number
        count = len(self.version.places)
        after = next((taken[n] for n in range(number - 1, -1, -1) if n in taken), -1)
        before = next((taken[n] for n in range(number + 1, count) if n in taken), len(self.olds))
        return after, before


def _told(place: Place) -> bool:
    """Whether a place has text of its own: contents only repeat headings."""
    return place.line.style not in CONTENTS and bool(place.line.text.strip())


def _fixed(place: Place, line: Line) -> bool:
    """Whether both are text of the same fixed kind, such as a caption."""
    return not place.anchor and line.style in _FIXED and line.style == place.line.style


def _roughly(some: frozenset[str], others: frozenset[str]) -> float:
    """How many words two texts share, in whatever order: quick to tell."""
    return 2 * len(some & others) / (len(some) + len(others))
