"""Whether everything that is kept is there as it was kept. For who runs the service: no actor."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.files.keeping.remote import STORE
from governance.files.moving.actions import proved

GRACE = timedelta(days=1)
"""An object that is younger may belong to a transaction that is not done yet."""
_ROWS = """
select id, sha256, size, content from stored_file
where id > $1 and destroyed_at is null order by id limit 1"""
_KNOWN = "select 1 from stored_file where sha256 = $1 and destroyed_at is null limit 1"


class Checked(Struct, frozen=True):
    """One file: ``problem`` is missing, altered, or empty text."""

    id: UUID
    sha256: str
    problem: str = ""


async def checked_files() -> AsyncIterator[Checked]:
    """Every file that is recorded, each proved by its size and hash."""
    at = UUID(int=0)
    while rows := await DATABASE.fetch(_ROWS, at):
        [row] = rows
        at, sealed = row["id"], row["sha256"]
        try:
            if row["content"] is None:
                sound = await proved(sealed, row["size"])
            else:
                sound = hashlib.sha256(bytes(row["content"])).hexdigest() == sealed
        except FileNotFoundError:
            yield Checked(at, sealed, "missing")
            continue
        yield Checked(at, sealed, "" if sound else "altered")


async def orphans(now: datetime) -> AsyncIterator[str]:
    """Objects of the store that no row names, older than a day: left by what was rolled back."""
    async for sha256, since in STORE.names():
        if since < now - GRACE and not await DATABASE.fetch(_KNOWN, sha256):
            yield sha256
