"""What changed in one stretch of text, word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+|[^\w\s]")
LONG = 100_000
"""Pairs of words from which on a text is long: weighing them all takes seconds."""


class Kept(StrEnum):
    """Where a piece of text stands."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


class Piece(Struct, frozen=True):
    """A stretch of text that stands in both versions, only in the old or only in the new."""

    kept: Kept
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of which both texts are made, in order: what is left out before what is new.

    The pieces that are not new make up the old text, those that are not old the new one. Whole
    words change; a space between two changed words changes along with them.
    """
    if old == new:
        return (Piece(Kept.BOTH, old),) if old else ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    inside = before[start : len(before) - end], after[start : len(after) - end]
    found = [Piece(Kept.BOTH, "".join(before[:start]))] if start else []
    found += _changes(*inside)
    found += [Piece(Kept.BOTH, "".join(before[len(before) - end :]))] if end else []
    return _calm(found)


def _alike(before: list[str], after: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))


def _changes(before: list[str], after: list[str]) -> list[Piece]:
    """What changed; in a long text a match does not begin at a sign or word that is everywhere."""
    found: list[Piece] = []
    long = len(before) * len(after) > LONG
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=long).get_opcodes():
        if kind == "equal":
            found.append(Piece(Kept.BOTH, "".join(before[a:b])))
            continue
        if a < b:
            found.append(Piece(Kept.OLD, "".join(before[a:b])))
        if c < d:
            found.append(Piece(Kept.NEW, "".join(after[c:d])))
    return found


def _calm(found: list[Piece]) -> tuple[Piece, ...]:
    """Changes with nothing but space between them are one change."""
    result: list[Piece] = []
    for place, piece in enumerate(found):
        between = piece.kept is Kept.BOTH and piece.text.isspace()
        if between and 0 < place < len(found) - 1:
            result += [Piece(Kept.OLD, piece.text), Piece(Kept.NEW, piece.text)]
        else:
            result.append(piece)
    return tuple(_joined(result))


def _joined(found: list[Piece]) -> list[Piece]:
    """Neighbouring changes as one: all that is left out, then all that is new."""
    result: list[Piece] = []
    old = new = ""
    for piece in [*found, Piece(Kept.BOTH, "")]:
        if piece.kept is Kept.OLD:
            old += piece.text
        elif piece.kept is Kept.NEW:
            new += piece.text
        else:
            changed = ((Kept.OLD, old), (Kept.NEW, new), (Kept.BOTH, piece.text))
            result += [Piece(kept, text) for kept, text in changed if text]
            old = new = ""
    return result


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same, from 0 to 1, by whole words."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


@lru_cache(4096)
def words(text: str) -> Counter[str]:
    """The words and signs of a text, counted."""
    return Counter(_WORD.findall(text))


def shared(old: Counter[str], new: Counter[str]) -> float:
    """How many words two texts share, from 0 to 1, in whatever order: a quick likeness."""
    total = old.total() + new.total()
    fewer, more = (old, new) if len(old) < len(new) else (new, old)
    return 2 * sum(min(n, more[word]) for word, n in fewer.items()) / total if total else 1.0
