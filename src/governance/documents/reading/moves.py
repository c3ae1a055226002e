"""Which lines changed places: those that the file says were moved, else as few as can be."""

from __future__ import annotations

from bisect import bisect_left

from governance.documents.reading.lines import Lines
from governance.documents.reading.places import Place
from governance.documents.reading.stretches import Line


def carried(found: Lines, of: dict[Line, Place]) -> dict[Line, Line]:
    """The lines that were tracked away and stand elsewhere: each new one with its old one."""
    kept = {old for new, old in found.was.items() if new.text.strip()}
    gone = [line for line in found.olds if line in of and of[line].anchor and line not in kept]
    told: dict[Line, Line] = {}
    for new in found.news if gone else ():
        if _known(found.was.get(new), of) or not new.text.strip() or new.cells is not None:
            continue
        old = _source(new, gone)
        if old is not None:
            told[new] = old
            gone.remove(old)
    return told


def _known(old: Line | None, of: dict[Line, Place]) -> bool:
    return old is not None and old in of


def _source(new: Line, gone: list[Line]) -> Line | None:
    """Where a line was moved from: the same text, else what the file gives the same name."""
    name = _move(new)
    named = [line for line in gone if name and _move(line) == name]
    same = next((line for line in named or gone if line.text == new.text), None)
    return same or (named[0] if named else None)


def _move(line: Line) -> str:
    """The name of the move by which most of a line comes or goes."""
    moved = [one for one in line.stretches if one.way.move and one.text.strip()]
    much = 2 * sum(len(one.text) for one in moved) >= len(line.text)
    return moved[0].way.move if moved and much else ""


def out_of_order(numbers: list[int]) -> set[int]:
    """The fewest numbers without which a list of them only grows."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [place]
    keep: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        keep.add(numbers[place])
        place = before[place]
    return set(numbers) - keep
