"""Files that come with a form, to disk as they come in, so that memory stays flat."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO, Any

import multipart  # type: ignore[import-untyped]
from litestar.types import Scope
from msgspec import Struct

from governance.base.errors import GovernanceError
from governance.web.acting import AnyRequest

NotMultipart = multipart.MultipartError
IN_MEMORY = 256 * 1024
TEXT = 1024 * 1024
"""Bytes of everything in a form that is no file."""
NAME = 64 * 1024
"""Bytes of the name of a file, and of what else is said of a part: it is cut where it is kept."""
PATIENCE = 8
"""A body up to so many times its limit is read to its end, and thrown away: a browser that is
answered while it sends shows its own error and not ours."""


class TooLarge(GovernanceError):  # noqa: N818 - reads as a sentence
    """The body is larger than its route takes (HTTP 413). ``limit`` is in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"a body may hold {limit} bytes")


class Upload(Struct, frozen=True):
    """A file that came with a form, still unchecked. It lasts as long as the request.

    ``several``: others came in the same field.
    """

    filename: str
    content_type: str
    file: IO[bytes]
    size: int
    several: bool = False


class _Coming:
    """One pass over a body in parts: texts are gathered, files are written away."""

    def __init__(self, scope: Scope) -> None:
        self.open: list[IO[bytes]] = scope["state"].setdefault("spooled", [])
        self.pairs: list[tuple[str, str]] = []
        self.files: dict[str, Upload] = {}
        self.left = TEXT
        self._segment: Any = None
        self._text: list[bytes] = []
        self._file: IO[bytes] | None = None

    def take(self, event: Any) -> None:
        """One event of the parser: a part begins, a piece of it, or (none) it ends."""
        if isinstance(event, multipart.MultipartSegment):
            self._segment, self._text, self._file = event, [], None
            if event.filename:
                self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by discard
                self.open.append(self._file)
        elif event and self._file is not None:
            self._file.write(event)
        elif event:
            self.left -= len(event)
            if self.left < 0:
                raise TooLarge(TEXT)
            self._text.append(bytes(event))
        elif self._segment is not None:
            self._end(self._segment)

    def _end(self, part: Any) -> None:
        if self._file is not None:
            size = self._file.tell()
            self._file.seek(0)
            kind = part.content_type or ""
            several = part.name in self.files
            self.files[part.name] = Upload(part.filename, kind, self._file, size, several)
        elif part.filename is None:
            self.pairs.append((part.name, b"".join(self._text).decode()))


async def parts_of(
    request: AnyRequest, limit: int, count: int
) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    """The fields and files of a body in parts; raises :class:`TooLarge` above its limit."""
    _, options = multipart.parse_options_header(request.headers["content-type"])
    coming, size = _Coming(request.scope), 0
    if int(request.headers.get("content-length", "0") or 0) > PATIENCE * limit:
        raise TooLarge(limit)
    with multipart.PushMultipartParser(
        options.get("boundary", ""), max_segment_count=count, max_header_size=NAME
    ) as parser:
        async for part in request.stream():
            size += len(part)
            if size > PATIENCE * limit:
                raise TooLarge(limit)
            for event in parser.parse(part) if part and size <= limit else ():
                coming.take(event)
        if size > limit:
            raise TooLarge(limit)
        if not parser.closed:
            for event in parser.parse(b""):
                coming.take(event)
    return coming.pairs, coming.files


def discard(scope: Scope) -> None:
    """Remove the temporary files of a request: what was to be kept is kept elsewhere."""
    for spooled in scope["state"].pop("spooled", ()):
        spooled.close()
