"""Which part of a new text is which part of the old one: by anchor, by order, by likeness. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from governance.documents.comparing.wording import shared, words

LIKE = 0.5
"""From this share of the same words on, two parts without anchor are one part that changed."""
MOST = 2500
"""Pairs of parts that are weighed against each other; in a larger stretch only neighbours are."""


class Part(Struct, frozen=True):
    """What is known of a paragraph, row or table.

    Parts of one anchor are the same; without it they are so only within one kind. What
    ``opens`` begins something of its own, as a heading does.
    """

    kind: str
    anchor: str
    text: str
    opens: bool = False


class Piece(Protocol):
    """Something that stands in a text."""

    @property
    def same(self) -> Hashable:
        """What it is as a whole: pieces that are equal in this are the same, whatever is in it."""

    @property
    def part(self) -> Part:
        """What it is known by; asked only of a piece that is not found as a whole."""


class Step(Struct, frozen=True):
    """One part, in the order of the new text; what was left out stands where it stood.

    ``old`` and ``new`` are places in the two texts. A part that moved is told twice: where it
    came (both places) and where it left (its old place only).
    """

    old: int | None
    new: int | None
    moved: bool = False


Pairs = list[tuple[int, int]]
_Parts = dict[int, Part]


def aligned(old: Sequence[Piece], new: Sequence[Piece]) -> list[Step]:
    """Every part of both texts, each with its other half where it has one."""
    known = _as_they_were(old, new)
    left: _Parts = {n: old[n].part for n in _without(len(old), (a for a, _ in known))}
    right: _Parts = {n: new[n].part for n in _without(len(new), (b for _, b in known))}
    anchored = _by_anchor(left, right)
    known = sorted(known + anchored, key=lambda pair: pair[1])
    for before, after in anchored:
        del left[before], right[after]
    fixed = rising(known)
    if left and right:
        fixed = sorted(fixed + list(_between(fixed, left, right, (len(old), len(new)))))
    moved = {*known}.difference(fixed) | _elsewhere(left, right, fixed)
    return list(_steps(old, new, fixed, dict(moved)))


def _as_they_were(old: Sequence[Piece], new: Sequence[Piece]) -> Pairs:
    """Pieces that are the same as a whole, where each text has just one such."""
    before, after = _single(old), _single(new)
    return [(before[key], place) for key, place in after.items() if key in before]


def _single(of: Sequence[Piece]) -> dict[Hashable, int]:
    keys = [piece.same for piece in of]
    places = {key: place for place, key in enumerate(keys)}
    if len(places) == len(keys):
        return places
    counts = Counter(keys)
    return {key: place for key, place in places.items() if counts[key] == 1}


def _by_anchor(old: _Parts, new: _Parts) -> Pairs:
    """Parts of one anchor; an anchor met again is another one."""
    places = dict(_keys(old))
    return [(places[key], place) for key, place in _keys(new) if key in places]


def _keys(parts: _Parts) -> Iterator[tuple[tuple[str, int], int]]:
    met: Counter[str] = Counter()
    for place, part in parts.items():
        if part.anchor:
            met[part.anchor] += 1
            yield (part.anchor, met[part.anchor]), place


def rising(pairs: Pairs) -> Pairs:
    """The longest row of pairs that stand in one order in both texts."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, (old, _) in enumerate(pairs):
        length = bisect_left(ends, old)
        before.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [old]
        tops[length : length + 1] = [place]
    found, place = [], tops[-1] if tops else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _without(number: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in range(number) if place not in gone]


