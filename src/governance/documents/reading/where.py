"""What the text is that stands outside every known paragraph, in words."""

from __future__ import annotations

from collections.abc import Container

from governance.base.errors import N_
from governance.documents.reading.stretches import Line

TITLE = N_("Title page")
CAPTION = N_("Caption")
HEAD = N_("Head of a table")
TABLE = N_("Table whose rows cannot be matched")
COLUMNS = N_("Table in which a column was added or removed")
SIGNING = N_("Signature block")
CONTENTS = N_("Table of contents")
HEADER = N_("Header or footer of the page")
FOOTNOTE = N_("Footnote")
ENDNOTE = N_("Endnote")
BOX = N_("Text box")
PICTURE = N_("Picture")
LOOSE = N_("Text that has no place of its own")

_STYLES = {
    "Title": TITLE,
    "Subtitle": TITLE,
    "Caption": CAPTION,
    "FigureCaption": CAPTION,
    "CellHead": HEAD,
    "SignLine": SIGNING,
    "SignLast": SIGNING,
}


def where(line: Line) -> str:
    """What a line is that cannot be proposed."""
    return _STYLES.get(line.style, LOOSE if line.cells is None else TABLE)


def outside(line: Line, tables: Container[int]) -> str:
    """What a new line is that has no place; empty for one that can be proposed.

    ``tables`` are those of which the rows can be proposed.
    """
    if line.style in _STYLES:
        return _STYLES[line.style]
    return TABLE if line.cells is not None and line.table not in tables else ""
