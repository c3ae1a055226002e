"""What can be searched for, and which words of what was found are those. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

BEGIN, END = "\ue000", "\ue001"
"""Stand round the words that were found; the database takes them out of the text before."""
_WORDS = re.compile(r"(?:^|\s)(?!-)\S*?[^\W_]{2}")


class Lacking(StrEnum):
    """Why a search finds nothing whatever the texts say."""

    NOTHING = ""
    EMPTY = "empty"
    SHORT = "short"
    """No word of two letters that must be there."""
    COMMON = "common"
    """Only words that stand in every text, such as "de"."""


class Piece(Struct, frozen=True):
    """Some words of a text; ``found``: those that were searched for."""

    text: str
    found: bool


def lacking(search: str) -> Lacking:
    """What a search lacks, before it is asked."""
    if not search:
        return Lacking.EMPTY
    return Lacking.NOTHING if _WORDS.search(search) else Lacking.SHORT


def pieces(marked: str) -> tuple[Piece, ...]:
    """A text as the database marked it; it stays text, so that markup in it is never markup."""
    found: list[Piece] = []
    for number, part in enumerate(marked.split(BEGIN)):
        within, after = part.split(END, 1) if number and END in part else ("", part)
        found += [Piece(within, True), Piece(after, False)]
    return tuple(piece for piece in found if piece.text)
