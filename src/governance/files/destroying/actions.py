"""The bytes of one file go, for ever; its row stays with hash, who, when and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Overtaken
from governance.files.keeping.actions import hold_bytes
from governance.files.keeping.remote import STORE
from governance.files.queries import Thing

_FILE = """
select id, organisation_id, sha256, destroyed_at from stored_file
where id = $1 and thing_kind = $2 and thing_id = $3 for update"""
_DESTROY = """
update stored_file
set content = null, name = '', destroyed_at = $2, destroyed_by = $3, destroyed_why = $4
where id = $1"""
_OTHERS = """
select organisation_id from stored_file
where sha256 = $1 and destroyed_at is null"""


async def destroy(file_id: UUID, thing: Thing, why: str, *, by: Actor, at: datetime) -> int:
    """Destroy the bytes of a file of a thing; gives how often its organisation keeps the very
    same bytes for something else. Then, and where another organisation keeps these, the store
    keeps them: each has its own record.

    In the transaction of the action above, which decides whether the actor may. Raises
    :class:`Overtaken` where it was done before, :class:`Unavailable` where the store does not
    answer: then nothing changed.
    """
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_FILE, file_id, *thing)
        if not rows:
            raise NotFound
        [row] = rows
        if row["destroyed_at"] is not None:
            raise Overtaken
        await hold_bytes(row["sha256"])
        await DATABASE.fetch(_DESTROY, file_id, at, by.person_id, why)
        others = [one["organisation_id"] for one in await DATABASE.fetch(_OTHERS, row["sha256"])]
        noted = {"file_id": file_id, "sha256": row["sha256"], "reason": why}
        await record(row["organisation_id"], "destroy_file", *thing, noted, by=by, at=at)
        if not others:
            # Last: what the store gave up does not come back with a transaction that fails.
            await STORE.remove(row["sha256"])
        return others.count(row["organisation_id"])
