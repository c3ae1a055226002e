"""The files of a thing, for whoever may see the thing: that is decided by the floor above."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.views import fetch

Thing: TypeAlias = tuple[str, UUID]


class FileView(Struct, frozen=True, rename="camel"):
    """A file that is kept; ``size`` in bytes, ``sha256`` as 64 hexadecimal digits."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


class FileContent(Struct, frozen=True):
    """The bytes of a file, with what a download needs."""

    name: str
    media_type: str
    sha256: str
    content: bytes


_KEPT = """
select id, name, media_type, size, sha256, made_at from stored_file
where thing_kind = $1 and thing_id = $2 and $3 order by made_at desc, name"""
_CONTENT = """
select name, media_type, sha256, content from stored_file
where id = $1 and thing_kind = $2 and thing_id = $3 and $4"""


def visible_to(by: Actor | None) -> bool:
    """Files have no readers of their own: who may see the thing may see its files."""
    return by is not None


async def kept(thing: Thing, *, by: Actor) -> list[FileView]:
    """The files of a thing that the actor sees, newest first: 1 query."""
    return await fetch(FileView, _KEPT, *thing, visible_to(by))


async def content(file_id: UUID, thing: Thing, *, by: Actor) -> FileContent:
    """One file of a thing that the actor sees: 1 query. Raises :class:`NotFound`."""
    found = await fetch(FileContent, _CONTENT, file_id, *thing, visible_to(by))
    if not found:
        raise NotFound
    return found[0]
