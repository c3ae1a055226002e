"""What is handed in of a clause of an organisation's own library."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.library.clauses.rules import ClauseTheme

Said = Annotated[Lines, Meta(max_length=2000)]
Source = Annotated[str, Meta(max_length=500)]


class VariantRow(Struct, frozen=True, rename="camel"):
    """One variant as it is typed; one without title and text is left out.

    ``text``: numbered paragraphs, places in brackets (``[regio]``); the clause calls its own
    paragraphs ``[par.deze_2]``. ``key`` is what it was kept under, empty for a new one.
    """

    title: Annotated[str, Meta(max_length=200)] = ""
    text: Annotated[Lines, Meta(max_length=20000)] = ""
    explanation: Said = ""
    key: Annotated[str, Meta(max_length=80)] = ""


class NewOwnClauseForm(Struct, frozen=True, rename="camel", kw_only=True):
    """A new clause of the library of an organisation."""

    organisation_id: UUID
    title: Annotated[str, Meta(max_length=200)]
    theme: ClauseTheme
    explanation: Said
    source: Source
    variants: list[VariantRow]


class OwnClauseForm(Struct, frozen=True, rename="camel", kw_only=True):
    """A clause as it is to be, as its next version; ``says`` what changed."""

    title: Annotated[str, Meta(max_length=200)]
    theme: ClauseTheme
    explanation: Said
    source: Source
    variants: list[VariantRow]
    says: Source
    version: Seen = None


class InUseForm(Struct, frozen=True, rename="camel"):
    """Whether drafts can take a clause from now on."""

    in_use: bool
    version: Seen = None
