"""The passages of a text as they were read of a Word file, in its order. Pure.

What the reader could not place stands aside: it is listed, and a person may give it a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from governance.agreements.registering.rules import LIMITS, Passage, PassageKind
from governance.agreements.rules import ExtensionRule
from governance.documents.blocks import Heading, Paragraph, Table, said
from governance.documents.reading.ordinary.pieces import (
    Annex,
    Article,
    Grid,
    Item,
    Left,
    Moment,
    Placed,
    Said,
    Span,
    Understood,
)

_WORD = re.compile(r"[^\W\d_]{3,}")
_INDEFINITE = re.compile(r"verleng.*onbepaalde (tijd|duur)|onbepaalde (tijd|duur).*verleng", re.I)
_AS_LONG = re.compile(r"\b(een|de)?(zelfde|gelijke)\s+(periode|duur|termijn|looptijd)", re.I)
_LAST = 1_000_000
"""Behind everything that has a place in the file."""


def passages_of(of: Understood) -> tuple[Passage, ...]:
    """Everything that was read, in the order of the file; notes and what stood beside it last."""
    found = list(map(_cut, chain(_front(of), _articles(of.articles), _back(of))))
    return tuple(sorted([*found, *_lost(of, found)], key=_place))


def _lost(of: Understood, found: list[Passage]) -> Iterator[Passage]:
    """Lines of the file with a word that stands in no passage, such as the head of a table.

    The word before the number of an article or annex is said by the passage itself.
    """
    there = {of.title, *(f"{one.number} {one.title} {one.text}" for one in found)}
    known = {word for said in there for word in _words(said)}
    heads = {one.source for one in found if one.kind in (PassageKind.ARTICLE, PassageKind.ANNEX)}
    for source, text in enumerate(of.original):
        for line in text.splitlines():
            said = _words(line)[1 if source in heads else 0 :]
            if not known.issuperset(said):
                yield Passage(PassageKind.ASIDE, text=line.strip(), source=source)


def _words(said: str) -> list[str]:
    return _WORD.findall(said.casefold())


def day_of(of: Understood, moment: Moment) -> date | None:
    """The first day that was read of a moment."""
    return next((one.on for one in of.dates if one.moment is moment and one.on), None)


def months_of(of: Understood, span: Span) -> int | None:
    """The first length of time in months that was read of a kind."""
    return next((one.months for one in of.terms if one.span is span and one.months), None)


def extension_of(of: Understood, term: int | None) -> tuple[ExtensionRule, int | None]:
    """How it is extended where a file says that silence does it, and for how many months.

    ``term``: the months of its own term, for an extension that lasts as long.
    """
    silent = [one for one in of.terms if one.tacit]
    if not silent:
        return ExtensionRule.NONE, None
    said = next((one for one in silent if one.months), silent[0])
    if said.months is None and _INDEFINITE.search(said.words):
        return ExtensionRule.INDEFINITE, None
    return ExtensionRule.TACIT, said.months or (term if _AS_LONG.search(said.words) else None)


def _place(of: Passage) -> int:
    return _LAST if of.kind == PassageKind.NOTE or of.source < 0 else of.source


def _cut(of: Passage) -> Passage:
    """A heading that is longer than a title stands in the text: nothing of it is cut off."""
    if len(of.title) <= LIMITS["title"] and len(of.number) <= LIMITS["number"]:
        return of
    head = f"{of.number} {of.title}".strip()
    short = head[: LIMITS["title"]] if of.kind == PassageKind.ARTICLE else ""
    return Passage(of.kind, "", short, f"{head}\n{of.text}".strip(), of.source)


def _front(of: Understood) -> Iterator[Passage]:
    if of.subtitle:
        yield Passage(PassageKind.WORDS, text=of.subtitle, source=0)
    for party in of.parties:
        text = party.text or party.name
        yield Passage(PassageKind.PARTY, party.number, "", text, party.source)
    for phrase in of.phrases:
        yield Passage(PassageKind.WORDS, text=phrase.text, source=phrase.source)
    for recital in of.recitals:
        yield Passage(PassageKind.RECITAL, text="\n".join(_lines(recital)), source=recital.source)


def _articles(of: Iterable[Article]) -> Iterator[Passage]:
    under = ""
    for one in of:
        if one.under and one.under != under:
            yield Passage(PassageKind.WORDS, title=one.under, source=one.source)
        under = one.under
        text = "\n".join(line for part in one.paragraphs for line in _lines(part))
        yield Passage(PassageKind.ARTICLE, one.number, one.title, text, one.source)


def _back(of: Understood) -> Iterator[Passage]:
    for block in of.closing:
        yield Passage(PassageKind.WORDS, text=_block(block), source=block.source)
    yield from map(_annex, of.annexes)
    for note in of.footnotes:
        yield Passage(PassageKind.NOTE, note.number, "", note.text, note.source)
    yield from map(_aside, of.left)


def _annex(of: Annex) -> Passage:
    text = "\n".join(map(_block, of.blocks))
    return Passage(PassageKind.ANNEX, of.number, of.title, text, of.source)


def _aside(of: Left) -> Passage:
    return Passage(PassageKind.ASIDE, text=of.text, source=of.source)


def _lines(of: Said | Item, depth: int = 0) -> Iterator[str]:
    """A paragraph, its items below it and its tables, each on a line of its own."""
    listed = of.number or ("-" if depth else "")
    mark = f"{listed}." if listed[-1:].isalnum() else listed
    yield f"{mark} {said(of.runs)}".strip()
    for item in of.items:
        yield from _lines(item, depth + 1)
    if isinstance(of, Said):
        yield from (" | ".join(row) for grid in of.tables for row in _rows(grid))


def _rows(of: Grid) -> Iterator[tuple[str, ...]]:
    yield from of.rows


def _block(of: Placed) -> str:
    block = of.block
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Paragraph):
        return said(block.runs)
    return "\n".join(_table(block))


def _table(of: Table) -> Iterator[str]:
    if any(column.head for column in of.columns):
        yield " | ".join(column.head for column in of.columns)
    for row in of.rows:
        cells = ("\n".join(map(said, (cell.runs, *cell.further))) for cell in row.cells)
        yield " | ".join(cells)
