"""What fits on one page: texts are given room, what does not fit goes on after the page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct

LETTERS = 92
"""Letters in one line of text on A4."""
PAGE = 31.0
"""Lines of words beside title, key figures and headings."""
_THEME, _FIGURES = 1.1, 3.2
"""What a bar of the drawing takes, and a second row of key figures."""
_LEAST_FOUND = 5.0
"""Lines that always remain for the bottlenecks."""


class Fitted(Struct, frozen=True):
    """The texts on the page, and the texts that go on after it."""

    shown: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def lines(self) -> float:
        """How many lines the shown texts take."""
        return sum(map(height, self.shown))


def height(text: str) -> float:
    """The lines that a text takes, with the space after it."""
    return ceil(len(text) / LETTERS) + 0.6


def clipped(text: str, letters: int) -> str:
    """A text on one line, cut at a word with … where it is longer."""
    plain = " ".join(text.split())
    if len(plain) <= letters:
        return plain
    cut = plain[:letters].rsplit(" ", 1)[0] or plain[:letters]
    return cut.rstrip(" ,;:.") + "…"


def fitted(texts: Sequence[str], room: float) -> Fitted:
    """As many texts as the room holds, in their order; one too long for it is cut."""
    shown: list[str] = []
    left = room
    for place, text in enumerate(texts):
        if height(text) <= left:
            shown.append(text)
            left -= height(text)
            continue
        letters = int(left - 0.6) * LETTERS
        if shown or letters < LETTERS:
            return Fitted(tuple(shown), tuple(texts[place:]))
        return Fitted((clipped(text, letters - 2),), tuple(texts[place:]))
    return Fitted(tuple(shown), ())


def room(themes: int, *, title: int, more_figures: bool) -> float:
    """Lines of words on the page, with so many bars in the drawing and letters in the title."""
    long_title = 1.5 * max(0, ceil(title / 70) - 1)
    return max(9.0, PAGE - _THEME * themes - long_title - (_FIGURES if more_figures else 0))


def shares(room: float, summary: float, asked: float) -> tuple[float, float, float]:
    """Room for the main message, the decisions asked and the bottlenecks.

    The decisions come first, then the message; bottlenecks get what remains, but never
    nothing: who reads only this page must see what is worst.
    """
    most = room - _LEAST_FOUND
    for_asked = min(asked, most * 0.6)
    for_summary = min(summary, most - for_asked)
    return for_summary, for_asked, room - for_summary - for_asked
