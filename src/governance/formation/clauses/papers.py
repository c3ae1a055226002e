"""The text of a clause to read, and what differs between two texts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from governance.documents.blocks import Document, Heading, Paragraph, Run
from governance.documents.comparing.changes import Comparison
from governance.documents.comparing.comparing import compared
from governance.documents.comparing.html import write_comparison
from governance.formation.clauses.words import standing
from governance.library.bracketing import shown
from governance.library.passages import Form, Passage, passages
from governance.library.texts import Reading

_MARK = re.compile(r"^\s*(\d+\.|[a-z]\.)\s")


class Line(Struct, frozen=True, rename="camel"):
    """One paragraph as one reads it: its number, places in brackets, and when it stands."""

    mark: str
    words: str
    condition: str
    below: bool


def lines(key: str, text: str, language: str) -> Iterator[Line]:
    """The paragraphs of a text of a clause, with the numbers that they have in it."""
    raw = text.splitlines()
    for one in passages(key, "", text)[0]:
        mark = _MARK.match(raw[one.line - 1])
        condition = standing(one.when, language)
        yield Line(mark[1] if mark else "", shown(one.words), condition, one.form is Form.ITEM)


def differing(
    title: str, old: Sequence[Passage], new: Sequence[Passage], language: str
) -> Comparison:
    """What differs between two texts; a condition stands before the words it goes for."""
    return compared(_document(title, old, language), _document(title, new, language))


def difference(title: str, old: Sequence[Passage], new: Sequence[Passage], language: str) -> str:
    """What differs as HTML; the writer escapes whatever was typed."""
    return write_comparison(differing(title, old, new, language), language)


def _document(title: str, of: Sequence[Passage], language: str) -> Document:
    blocks = tuple(_paragraph(one, language) for one in of)
    return Document(title, title, "", "", (Heading(title, anchor="clause"), *blocks), language)


def _paragraph(passage: Passage, language: str) -> Paragraph:
    condition = standing(passage.when, language)
    said = (Run(f"({condition}) ", italic=True),) if condition else ()
    words = Reading("", "", (), {}).runs(shown(passage.words), 0)
    return Paragraph((*said, *words))
