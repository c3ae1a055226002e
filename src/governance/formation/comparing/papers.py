"""Two versions of a text, and what differs as a file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec.structs import replace

from governance.agreements import queries as agreements
from governance.agreements.versions.queries import frozen
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.documents.blocks import Document
from governance.documents.comparing.changes import Comparison
from governance.documents.comparing.comparing import compared
from governance.documents.comparing.papers import table_of_changes
from governance.documents.house import House
from governance.documents.pdf import write_pdf
from governance.documents.redline import write_redline
from governance.formation.negotiating.crediting.rules import Accepted, authors
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text
from governance.library.papers import made_on


async def both(
    agreement_id: UUID, number: int, other: int, *, by: Actor
) -> tuple[Document, Document]:
    """Two versions, the older first; the open one is the draft as it stands now.

    Raises :class:`NotFound`, also for who takes no part in it.
    """
    older, newer = sorted((number, other))
    return (
        await _at(agreement_id, older, by=by),
        await _at(agreement_id, newer, by=by),
    )


async def _at(agreement_id: UUID, number: int, *, by: Actor) -> Document:
    view = await agreements.agreement(agreement_id, by=by)
    if number == view.text_version and view.frozen_at is None and view.takes_part:
        return agreement_text(await forming(agreement_id, by=by), draft=True)
    content = (await frozen(agreement_id, number, by=by)).content
    if content is None:
        raise NotFound
    return content


def told(old: Document, new: Document) -> Comparison:
    """What differs. That the versions have other numbers and days goes without saying."""
    was, now = (made_on(one.dated, one.language[:2]) for one in (old, new))
    of = new.subtitle.removesuffix(now) + was if new.subtitle.endswith(now) else new.subtitle
    same = {"version": old.version, "dated": old.dated, "draft": old.draft, "subtitle": of}
    return compared(old, replace(new, **same))


def redline(
    old: Document, new: Document, keeper: str, own: House | None, accepted: Sequence[Accepted]
) -> bytes:
    """Word with what differs as tracked changes: of the party that proposed it, else the keeper."""
    whose = authors(old, new, accepted, keeper)
    return write_redline(old, new, author=keeper, moment=new.dated, authors=whose, own=own)


def changes(
    old: Document, new: Document, keeper: str, _: House | None, __: Sequence[Accepted]
) -> bytes:
    """A PDF with what changes per article, from what to what."""
    table = table_of_changes(told(old, new), new.language[:2])
    return write_pdf(replace(new, blocks=(table,), author=keeper))


def amended(into: Document, by: Document) -> Document:
    """The text of an amendment as that of its agreement: under the title of the agreement."""
    names = {"title": into.title, "short_title": into.short_title, "subtitle": into.subtitle}
    return replace(by, **names)
