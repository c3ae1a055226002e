"""What is kept: the bytes of what was signed, adopted or handed in. Never changed or removed."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import IO
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused, Unavailable, complain
from governance.base.settings import MEGABYTE, Settings
from governance.base.views import add, encoded
from governance.files.keeping.actions import hold_bytes
from governance.files.keeping.remote import STORE
from governance.files.queries import Thing
from governance.files.remote import scan
from governance.files.rules import INFECTED, MEDIA_TYPES, NO_FILE, SEVERAL, Examined, Kind, examined
from governance.files.tables import StoredFile
from governance.web.uploading import Upload

Made = Mapping[str, str]
DESTROYED = N_("Somebody destroyed a file that is the same as this one just now. Choose it again.")


class Received(Struct, frozen=True):
    """A file from outside that may be kept. ``content`` only where the database holds it."""

    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes | None


async def store(
    organisation_id: UUID,
    thing: Thing,
    name: str,
    media_type: str,
    content: bytes,
    made_with: Made,
    *,
    by: Actor,
    at: datetime,
) -> UUID:
    """Keep a file of a thing for the organisation whose record it is; gives its id.

    ``thing`` is (kind, id), such as ``("agreement", id)``; ``made_with`` the versions of
    renderer, template and fonts. An effect of an action of a higher floor: whether the actor
    may is decided there, in the same transaction. The trail notes name and hash.
    """
    sealed = hashlib.sha256(content).hexdigest()
    apart = await STORE.put(sealed, content)
    held = Received(name, media_type, len(content), sealed, None if apart else content)
    async with DATABASE.transaction():
        made = await _add(held, organisation_id, thing, made_with, at)
        noted = {"file": name, "sha256": sealed}
        await record(organisation_id, "store_file", *thing, noted, by=by, at=at, cause=thing)
    return made


async def receive(
    upload: Upload | None,
    wanted: Sequence[Kind],
    organisation_id: UUID,
    thing: Thing,
    *,
    settings: Settings,
    by: Actor,
    at: datetime,
) -> Received:
    """Take in a file from outside: examined, scanned, and its bytes in the store.

    Raises ``Refused`` where it is not taken; one with a virus is noted in the trail of the
    organisation. Raises ``Unavailable`` where scanner or store does not answer: no file passes
    because nobody looked. Runs before the transaction that keeps it: a scan may last, and what is
    noted of a refusal must stay. Whether the actor may is asked before, and again in there.
    """
    found, sealed, file = await look_over(
        upload, wanted, organisation_id, thing, settings=settings, by=by, at=at
    )
    apart = await STORE.put(sealed, file)
    held = None if apart else await asyncio.to_thread(_whole, file)
    size = upload.size if upload else 0
    return Received(found.name, MEDIA_TYPES[found.kind], size, sealed, held)


async def look_over(
    upload: Upload | None,
    wanted: Sequence[Kind],
    organisation_id: UUID,
    thing: Thing,
    *,
    settings: Settings,
    by: Actor,
    at: datetime,
) -> tuple[Examined, str, IO[bytes]]:
    """What a file from outside is, its SHA-256, and the file: examined, scanned, kept nowhere.

    Raises as :func:`receive`, which keeps it as well.
    """
    complain([Complaint("file", SEVERAL)] if upload and upload.several else [])
    file, given, size = (upload.file, upload.filename, upload.size) if upload else (None, "", 0)
    limit = settings.upload_limit * MEGABYTE
    found = await asyncio.to_thread(examined, file, given, size, limit, wanted)
    if file is None:
        raise Refused([Complaint("file", NO_FILE)])
    sealed = await asyncio.to_thread(_hash, file)
    if settings.clamd and (virus := await scan(settings.clamd, file)):
        async with DATABASE.transaction():
            noted = {"sha256": sealed, "size": size, "found": virus[:200]}
            await record(organisation_id, "refuse_file", *thing, noted, by=by, at=at)
        raise Refused([Complaint("file", INFECTED)])
    return found, sealed, file


async def keep(
    received: Received, organisation_id: UUID, thing: Thing, *, by: Actor, at: datetime
) -> UUID:
    """Record a received file as one of a thing; gives its id. In the transaction of its action.

    Raises :class:`Unavailable` where somebody destroyed the very same bytes since they came in.
    The trail notes hash and kind, not the name: somebody outside chose it, so a person may
    stand in it.
    """
    async with DATABASE.transaction():
        await hold_bytes(received.sha256)
        if received.content is None and not await STORE.has(received.sha256):
            raise Unavailable(DESTROYED)
        made = await _add(received, organisation_id, thing, {}, at)
        noted = {"file_id": made, "sha256": received.sha256, "media_type": received.media_type}
        await record(organisation_id, "store_file", *thing, noted, by=by, at=at, cause=thing)
    return made


async def note_sent(
    organisation_id: UUID,
    verb: str,
    thing: Thing,
    noted: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Note that somebody took something out: ``download`` of what is kept, ``export`` of what
    is made now. In a transaction of its own, before the first byte is sent."""
    async with DATABASE.transaction():
        await record(organisation_id, verb, *thing, noted, by=by, at=at)


async def _add(
    held: Received, organisation_id: UUID, thing: Thing, made_with: Made, at: datetime
) -> UUID:
    return await add(
        StoredFile(
            organisation_id=organisation_id,
            thing_kind=thing[0],
            thing_id=thing[1],
            name=held.name,
            media_type=held.media_type,
            size=held.size,
            sha256=held.sha256,
            made_with=encoded(dict(made_with)),
            content=held.content,
            made_at=at,
        )
    )


def _hash(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(65536):
        digest.update(piece)
    return digest.hexdigest()


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
