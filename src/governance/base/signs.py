"""Which characters our documents can show: those of the shipped fonts, tabs and new lines.

The list stands in ``signs.txt``, written from the fonts by ``scripts/fonts.py``. What is not
in it is refused where text comes in; a writer that meets it all the same shows a box.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, TypeAlias
from unicodedata import category

from msgspec import Meta

from governance.base.errors import MISSING, N_

SIGNS = N_("Our documents cannot show “{signs}”. Leave it out or write it otherwise.")
HIDDEN = N_("This text holds signs that nobody sees ({signs}). Leave them out, or type it anew.")
ONE_LINE = N_("Write this on one line.")
Lines: TypeAlias = Annotated[str, Meta(extra={"lines": True})]
"""A field in which one writes more than one line. Any other text stands on one."""
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


def why_unfit(text: str, *, lines: bool = False) -> tuple[str, dict[str, str]] | None:
    """Why a text cannot stand in a field; none when it can. ``lines``: on more than one line.

    Something can be seen in every text. On one line stands nothing that nobody sees: two names
    that look alike are alike.
    """
    if why := why_illegible(text):
        return why
    if not any(category(sign)[0] in "LNPS" for sign in text):
        return MISSING, {}
    if lines:
        return None
    if "\n" in text or "\r" in text:
        return ONE_LINE, {}
    unseen = dict.fromkeys(sign for sign in text if _unseen(sign))
    named = " ".join(f"U+{ord(sign):04X}" for sign in unseen)
    return (HIDDEN, {"signs": named}) if named else None


def _unseen(sign: str) -> bool:
    """Zero width, a joiner or a hyphen that shows at the end of a line only."""
    return category(sign) == "Cf" or sign == "\u034f"


def legible(text: str) -> str:
    """The text with a box in place of every character that cannot be shown."""
    strange = unprintable(text)
    return text.translate(dict.fromkeys(map(ord, strange), BOX)) if strange else text
