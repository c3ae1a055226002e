"""What fits on one page: texts are given room, what does not fit goes on after the page."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct

LETTERS = 94
"""Letters in one line of text on A4."""
PAGE = 28.5
"""Lines of words beside title, key figures and headings."""
MOST_BARS = 7
"""With more themes than this the drawing goes on after the page."""
_BAR, _FIGURES = 1.1, 3.2
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
    """The lines that a text takes, with the half line after it."""
    return ceil(len(text) / LETTERS) + 0.5


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
        letters = int(left - 0.5) * LETTERS
        if shown or letters < LETTERS:
            return Fitted(tuple(shown), tuple(texts[place:]))
        return Fitted((clipped(text, letters - 2),), tuple(texts[place:]))
    return Fitted(tuple(shown), ())


def counted_off(texts: Sequence[str], room: float) -> Fitted:
    """As :func:`fitted`, with a line kept to say how many others there are."""
    whole = fitted(texts, room)
    return fitted(texts, room - height("-")) if whole.rest else whole


def room(bars: int, *, title: str, subtitle: str, more_figures: bool) -> float:
    """Lines of words on the page, beside a drawing of so many bars and these titles."""
    heads = 2.4 * (_wrapped(title, 42, 35) - 1) + 1.7 * (_wrapped(subtitle, 70, 60) - 1)
    return PAGE - _BAR * bars - heads - (_FIGURES if more_figures else 0)


def _wrapped(title: str, whole: int, broken: int) -> int:
    """Lines of a title: a long one breaks before its long words."""
    return 1 if len(title) <= whole else ceil(len(title) / broken)


def shares(room: float, summary: float, asked: float) -> tuple[float, float, float]:
    """Room for the main message, the decisions asked and the bottlenecks.

    The decisions come first, then the message; bottlenecks get what remains, but never
    nothing: who reads only this page must see what is worst.
    """
    most = max(0.0, room - _LEAST_FOUND)
    for_asked = min(asked, most * 0.6)
    for_summary = min(summary, most - for_asked)
    return for_summary, for_asked, room - for_summary - for_asked
