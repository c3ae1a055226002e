"""A version of the text as shown; whether the actor sees its agreement is for the caller."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.database import DATABASE
from governance.documents.blocks import Document


class VersionView(Struct, frozen=True, rename="camel"):
    """One version of the text; ``content`` is there once it is frozen."""

    id: UUID
    number: int
    answers: dict[str, Any]
    content: Document | None
    content_hash: str
    made_with: str
    made_at: datetime
    frozen_at: datetime | None


_NEWEST = """
select id, number, answers, content, content_hash, made_with, made_at, frozen_at
from agreement_version where agreement = $1 order by number desc limit 1"""


async def newest(agreement_id: UUID) -> VersionView:
    """The newest version: 1 query."""
    [row] = await DATABASE.fetch(_NEWEST, agreement_id)
    values = dict(row)
    content = values["content"]
    return VersionView(
        **{
            **values,
            "answers": msgspec.json.decode(values["answers"]),
            "content": msgspec.json.decode(content, type=Document) if content else None,
        }
    )
