"""What a paragraph is in the text: by its style, or by the number that somebody typed."""

from __future__ import annotations

import re

from governance.documents.reading.findings import Level
from governance.documents.reading.stretches import Line

_STYLES = {
    **dict.fromkeys(("Lid", "LidEnkel", "ListNumber"), Level.CLAUSE),
    **dict.fromkeys(
        ("Onderdeel", "Subonderdeel", "Letter", "Letter2", "Streep", "Streep2", "ListBullet"),
        Level.ITEM,
    ),
    **dict.fromkeys(("Artikel", "Heading1", "Heading2", "Heading3"), Level.HEADING),
}
_ARTICLE = (
    r"\s*(?:[Aa]rtikel|ARTIKEL|[Aa]rticle|ARTICLE|[Aa]rt\.)\s+\d+[a-z]?"
    r"(?:\s*[.:–-]\s+|\s+(?=[A-ZÀ-Ý]))"
)
_TYPED = (
    (re.compile(_ARTICLE), Level.HEADING),
    (re.compile(r"\s*\d{1,3}[.)]\s+"), Level.CLAUSE),
    (re.compile(r"\s*(?:[a-z]{1,2}[.)]|\d{1,2}°|[-–•])\s+"), Level.ITEM),
)


def level(line: Line) -> Level:
    """What a line is, by its style or list."""
    if line.cells is not None:
        return Level.ROW
    plain = Level.ITEM if line.listed else Level.PLAIN
    return _STYLES.get(line.style, plain)


def typed(line: Line) -> tuple[Level, int]:
    """What a new line is, and how many characters of it are a number that was typed."""
    by_style = level(line)
    for form, said in _TYPED:
        found = form.match(line.text)
        if found and found.end() < len(line.text):
            return (by_style if by_style is Level.HEADING else said), found.end()
    return by_style, 0
