"""Shipped files under ``/static``, with the hash of their content in the address.

A file that changes gets another address, so browsers may keep it for ever. Also the ETag
helper for pages and downloads.
"""

from __future__ import annotations

import hashlib
import mimetypes
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from governance.base.errors import NotFound
from governance.web.body import AnyConnection

FOLDER = Path(__file__).with_name("static")
FOREVER = "public, max-age=31536000, immutable"
KINDS = MappingProxyType(
    {".woff2": "font/woff2", ".svg": "image/svg+xml", ".js": "text/javascript"}
)


@cache
def _files() -> MappingProxyType[str, bytes]:
    found = (p for p in sorted(FOLDER.rglob("*")) if p.is_file() and p.suffix in SERVED)
    return MappingProxyType({p.relative_to(FOLDER).as_posix(): p.read_bytes() for p in found})


SERVED = frozenset({".css", ".js", ".woff2", ".svg", ".png", ".ico"})


@cache
def edition() -> str:
    """The hash of all files together, so that a style sheet may name its font relatively."""
    whole = hashlib.sha256()
    for name, content in _files().items():
        whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()[:16]


def static(name: str) -> str:
    """The address of a shipped file; raises ``LookupError`` when it does not exist."""
    if name not in _files():
        msg = f"there is no static file '{name}'"
        raise LookupError(msg)
    return f"/static/{edition()}/{name}"


@get("/static/{version:str}/{name:path}", include_in_schema=False, sync_to_thread=False)
def static_file(version: FromPath[str], name: FromPath[Path]) -> Response[bytes]:
    """A shipped file; an address of another edition does not exist."""
    content = _files().get(name.as_posix().lstrip("/"))
    if content is None or version != edition():
        raise NotFound
    kind = KINDS.get(name.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, media_type=kind, headers={"Cache-Control": FOREVER})


def etag(*parts: object) -> str:
    """An entity tag of what a page shows: ids, versions, language, never the page's bytes."""
    return '"' + hashlib.sha256(repr(parts).encode()).hexdigest()[:24] + '"'


def not_modified(connection: AnyConnection, tag: str) -> Response[Any] | None:
    """The answer 304 when the browser holds this tag already, else None."""
    held = connection.headers.get("if-none-match", "")
    tags = {part.strip().removeprefix("W/") for part in held.split(",")}
    if tag not in tags and "*" not in tags:
        return None
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    return Response(None, status_code=304, headers=headers)
