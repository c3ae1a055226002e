"""What a Word file of an organisation makes of sample data, and ours to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from governance.base.errors import N_, NotFound
from governance.base.places import shipped
from governance.documents.blocks import Document
from governance.documents.docx import write_docx
from governance.documents.house import house_file
from governance.documents.letters.dressing import own_house
from governance.documents.letters.writing import written
from governance.formation.letters.fields.rules import FIELDS
from governance.formation.letters.papers import sample_of, template_of
from governance.formation.letters.rules import LETTER_WORDS, Letter
from governance.formation.queries import model_of
from governance.library.answers import read
from governance.library.looks.rules import HOUSE_STYLE, Known
from governance.library.papers import agreement_document

_LETTERS = {one.value: word for one, word in LETTER_WORDS.items()}
WORDS: Mapping[str, str] = {HOUSE_STYLE: N_("House style"), **_LETTERS}
"""What a file may be for, apart from letters of an own kind."""
_SAMPLE = "signaaltafel"
"""The model of which the example shows a house style: a short one, with all that there is."""


def known(language: str) -> Known:
    """Our letters and the fields of a letter, to judge a file by."""
    return Known(_LETTERS, FIELDS, language)


@cache
def sample() -> Document:
    """A draft with the sample answers of one of our models."""
    found, _ = read(shipped("agreements") / _SAMPLE / "example.toml")
    return agreement_document(
        model_of(_SAMPLE), found.answers, version=found.version, dated=found.moment, draft=True
    )


def shown(name: str, content: bytes, language: str) -> bytes:
    """A Word file that shows what a house style or a letter makes of sample data."""
    if name == HOUSE_STYLE:
        return write_docx(sample(), own_house(content))
    return written(content, FIELDS, sample_of(name, language), language)


def ours(name: str) -> bytes:
    """Our house style or one of our letters, to begin with. Raises :class:`NotFound`."""
    if name == HOUSE_STYLE:
        return house_file().read_bytes()
    if name not in set(Letter):
        raise NotFound
    return template_of(Letter(name))
