"""What differs between two texts, also when they are so long that words take too long."""

from __future__ import annotations

from collections import Counter

from governance.documents.comparing import wording
from governance.documents.comparing.wording import Kept, Piece

LONGEST = 6000
"""Characters of both texts together that are compared word by word."""


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of which both texts are made; of long ones, their same start and end."""
    if len(old) + len(new) <= LONGEST:
        return wording.pieces(old, new)
    begun = _same(old, new)
    ended = _same(old[begun:][::-1], new[begun:][::-1])
    start, end = old[:begun], old[len(old) - ended :]
    before, after = (text[begun : len(text) - ended] for text in (old, new))
    short = len(before) + len(after) <= LONGEST
    whole = (Piece(Kept.OLD, before), Piece(Kept.NEW, after))
    middle = wording.pieces(before, after) if short else whole
    return tuple(p for p in (Piece(Kept.BOTH, start), *middle, Piece(Kept.BOTH, end)) if p.text)


def _same(old: str, new: str) -> int:
    """How many characters two texts begin with that are the same."""
    both = min(len(old), len(new))
    return next((n for n in range(both) if old[n] != new[n]), both)


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same, from 0 to 1; of long ones, whatever the order."""
    if len(old) + len(new) <= LONGEST:
        return wording.likeness(old, new)
    some, others = Counter(old.split()), Counter(new.split())
    return 2 * (some & others).total() / (some.total() + others.total())
