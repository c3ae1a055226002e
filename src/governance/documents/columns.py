"""How wide the columns of a table are: by their shares, and as wide as their longest word.

A reader without Dutch hyphenation (LibreOffice without its dictionary) breaks a word that does
not fit at any letter, so the columns are made to fit. All forms take the same widths. What is
no word but an address or a slip of the keyboard asks for no room: it breaks inside its cell.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from governance.documents.blocks import Table

WIDTH = 9070
"""Width between the margins, in twentieths of a point."""
SIZE = 9 * 20
"""Size of the text in a table."""
MARGINS = 200
"""Left and right of a cell, and a little room."""
WIDEST = 0.62
"""No word of some letters is wider than so many times its letters."""
_OTHER = 600
"""Width of a letter that is not in the list, in thousandths of the size; a space is narrower."""
_LEAST = 700
"""No column gives away so much that short words break in it."""
LONGEST = 50
"""No word has more letters; what has more is an address or a slip of the keyboard."""
_LIST = Path(__file__).parent / "fonts" / "widths.json"


@cache
def _letters() -> dict[str, int]:
    found: dict[str, int] = json.loads(_LIST.read_text("utf-8"))
    return {" ": 200, **found}


def widths(table: Table) -> list[int]:
    """Widths of the columns, in twentieths of a point; together the width of the page."""
    total = sum(column.share for column in table.columns)
    asked = [WIDTH * column.share / total for column in table.columns]
    needed = [_needed(words, width) for words, width in zip(_words(table), asked, strict=True)]
    if any(need > width for need, width in zip(needed, asked, strict=True)):
        asked = _shared(needed, asked)
    return [round(width) for width in asked]


def _words(table: Table) -> list[set[str]]:
    """The words of every column; a line may end after a hyphen or a slash."""
    texts = [[column.head] for column in table.columns]
    for row in table.rows:
        for text, cell in zip(texts, row.cells, strict=False):
            for runs in (cell.runs, *cell.further):
                text.append("".join([run.text for run in runs]))
    return [set(" ".join(text).replace("-", "- ").replace("/", "/ ").split()) for text in texts]


def _needed(words: set[str], asked: float) -> float:
    """Room for the longest word; only words that might not fit are measured."""
    most = (asked - MARGINS) / (WIDEST * SIZE)
    long = [word for word in words if most < len(word) <= LONGEST]
    return max([measured(word, SIZE) + MARGINS for word in long], default=0)


def measured(text: str, size: float) -> float:
    """How wide a text is in bold of a size; in another face it is a little narrower."""
    letters = _letters()
    return sum(letters.get(letter, _OTHER) for letter in text) * size / 1000


def _shared(needed: list[float], asked: list[float]) -> list[float]:
    """What each column needs, and the rest by what was asked beyond that."""
    needed = [max(need, _LEAST) for need in needed]
    rest = WIDTH - sum(needed)
    if rest <= 0:
        return [WIDTH * need / sum(needed) for need in needed]
    slack = [max(0.0, width - need) for width, need in zip(asked, needed, strict=True)]
    return [n + rest * s / sum(slack) for n, s in zip(needed, slack, strict=True)]
