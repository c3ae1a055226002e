"""What each passage of a document says, by its anchor, and what one calls it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from governance.documents.blocks import Article, Document, Heading, List, Paragraph, Table, said
from governance.documents.numbering import clauses, item


def spoken(document: Document) -> dict[str, tuple[str, str]]:
    """By anchor: the mark of a passage (``2.``, ``a.``) and its words."""
    said_of = (one for block in document.blocks for one in _said(block))
    return {anchor: (mark, words) for anchor, mark, words in said_of}


def _said(block: object) -> Iterator[tuple[str, str, str]]:
    match block:
        case Article():
            for mark, clause in clauses(block):
                yield clause.anchor, mark, said(clause.runs)
                for number, one in enumerate(clause.items, 1):
                    yield one.anchor, item(number), said(one.runs)
        case List():
            for number, one in enumerate(block.items, 1):
                yield one.anchor, item(number) if block.ordered else "–", said(one.runs)
        case Paragraph():
            yield block.anchor, "", said(block.runs)
        case Heading():
            yield block.anchor, "", block.text
        case Table():
            for row in block.rows:
                yield row.anchor, "", " | ".join(said(cell.runs) for cell in row.cells)
