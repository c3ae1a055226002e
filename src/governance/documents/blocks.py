"""The neutral tree of blocks: what a document says, before it is Word, PDF or a page.

A document is a list of blocks, a block holds runs of text. Writers (``docx``,
``pdf``, ``html``, ``text``) turn the same tree into their form; the tree is plain
data, so it can be stored as JSON and compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class Run(Struct, frozen=True, tag="run", omit_defaults=True):
    """A stretch of text in one look. ``blank`` marks a blank that is not filled in yet."""

    text: str
    bold: bool = False
    italic: bool = False
    blank: bool = False


Runs: TypeAlias = tuple[Run, ...]


class Alignment(StrEnum):
    """How the text of a column stands."""

    START = "start"
    END = "end"
    CENTRE = "centre"


class Tone(StrEnum):
    """What a cell or figure signals, beside its word: never the only carrier of meaning."""

    PLAIN = "plain"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    DONE = "done"


class Heading(Struct, frozen=True, tag="heading", omit_defaults=True):
    """A heading of level 1 to 3; ``anchor`` names its bookmark."""

    text: str
    level: int = 1
    anchor: str = ""


class Paragraph(Struct, frozen=True, tag="paragraph", omit_defaults=True):
    """Running text. ``style`` is one of body, lead, note, quiet."""

    runs: Runs
    style: str = "body"
    anchor: str = ""


class ListItem(Struct, frozen=True, tag="item", omit_defaults=True):
    """One item of a list, with a list below it where it has sub-items."""

    runs: Runs
    anchor: str = ""
    items: tuple[ListItem, ...] = ()


class List(Struct, frozen=True, tag="list", omit_defaults=True):
    """A list: lettered (a., b., then 1°, 2°) when ``ordered``, else with dashes."""

    items: tuple[ListItem, ...]
    ordered: bool = False


class Clause(Struct, frozen=True, tag="clause", omit_defaults=True):
    """One paragraph (lid) of an article, with its lettered items."""

    runs: Runs
    anchor: str = ""
    items: tuple[ListItem, ...] = ()


class Article(Struct, frozen=True, tag="article", omit_defaults=True):
    """Artikel n, numbered by the writer. A single clause is not numbered."""

    title: str
    clauses: tuple[Clause, ...]
    anchor: str = ""


class Column(Struct, frozen=True, tag="column", omit_defaults=True):
    """A column: its head and its share of the width (any unit, shares are relative)."""

    head: str
    share: float = 1
    align: Alignment = Alignment.START


class Cell(Struct, frozen=True, tag="cell", omit_defaults=True):
    """One cell; ``tone`` adds a sign and a colour to the words, never instead of them.

    ``further`` are paragraphs below the first.
    """

    runs: Runs
    tone: Tone = Tone.PLAIN
    further: tuple[Runs, ...] = ()


class Row(Struct, frozen=True, tag="row", omit_defaults=True):
    """One row of cells; never split over two pages."""

    cells: tuple[Cell, ...]
    anchor: str = ""


class Table(Struct, frozen=True, tag="table", omit_defaults=True):
    """A table with a repeated head. ``row_heads``: the first cell of a row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_heads: bool = True


class Signature(Struct, frozen=True, tag="signature", omit_defaults=True):
    """Where one party signs; stays on one page.

    ``lines`` are label and value, an empty value leaves room to write.
    """

    party: str
    lines: tuple[tuple[str, str], ...]
    anchor: str = ""


class Figure(Struct, frozen=True, tag="figure", omit_defaults=True):
    """A drawing (SVG source) with the text that says the same; width in millimetres."""

    svg: str
    alternative: str
    caption: str = ""
    width: float = 160


class KeyFigure(Struct, frozen=True, tag="keyfigure", omit_defaults=True):
    """One number with what it means."""

    value: str
    meaning: str
    tone: Tone = Tone.PLAIN


class KeyFigures(Struct, frozen=True, tag="keyfigures", omit_defaults=True):
    """A row of key figures."""

    figures: tuple[KeyFigure, ...]


class Contents(Struct, frozen=True, tag="contents"):
    """A table of contents of headings and articles, made by the writer."""

    title: str


class PageBreak(Struct, frozen=True, tag="pagebreak"):
    """What follows starts on a new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Article
    | Table
    | Signature
    | Figure
    | KeyFigures
    | Contents
    | PageBreak
)


class Document(Struct, frozen=True, tag="document", omit_defaults=True):
    """A whole document and what its properties say.

    ``dated`` is the moment of the version as ISO 8601 (UTC); it fills the properties,
    so the same version gives the same bytes on any day. ``words`` are the fixed words
    of the writers in the language of the document (article, page, of, version, figure,
    table), so that the writers hold no language.
    """

    title: str
    short_title: str
    version: str
    dated: str
    blocks: tuple[Block, ...]
    language: str = "nl-NL"
    subtitle: str = ""
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    draft: bool = False


def runs(text: str) -> Runs:
    """Plain text as runs."""
    return (Run(text),) if text else ()


def said(of: Runs) -> str:
    """What runs say, without their look."""
    return of[0].text if len(of) == 1 else "".join([run.text for run in of])


def joined(of: Iterable[Run]) -> Runs:
    """Runs of which no two neighbours have one look, and none is empty."""
    found: list[Run] = []
    for run in of:
        last = found[-1] if found else None
        if last and (last.bold, last.italic, last.blank) == (run.bold, run.italic, run.blank):
            found[-1] = Run(last.text + run.text, run.bold, run.italic, run.blank)
        elif run.text:
            found.append(run)
    return tuple(found)
