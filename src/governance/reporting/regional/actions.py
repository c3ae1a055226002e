"""Keeping the text of an adopted regional report; called by its adoption."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from governance.base.database import DATABASE
from governance.base.views import encoded, lock
from governance.documents.blocks import Document
from governance.reporting.regional.queries import RegionalView
from governance.reporting.tables import RegionalReport

Paper = Callable[[RegionalView], Document]
"""Makes the text of an adopted report; handed in by who stands above this floor."""

_OF = "select id from regional_report where round = $1"
_KEEP = "update regional_report set content = $2::jsonb, content_hash = $3 where id = $1"


async def lock_of(round_id: UUID) -> Mapping[str, Any]:
    """The regional report of a round, locked."""
    [found] = await DATABASE.fetch(_OF, round_id)
    return await lock(RegionalReport, found["id"])


async def keep(regional_id: UUID, document: Document) -> None:
    """Store the text that was adopted, with its SHA-256."""
    content = encoded(document)
    digest = hashlib.sha256(content.encode()).hexdigest()
    await DATABASE.fetch(_KEEP, regional_id, content, digest)
