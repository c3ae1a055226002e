"""The versions of a text: one as it was, and which there are."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.documents.blocks import Document
from governance.library.drafts import Text


class VersionView(Struct, frozen=True, rename="camel"):
    """One version of the text; ``content`` is there once it is frozen, ``source`` its text with
    blanks where it is the agreement's own."""

    id: UUID
    number: int
    answers: dict[str, Any]
    content: Document | None
    content_hash: str
    made_with: str
    made_at: datetime
    frozen_at: datetime | None
    source: Text | None = None


class VersionListed(Struct, frozen=True, rename="camel"):
    """A version in the list. ``frozen_for``: decision, negotiation, or empty while it is open;
    ``content_hash`` proves that its text is as it was frozen."""

    number: int
    made_at: datetime
    frozen_at: datetime | None
    frozen_for: str
    note: str
    content_hash: str


_COLUMNS = "id, number, answers, content, content_hash, made_with, made_at, frozen_at, source"
_NEWEST = f"""
select {_COLUMNS} from agreement_version where agreement = $1
order by number desc limit 1"""  # noqa: S608 - constant text
_ONE = f"""
select {", ".join(f"v.{name}" for name in _COLUMNS.split(", "))}
from agreement_version v join agreement a on a.id = v.agreement
where a.id = $3 and v.number = $4 and v.frozen_at is not null and {TAKING_PART}"""  # noqa: S608
_LISTED = f"""
select v.number, v.made_at, v.frozen_at, v.frozen_for, v.note, v.content_hash
from agreement_version v join agreement a on a.id = v.agreement
where a.id = $3 and {TAKING_PART} order by v.number desc"""  # noqa: S608 - constant text


async def newest(agreement_id: UUID) -> VersionView:
    """The newest version: 1 query. Whether the actor sees its agreement is for the caller."""
    [row] = await DATABASE.fetch(_NEWEST, agreement_id)
    return _view(row)


async def frozen(agreement_id: UUID, number: int, *, by: Actor) -> VersionView:
    """A version that is frozen, for who takes part: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_ONE, *visible_to(by), agreement_id, number)
    if not rows:
        raise NotFound
    return _view(rows[0])


async def listed(agreement_id: UUID, *, by: Actor) -> list[VersionListed]:
    """Every version, newest first, for who takes part: 1 query. Raises :class:`NotFound`."""
    found = await fetch(VersionListed, _LISTED, *visible_to(by), agreement_id)
    if not found:
        raise NotFound
    return found


def _view(row: Any) -> VersionView:
    values = dict(row)
    content, source = values["content"], values["source"]
    return VersionView(
        **{
            **values,
            "answers": msgspec.json.decode(values["answers"]),
            "content": msgspec.json.decode(content, type=Document) if content else None,
            "source": msgspec.json.decode(source, type=Text) if source else None,
        }
    )
