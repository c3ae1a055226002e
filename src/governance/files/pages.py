"""How every file leaves the service: noted in the trail, proved, and never run by a browser.

Whoever calls this has decided that the actor may see the thing that the file is of.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType
from typing import IO, Any
from uuid import UUID

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Stream

from governance.base.errors import N_, Unavailable
from governance.files import queries
from governance.files.actions import note_sent
from governance.files.queries import FileHeld, Thing
from governance.files.rules import MEDIA_TYPES, Kind
from governance.files.sending.rules import POLICY, SHOWN, Part, disposition, part_asked
from governance.files.stripping.rules import stripped
from governance.web.acting import AnyRequest, moment_of, signed_in
from governance.web.plugin import only_headers
from governance.web.static import not_modified

_PRIVATE = "private, no-store"
_PIECE = 65536
NO_COPY = N_(
    "Of this file no copy can be made that does not say who made it. Ask its organisation for it."
)


async def stored(
    request: AnyRequest, file_id: UUID, thing: Thing, *, inline: bool = False
) -> Response[Any]:
    """A file that is kept, byte for byte, whole or the part that is asked for.

    ``inline`` shows it where it is a PDF or a picture. The trail notes the download.
    """
    by = signed_in(request)
    file = await queries.held(file_id, thing, by=by)
    tag = f'"{file.sha256}"'
    told = headers(file.name, inline=inline and file.media_type in SHOWN)
    told |= {"ETag": tag, "Accept-Ranges": "bytes"}
    if unchanged := not_modified(request, tag):
        unchanged.headers["Cache-Control"] = _PRIVATE
        return unchanged
    try:
        part = _part(request, file, tag)
    except ValueError:
        beyond = {"Content-Range": f"bytes */{file.size}"}
        raise HTTPException(status_code=416, headers=beyond) from None
    return await _sent(request, file, thing, part, told)


async def copied(request: AnyRequest, file_id: UUID, thing: Thing, name: str) -> Response[Any]:
    """A copy of a file that is kept, without what it says of who made it, where and with what.

    For who is not of the organisation whose file it is; ``name`` is what it is called for them.
    Made anew each time and kept nowhere.
    Raises :class:`Unavailable` where no such copy can be made: never is the file itself given.
    """
    by = signed_in(request)
    file = await queries.held(file_id, thing, by=by)
    kind = next(kind for kind, media in MEDIA_TYPES.items() if media == file.media_type)
    with await queries.opened(file, by=by) as content:
        made = await asyncio.to_thread(_stripped, content.read(), Kind(kind))
    noted = {"file_id": file.id, "sha256": hashlib.sha256(made).hexdigest(), "copy": True}
    if not only_headers(request):
        at = moment_of(request)
        await note_sent(file.organisation_id, "download", thing, noted, by=by, at=at)
    return Response(made, media_type=file.media_type, headers=headers(name))


def _stripped(content: bytes, kind: Kind) -> bytes:
    try:
        return stripped(content, kind)
    except Exception as error:
        # Whatever a library says of a file of somebody else's making, there is no copy.
        raise Unavailable(NO_COPY) from error


async def exported(
    request: AnyRequest,
    organisation_id: UUID,
    thing: Thing,
    name: str,
    media_type: str,
    content: bytes,
    noted: Mapping[str, object] = MappingProxyType({}),
) -> Response[bytes]:
    """A document that is made now, as a file. The trail notes that it was taken out.

    ``noted``: what else is told of it there, such as what it was made with.
    """
    if not only_headers(request):
        by, at = signed_in(request), moment_of(request)
        await note_sent(organisation_id, "export", thing, {"file": name, **noted}, by=by, at=at)
    return Response(content, media_type=media_type, headers=headers(name))


def headers(name: str, *, inline: bool = False) -> dict[str, str]:
    """What goes with every file: saved under this name, kept by no cache, and never run."""
    return {
        "Content-Disposition": disposition(name, inline=inline),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": _PRIVATE,
    }


def _part(request: AnyRequest, file: FileHeld, tag: str) -> Part | None:
    """The part that is asked for; the whole where that part was of another file."""
    whole = request.headers.get("if-range", tag) != tag
    return None if whole else part_asked(request.headers.get("range", ""), file.size)


async def _sent(
    request: AnyRequest, file: FileHeld, thing: Thing, part: Part | None, told: dict[str, str]
) -> Response[Any]:
    by = signed_in(request)
    noted: dict[str, object] = {"file_id": file.id, "sha256": file.sha256}
    length = file.size
    if part is not None:
        length = part.length
        noted["range"] = f"{part.first}-{part.last}"
        told["Content-Range"] = f"bytes {part.first}-{part.last}/{file.size}"
    told["Content-Length"] = str(length)
    status = 200 if part is None else 206
    if only_headers(request):
        return Response(b"", status_code=status, headers=told, media_type=file.media_type)
    content = await queries.opened(file, by=by)
    request.scope["state"].setdefault("spooled", []).append(content)
    await note_sent(file.organisation_id, "download", thing, noted, by=by, at=moment_of(request))
    pieces = _pieces(content, part.first if part else 0, length)
    return Stream(pieces, status_code=status, headers=told, media_type=file.media_type)


async def _pieces(content: IO[bytes], first: int, length: int) -> AsyncIterator[bytes]:
    content.seek(first)
    while length > 0 and (piece := content.read(min(_PIECE, length))):
        length -= len(piece)
        yield piece
