"""Where bytes are kept changes, what is kept does not: so nothing of this is noted in the trail.

Done by whoever runs the service, from the command line: no actor is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.files.keeping.remote import STORE

_NEXT = """
select id, sha256, content from stored_file
where content is not null and id > $1 order by id limit 1"""
_EMPTY = "update stored_file set content = null where id = $1"
_BEGIN = UUID(int=0)


class Moved(Struct, frozen=True):
    """One file that was looked at: moved, or left because its bytes are not those of its hash."""

    id: UUID
    size: int
    sound: bool


async def move_files() -> AsyncIterator[Moved]:
    """Move every file that a row still holds to the store, one by one.

    A row is emptied only once the store has given the very same bytes back. Whatever stops it,
    it goes on where it was when it is called again; two at once do no harm.
    """
    at = _BEGIN
    while rows := await DATABASE.fetch(_NEXT, at):
        [row] = rows
        at, content = row["id"], bytes(row["content"])
        sound = hashlib.sha256(content).hexdigest() == row["sha256"]
        if sound and await STORE.put(row["sha256"], content):
            sound = await proved(row["sha256"], len(content))
            if sound:
                await DATABASE.fetch(_EMPTY, at)
        yield Moved(at, len(content), sound)


async def proved(sha256: str, size: int) -> bool:
    """Whether the store has these bytes; raises ``FileNotFoundError`` where it has none."""
    digest, found = hashlib.sha256(), 0
    async for piece in STORE.pieces(sha256):
        digest.update(piece)
        found += len(piece)
    return found == size and digest.hexdigest() == sha256
