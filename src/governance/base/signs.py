"""Which characters our documents can show: those of the shipped fonts, tabs and new lines.

The list stands in ``signs.txt``, written from the fonts by ``scripts/fonts.py``. What is not
in it is refused where text comes in; a writer that meets it all the same shows a box.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from governance.base.errors import N_

SIGNS = N_("Our documents cannot show “{signs}”. Leave it out or write it otherwise.")
HIDDEN = N_("This text holds signs that nobody sees ({signs}). Leave them out, or type it anew.")
BOX = "□"
"""Stands for a character that cannot be shown; the fonts have it, and nobody types it."""
_LIST = Path(__file__).with_name("signs.txt")


@cache
def shown() -> frozenset[str]:
    """Every character that every face of the fonts has, with tab and new line."""
    signs = set("\t\n\r")
    for line in _LIST.read_text("ascii").split():
        first, _, last = line.partition("-")
        signs |= {chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)}
    return frozenset(signs)


def unprintable(text: str) -> str:
    """The characters of a text that our documents cannot show, each once, in order.

    Control characters, what XML forbids, and what the fonts lack; empty when all is well.
    """
    strange = set(text) - shown()
    return "".join(dict.fromkeys(sign for sign in text if sign in strange)) if strange else ""


def why_illegible(text: str) -> tuple[str, dict[str, str]] | None:
    """What is told of a text that our documents cannot show, with its values; none when they can.

    A sign that nobody sees is named by its code; at most ten are named.
    """
    signs = unprintable(text)
    if not signs:
        return None
    named = (sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs[:10])
    seen = any(sign.isprintable() for sign in signs)
    return SIGNS if seen else HIDDEN, {"signs": " ".join(named)}


def legible(text: str) -> str:
    """The text with a box in place of every character that cannot be shown."""
    strange = unprintable(text)
    return text.translate(dict.fromkeys(map(ord, strange), BOX)) if strange else text
