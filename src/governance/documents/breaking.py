"""Where a line may end inside what is too long for one: an address, a slip of the keyboard.

Word and LibreOffice break such a word at any letter by themselves; typst lets it run on over
the next column, so it is told. A word of some length is left to the hyphenation of the language.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from governance.documents.blocks import Document
from governance.documents.columns import LONGEST, MARGINS, SIZE, WIDEST, WIDTH, measured

ANYWHERE = "\u200b"
"""A zero-width space: a line may end here. It ends none where the word fits."""
_WHOLE = re.compile(r"\S+")
_WORD = re.compile(r"\W*[^\W\d_]+\W*")
"""What can be hyphenated: letters, with signs round them."""
_END = re.compile(r"(?<=[-/])")
"""A line ends after a hyphen or a slash sooner than anywhere else."""
_INDENTED = 1200
"""Room that marks and indents of lists and signatures take at most."""
_SIZES = {"heading": 300, "article": 240}
_HEAD = {"title": (WIDTH, 440), "subtitle": (WIDTH, 260), "short_title": (WIDTH - 2400, 170)}
"""Room and size of what stands at the head of the document and of each page."""
_RUNNING = 240
"""The largest running text, in twentieths of a point."""
_NO_WORDS = frozenset({"type", "anchor", "svg", "alternative", "tone", "align", "style"})


def breaking(text: str, room: float, size: float) -> str:
    """A text that may end a line inside a word that is wider than its room."""
    if len(text) * WIDEST * size <= room:
        return text
    return _WHOLE.sub(partial(_broken, room=room, size=size), text)


def _broken(found: re.Match[str], room: float, size: float) -> str:
    word = found[0]
    hyphenated = len(word) <= LONGEST and _WORD.fullmatch(word)
    if hyphenated or measured(word, size) <= room:
        return word
    pieces = _END.split(word)
    if all(measured(piece, size) <= room for piece in pieces):
        return ANYWHERE.join(pieces)
    return ANYWHERE.join(word)


def broken_head(document: Document) -> dict[str, str]:
    """Titles as the template shows them; the properties of the file keep them as they are."""
    return {name: breaking(getattr(document, name), *fits) for name, fits in _HEAD.items()}


def broken_table(table: dict[str, Any]) -> dict[str, Any]:
    """A table as the template gets it, each cell made to fit its column."""
    rooms = [width - MARGINS for width in table["widths"]]
    for room, column in zip(rooms, table["columns"], strict=True):
        column["head"] = breaking(column["head"], room, SIZE)
    for row in table["rows"]:
        row["cells"] = [
            broken(cell, room, SIZE) for cell, room in zip(row["cells"], rooms, strict=True)
        ]
    return table


def broken_block(block: dict[str, Any]) -> Any:
    """Any other block as the template gets it, made to fit the page."""
    return broken(block, WIDTH - _INDENTED, _SIZES.get(block["type"], _RUNNING))


def broken(of: Any, room: float, size: float) -> Any:
    """The same tree, with every text in it made to fit."""
    if isinstance(of, dict):
        return {
            name: part if name in _NO_WORDS else broken(part, room, size)
            for name, part in of.items()
        }
    if isinstance(of, list):
        return [broken(one, room, size) for one in of]
    return breaking(of, room, size) if isinstance(of, str) else of
