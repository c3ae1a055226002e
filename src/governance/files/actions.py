"""What is kept: the bytes of what was signed or adopted. Never changed, never removed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, encoded
from governance.files.tables import StoredFile

Thing = tuple[str, UUID]


async def store(
    organisation_id: UUID,
    thing: Thing,
    name: str,
    media_type: str,
    content: bytes,
    made_with: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> UUID:
    """Keep a file of a thing for the organisation whose record it is; gives its id.

    ``thing`` is (kind, id), such as ``("agreement", id)``; ``made_with`` the versions of
    renderer, template and fonts. An effect of an action of a higher floor: whether the actor
    may is decided there, in the same transaction. The trail notes name and hash.
    """
    async with DATABASE.transaction():
        sealed = hashlib.sha256(content).hexdigest()
        made = await add(
            StoredFile(
                organisation_id=organisation_id,
                thing_kind=thing[0],
                thing_id=thing[1],
                name=name,
                media_type=media_type,
                size=len(content),
                sha256=sealed,
                made_with=encoded(dict(made_with)),
                content=content,
                made_at=at,
            )
        )
        noted = {"file": name, "sha256": sealed}
        await record(organisation_id, "store_file", *thing, noted, by=by, at=at, cause=thing)
    return made
