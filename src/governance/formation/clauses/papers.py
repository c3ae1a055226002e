"""The text of a clause to read, and what differs between two texts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from governance.documents.blocks import Document, Heading, Paragraph, Run
from governance.documents.comparing.changes import Comparison
from governance.documents.comparing.comparing import compared
from governance.documents.comparing.html import write_comparison
from governance.formation.clauses.words import read, standing
from governance.formation.queries import NO_MODEL
from governance.formation.sentences.rules import shown
from governance.library.passages import Form, Passage, passages
from governance.library.rules import Blank, Model
from governance.library.texts import Reading

_MARK = re.compile(r"^\s*(\d+\.|[a-z]\.)\s")


class Line(Struct, frozen=True, rename="camel"):
    """One paragraph as one reads it: its number, places in brackets, and when it stands."""

    mark: str
    words: str
    condition: str
    below: bool


def lines(key: str, text: str, language: str, asked: tuple[Blank, ...] = ()) -> Iterator[Line]:
    """The paragraphs of a text of a clause, with the numbers that they have in it; a condition
    within a sentence may ask what a draft has ``asked``. ``key``: how it calls its own article."""
    raw, of = text.splitlines(), replace(NO_MODEL, language=language, blanks=asked)
    for one in passages(key, "", text)[0]:
        mark = _MARK.match(raw[one.line - 1])
        condition = standing(one.when, language)
        words = read(shown(one.words, of), language, key)
        yield Line(mark[1] if mark else "", words, condition, one.form is Form.ITEM)


def differing(
    title: str,
    old: Sequence[Passage],
    new: Sequence[Passage],
    language: str,
    asked: tuple[Blank, ...] = (),
    *own: str,
) -> Comparison:
    """What differs between two texts; a condition stands before the words it goes for, or
    within them. ``asked``: what a draft asks; ``own``: how the texts call their own article."""
    was, now = (_document(title, one, language, asked, own) for one in (old, new))
    return compared(was, now)


def difference(
    title: str,
    old: Sequence[Passage],
    new: Sequence[Passage],
    language: str,
    asked: tuple[Blank, ...] = (),
    *own: str,
) -> str:
    """What differs as HTML; the writer escapes whatever was typed."""
    return write_comparison(differing(title, old, new, language, asked, *own), language)


def _document(
    title: str,
    found: Sequence[Passage],
    language: str,
    asked: tuple[Blank, ...],
    own: tuple[str, ...],
) -> Document:
    of = replace(NO_MODEL, language=language, blanks=asked)
    blocks = tuple(_paragraph(one, of, own) for one in found)
    return Document(title, title, "", "", (Heading(title, anchor="clause"), *blocks), language)


def _paragraph(passage: Passage, of: Model, own: tuple[str, ...]) -> Paragraph:
    condition = standing(passage.when, of.language)
    said = (Run(f"({condition}) ", italic=True),) if condition else ()
    said_so = read(shown(passage.words, of), of.language, *own)
    words = Reading("", "", (), {}).runs(said_so, 0)
    return Paragraph((*said, *words))