def _gaps(fixed: Pairs, end: tuple[int, int]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches between pairs that are fixed."""
    stops = [(-1, -1), *fixed, end]
    return list(pairwise(stops))


def _between(
    fixed: Pairs, old: _Parts, new: _Parts, end: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs of parts that nothing is known of, in the stretches between those that are fixed."""
    olds, news = list(old), list(new)
    for before, after in _gaps(fixed, end):
        left = olds[bisect_left(olds, before[0]) : bisect_left(olds, after[0])]
        right = news[bisect_left(news, before[1]) : bisect_left(news, after[1])]
        if left and right:
            yield from _by_order([(n, old[n]) for n in left], [(n, new[n]) for n in right])


def _by_order(old: list[tuple[int, Part]], new: list[tuple[int, Part]]) -> Pairs:
    """Parts that say the same, in order; then, between them, those that are alike."""
    match = SequenceMatcher(None, [p for _, p in old], [p for _, p in new], autojunk=False)
    found: Pairs = []
    for kind, a, b, c, d in match.get_opcodes():
        if kind == "equal":
            found += zip([n for n, _ in old[a:b]], [n for n, _ in new[c:d]], strict=True)
        elif kind == "replace":
            found += _by_likeness(old[a:b], new[c:d])
    return found


def _by_likeness(old: list[tuple[int, Part]], new: list[tuple[int, Part]]) -> Pairs:
    """The pairs in order that have most in common."""
    if len(old) * len(new) > MOST:
        pairs = zip(old, new, strict=False)
        return [(a, b) for (a, one), (b, other) in pairs if _alike(one, other)]
    weights = [[_alike(one, other) for _, other in new] for _, one in old]
    best = _best(weights, len(new))
    found, row, column = [], len(old), len(new)
    while row and column:
        if best[row][column] == best[row - 1][column]:
            row -= 1
        elif best[row][column] == best[row][column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append((old[row][0], new[column][0]))
    return found[::-1]


def _best(weights: list[list[float]], width: int) -> list[list[float]]:
    """The most that can be had in common up to every pair."""
    best = [[0.0] * (width + 1)]
    for line in weights:
        row = [0.0]
        for column, weight in enumerate(line):
            with_it = best[-1][column] + weight if weight else 0.0
            row.append(max(best[-1][column + 1], row[column], with_it))
        best.append(row)
    return best


def _alike(old: Part, new: Part) -> float:
    """How alike two parts are; 0 when they cannot be one.

    Parts with an anchor of their own each are two, unless they say the same at the same place.
    """
    if old.kind != new.kind:
        return 0.0
    if old.text == new.text:
        return 1.0
    if old.anchor and new.anchor:
        return 0.0
    found = shared(words(old.text), words(new.text))
    return found if found >= LIKE else 0.0


def _elsewhere(old: _Parts, new: _Parts, fixed: Pairs) -> set[tuple[int, int]]:
    """Parts without anchor that say the same at another place, if only one there does."""
    gone = _alone(old, {a for a, _ in fixed})
    come = _alone(new, {b for _, b in fixed})
    return {(place, come[part]) for part, place in gone.items() if part in come}


def _alone(parts: _Parts, taken: set[int]) -> dict[Part, int]:
    free = {n: part for n, part in parts.items() if part.text and not part.anchor}
    counts = Counter(part for n, part in free.items() if n not in taken)
    return {part: n for n, part in free.items() if n not in taken and counts[part] == 1}


def _steps(
    old: Sequence[Piece], new: Sequence[Piece], fixed: Pairs, moved: dict[int, int]
) -> Iterator[Step]:
    """All in order; what is new in a section comes before what was left out after it."""
    come = {after: before for before, after in moved.items()}
    end = (len(old), len(new))
    for before, after in _gaps(fixed, end):
        if after[0] - before[0] > 1 or after[1] - before[1] > 1:
            left = _sections(old, range(before[0] + 1, after[0]))
            right = _sections(new, range(before[1] + 1, after[1]))
            for gone, came in zip(left, right, strict=True):
                yield from (Step(place, None, place in moved) for place in gone)
                yield from (Step(come.get(place), place, place in come) for place in came)
        if after != end:
            yield Step(*after)


def _sections(pieces: Sequence[Piece], places: range) -> tuple[range, range]:
    """What still belongs to what went before, and the rest."""
    turn = next((place for place in places if pieces[place].part.opens), places.stop)
    return range(places.start, turn), range(turn, places.stop)
