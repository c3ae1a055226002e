"""What was changed in one text as edits upon it: made together, or clashing. Pure.

Two parties who change the same version do not know of each other. Where their edits are about
one word, both made together could say what neither of them proposed: that is a clash.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import TypeAlias

from msgspec import Struct

from governance.documents.comparing.wording import Kept, Piece

WORD = re.compile(r"\w+(?:[^\w\s]+\w+)*")
"""A word as it is read, with what is joined to it by a sign: "en/of", "zorg-plicht"."""

_Span: TypeAlias = tuple[int, int]


class Edit(Struct, frozen=True):
    """Words in place of a stretch of a text, from ``start`` up to ``end``."""

    start: int
    end: int
    words: str


def edits(changed: Sequence[Piece]) -> tuple[Edit, ...]:
    """The pieces of a change as edits upon the old text."""
    found: list[Edit] = []
    place, start, new, open_ = 0, 0, "", False
    for piece in (*changed, Piece(Kept.BOTH, "")):
        if piece.kept is Kept.BOTH:
            if open_:
                found.append(Edit(start, place, new))
            place, new, open_ = place + len(piece.text), "", False
            continue
        if not open_:
            start, open_ = place, True
        if piece.kept is Kept.OLD:
            place += len(piece.text)
        else:
            new += piece.text
    return tuple(found)


def clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same words, and do not say the same."""
    if one == other:
        return False
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def overlapping(one: Sequence[Edit], other: Sequence[Edit]) -> bool:
    """Whether two changes of one text cannot both be made."""
    return any(clash(a, b) for a in one for b in other)


def clashing(old: str, one: Sequence[Edit], other: Sequence[Edit]) -> bool:
    """Whether changes of two who do not know of each other cannot both be made, or are about
    one word: as it was, as one of them makes it, or as it becomes of both."""
    if overlapping(one, other):
        return True
    ours, theirs = _reach(old, one), _reach(old, other)
    made = _made(old, {*one, *other})
    agreed = {*one} & {*other}
    return any(
        _meet(ours[a], theirs[b]) or not made[a].isdisjoint(made[b])
        for a in ours
        for b in theirs
        if a != b and not {a, b} <= agreed
    )


def _meet(one: _Span, other: _Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reach(old: str, changes: Collection[Edit]) -> dict[Edit, _Span]:
    """The stretch of the old text with the words that each edit changes, or is joined to."""
    words, laid = _words(old), list(_laid(changes))
    found: dict[Edit, _Span] = {}
    for edit, made in _made(old, changes).items():
        was = _touched(words, edit.start, edit.end)
        becomes = [_back(laid, span) for span in made]
        starts, ends = zip((edit.start, edit.end), *was, *becomes, strict=True)
        found[edit] = min(starts), max(ends)
    return found


def _made(old: str, changes: Collection[Edit]) -> dict[Edit, set[_Span]]:
    """Where the words lie, in the text with every edit made, that each edit is part of."""
    words = _words(applied(old, changes))
    return {edit: set(_touched(words, start, end)) for edit, start, end in _laid(changes)}


def _laid(changes: Collection[Edit]) -> Iterator[tuple[Edit, int, int]]:
    """Each edit with where its words come to lie in the text with every edit made."""
    moved = 0
    for edit in _in_order(changes):
        start = edit.start + moved
        yield edit, start, start + len(edit.words)
        moved += len(edit.words) - (edit.end - edit.start)


def _back(laid: Sequence[tuple[Edit, int, int]], span: _Span) -> _Span:
    """A stretch of the text with every edit made, as it lies in the old text."""
    start, end = span
    for edit, begin, stop in laid:
        if begin <= span[0]:
            start = edit.start if span[0] < stop else span[0] + edit.end - stop
        if begin < span[1]:
            end = edit.end if span[1] <= stop else span[1] + edit.end - stop
    return start, end


def _words(text: str) -> list[_Span]:
    return [found.span() for found in WORD.finditer(text)]


def _touched(words: Sequence[_Span], start: int, end: int) -> Iterator[_Span]:
    """The words that a stretch is part of; an empty stretch only lies within one."""
    first = bisect(words, start, key=itemgetter(1))
    return takewhile(lambda word: word[0] < end, words[first:])


def _in_order(changes: Collection[Edit]) -> list[Edit]:
    return sorted(set(changes), key=lambda edit: (edit.start, edit.end))


def applied(old: str, changes: Collection[Edit]) -> str:
    """The text with every edit made; the same edit twice is made once."""
    said, place = [], 0
    for edit in _in_order(changes):
        said += [old[place : edit.start], edit.words]
        place = max(place, edit.end)
    return "".join([*said, old[place:]])
