"""The files of a thing, for whoever may see the thing: that is decided by the floor above."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, TypeAlias
from uuid import UUID

import structlog
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Damaged, NotFound
from governance.base.views import fetch
from governance.files.keeping.remote import STORE

log = structlog.get_logger("governance.files")

Thing: TypeAlias = tuple[str, UUID]

MISSING = N_("The file {file} is not there any more. Tell whoever runs this service.")
ALTERED = N_(
    "The file {file} is not as it was kept, so it is not given. Tell whoever runs this service."
)
IN_MEMORY = 1024 * 1024


class FileView(Struct, frozen=True, rename="camel"):
    """A file that is kept; ``size`` in bytes, ``sha256`` as 64 hexadecimal digits."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


class FileHeld(Struct, frozen=True):
    """A file as it is recorded, with whose record it is."""

    id: UUID
    organisation_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


_KEPT = """
select id, name, media_type, size, sha256, made_at from stored_file
where thing_kind = $1 and thing_id = $2 and $3 and destroyed_at is null
order by made_at desc, name"""
_HELD = """
select id, organisation_id, name, media_type, size, sha256 from stored_file
where id = $1 and thing_kind = $2 and thing_id = $3 and $4 and destroyed_at is null"""
_CONTENT = "select content from stored_file where id = $1 and $2"


def visible_to(by: Actor | None) -> bool:
    """Files have no readers of their own: who may see the thing may see its files."""
    return by is not None


async def kept(thing: Thing, *, by: Actor) -> list[FileView]:
    """The files of a thing that the actor sees, newest first: 1 query."""
    return await fetch(FileView, _KEPT, *thing, visible_to(by))


async def held(file_id: UUID, thing: Thing, *, by: Actor) -> FileHeld:
    """One file of a thing that the actor sees: 1 query. Raises :class:`NotFound`."""
    found = await fetch(FileHeld, _HELD, file_id, *thing, visible_to(by))
    if not found:
        raise NotFound
    return found[0]


async def opened(file: FileHeld, *, by: Actor) -> IO[bytes]:
    """The bytes of a file, proved by size and hash, as a temporary file: 1 query.

    Raises :class:`Damaged` where they are gone or not what was kept: never half a file.
    """
    spooled = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever asked for it closes it
    try:
        await _copy(file, spooled, by)
    except BaseException:
        spooled.close()
        raise
    spooled.seek(0)
    return spooled


async def _copy(file: FileHeld, to: IO[bytes], by: Actor) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        async for piece in _pieces(file, by):
            size += len(piece)
            if size > file.size:
                break
            digest.update(piece)
            to.write(piece)
    except FileNotFoundError as error:
        log.error("file missing", file_id=str(file.id), sha256=file.sha256)
        raise Damaged(MISSING, file=file.name) from error
    if size != file.size or digest.hexdigest() != file.sha256:
        log.error("file altered", file_id=str(file.id), sha256=file.sha256)
        raise Damaged(ALTERED, file=file.name)


async def _pieces(file: FileHeld, by: Actor) -> AsyncIterator[bytes]:
    """From the row where it holds them, else from the store."""
    rows = await DATABASE.fetch(_CONTENT, file.id, visible_to(by))
    if rows and rows[0]["content"] is not None:
        yield bytes(rows[0]["content"])
        return
    async for piece in STORE.pieces(file.sha256):
        yield piece
