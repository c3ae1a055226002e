"""A document as plain text: what it says, with its numbers; one line a paragraph, row or item.

Golden files are written by it, and the other forms are compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from governance.base.words import translate
from governance.documents.blocks import (
    Article,
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    KeyFigures,
    List,
    ListItem,
    Paragraph,
    Signature,
    Table,
    said,
)
from governance.documents.fitting import legible
from governance.documents.numbering import article, clauses, contents, item, numbered
from governance.documents.words import DRAFT, FIGURE, TABLE

BELOW = " • "
"""Between the paragraphs of a cell."""


def write_text(document: Document) -> str:
    """The text of a document, ending in a new line."""
    return "\n".join(_lines(legible(document))) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    if document.subtitle:
        yield document.subtitle
    if document.draft:
        yield translate(document.language[:2], DRAFT)
    tables = figures = 0
    for number, block in numbered(document.blocks):
        tables += isinstance(block, Table)
        figures += isinstance(block, Figure)
        if isinstance(block, Article):
            yield ""
            yield from _article(number, block, document.language)
        elif isinstance(block, Contents):
            yield from ("", block.title)
            yield from (text for _, text, _ in contents(document))
        else:
            yield from _block(block, document.language, tables, figures)


def _article(number: int, block: Article, language: str) -> Iterator[str]:
    yield f"{article(number, language)} {block.title}"
    for mark, one in clauses(block):
        yield f"{mark} {said(one.runs)}".strip()
        yield from _items(one.items, 0, True)


def _items(items: tuple[ListItem, ...], depth: int, ordered: bool) -> Iterator[str]:
    for number, one in enumerate(items, 1):
        mark = item(number, depth) if ordered else "–"
        yield f"{'  ' * (depth + 1)}{mark} {said(one.runs)}"
        yield from _items(one.items, depth + 1, ordered)


def _block(block: Block, language: str, tables: int, figures: int) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield from ("", text)
        case Paragraph():
            yield said(block.runs)
        case List():
            yield from _items(block.items, 0, block.ordered)
        case Table():
            yield from _table(block, translate(language[:2], TABLE, number=tables))
        case Signature():
            yield from ("", block.party)
            yield from (f"{label}: {value}".rstrip() for label, value in block.lines)
        case Figure():
            name = translate(language[:2], FIGURE, number=figures)
            yield f"{name} {block.caption}".strip()
            yield block.alternative
        case KeyFigures():
            yield from (f"{one.value} {one.meaning}" for one in block.figures)


def _table(block: Table, name: str) -> Iterator[str]:
    yield f"{name} {block.caption}"
    yield " | ".join(column.head for column in block.columns)
    for row in block.rows:
        yield " | ".join(BELOW.join(map(said, (c.runs, *c.further))) for c in row.cells)
