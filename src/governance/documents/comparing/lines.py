"""A document as sections of lines, one for each paragraph, item or row: what is compared. Pure.

All that a tree says is in its lines, so that nothing that differs can be missed; only how a
text of one look is cut into runs is of no meaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from governance.documents import numbering
from governance.documents.blocks import (
    Article,
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
    joined,
    runs,
    said,
)
from governance.documents.comparing.told import Chapter, Kind, Told

PROPERTIES = (
    "title", "subtitle", "short_title", "version", "dated", "draft", "language", "subject",
    "author", "keywords",
)  # fmt: skip


def chapters(of: Document) -> list[Chapter]:
    """The sections of a document in order, its properties first."""
    found = [Chapter("properties", tuple(_properties(of)), anchor="properties")]
    between: list[Told] = []
    title: Heading | None = None
    for number, block in numbering.numbered(of.blocks):
        if isinstance(block, Article | Heading):
            found += _loose(title, between)
            title, between = None, []
        if isinstance(block, Article):
            found.append(Chapter("article", tuple(_article(block)), number, block.anchor))
        elif isinstance(block, Heading):
            title, between = block, [_heading(block)]
        else:
            between += _block(block)
    return found + _loose(title, between)


def _loose(title: Heading | None, lines: list[Told]) -> list[Chapter]:
    if not lines:
        return []
    kind = "heading" if title else "between"
    return [Chapter(kind, tuple(lines), anchor=title.anchor if title else "")]


def _properties(of: Document) -> Iterator[Told]:
    for name in PROPERTIES:
        value = getattr(of, name)
        texts = value if isinstance(value, tuple) else (str(value),)
        yield Told(Kind.PROPERTY, tuple(map(runs, texts)), name)


def _heading(of: Heading) -> Told:
    return Told(Kind.TITLE, (runs(of.text),), of.anchor, look=f"heading {of.level}")


def _article(of: Article) -> Iterator[Told]:
    yield Told(Kind.TITLE, (runs(of.title),), of.anchor, look="article")
    for mark, clause in numbering.clauses(of):
        yield _line(Kind.CLAUSE, clause.runs, clause.anchor, mark=mark)
        yield from _items(clause.items, 0, ordered=True)


def _items(of: tuple[ListItem, ...], depth: int, *, ordered: bool) -> Iterator[Told]:
    """Items, each with those below it."""
    for number, item in enumerate(of, 1):
        mark = numbering.item(number, depth) if ordered else "–"
        yield _line(Kind.ITEM, item.runs, item.anchor, depth + 1, mark)
        yield from _items(item.items, depth + 1, ordered=ordered)


def _block(of: Block) -> list[Told]:
    """The lines of what is no article or heading."""
    match of:
        case Paragraph():
            found = [_line(Kind.PARAGRAPH, of.runs, of.anchor, look=of.style)]
        case List():
            begin = Told(Kind.LIST, (), look="ordered" if of.ordered else "dashes")
            found = [begin, *_items(of.items, 0, ordered=of.ordered)]
        case Table():
            found = list(_table(of))
        case Signature():
            found = list(_signature(of))
        case _:
            found = [_single(of)]
    return found


def _single(of: Block) -> Told:
    """The line of what is compared as a whole."""
    match of:
        case Figure():
            drawn = hashlib.sha256(of.svg.encode()).hexdigest()
            found = Told(
                Kind.FIGURE, (runs(of.caption), runs(of.alternative)), look=f"{drawn} {of.width}"
            )
        case KeyFigures():
            texts = tuple(runs(text) for one in of.figures for text in (one.value, one.meaning))
            found = Told(Kind.KEY_FIGURES, texts, look=" ".join(one.tone for one in of.figures))
        case Contents():
            found = Told(Kind.CONTENTS, (runs(of.title),))
        case PageBreak():
            found = Told(Kind.PAGE_BREAK, ())
        case _:
            raise TypeError(f"no line for a block of type {type(of).__name__}")
    return found


def _signature(of: Signature) -> Iterator[Told]:
    """Its party, then its lines, each known by its label."""
    yield Told(Kind.SIGNER, (runs(of.party),), of.anchor)
    for label, value in of.lines:
        yield Told(Kind.SIGNED, (runs(label), runs(value)), f"{of.anchor or of.party} {label}")


def _table(of: Table) -> Iterator[Told]:
    yield Told(Kind.CAPTION, (runs(of.caption),))
    shares = " ".join(f"{float(column.share)} {column.align}" for column in of.columns)
    heads = tuple(runs(column.head) for column in of.columns)
    yield Told(Kind.HEAD, heads, look=f"{shares} {of.row_heads}")
    for row in of.rows:
        cells = tuple(map(_cell, row.cells))
        looks = "|".join(look for _, look in cells)
        yield Told(Kind.ROW, tuple(text for text, _ in cells), row.anchor, look=looks)


def _cell(of: Cell) -> tuple[Runs, str]:
    """What a cell says, each paragraph on its line, and how it looks."""
    if not of.further:
        own = joined(of.runs)
        return own, f"{of.tone} {_look(own)}"
    lines = [joined(of.runs), *map(joined, of.further)]
    whole = lines[0] + tuple(run for line in lines[1:] for run in (Run("\n"), *line))
    looks = ";".join(f"{len(said(line))}:{_look(line)}" for line in lines)
    return joined(whole), f"{of.tone} {looks}"


def _line(
    kind: Kind, of: Runs, anchor: str, level: int = 0, mark: str = "", look: str = ""
) -> Told:
    own = joined(of)
    return Told(kind, (own,), anchor, level, mark, f"{look} {_look(own)}")


def _look(of: Runs) -> str:
    if not any(run.bold or run.italic or run.blank for run in of):
        return ""
    looks = ((len(r.text), r.bold, r.italic, r.blank) for r in of)
    return " ".join(f"{size}{bold:d}{italic:d}{blank:d}" for size, bold, italic, blank in looks)
