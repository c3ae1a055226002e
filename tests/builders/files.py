"""Files as people hand them in, made here: none is stored in the repository."""

from __future__ import annotations

import io
import struct
import zlib
from typing import IO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from governance.base.actor import Actor
from governance.files.queries import Thing, held, opened
from governance.web.uploading import Upload

CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(said: str = "1") -> bytes:
    """The smallest PDF that says it is one, and is whole."""
    return f"%PDF-1.7\n% {said}\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n".encode()


def png() -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg() -> bytes:
    """The beginning and end of a photograph."""
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + bytes(60) + b"\xff\xd9"


def package(*entries: tuple[str, bytes | str]) -> bytes:
    """A zip package with these entries."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as opening:
        for name, content in entries:
            opening.writestr(name, content)
    return made.getvalue()


def office(*entries: tuple[str, bytes | str], main: str = WORD) -> bytes:
    """A Word file (or Excel, by ``main``) with these entries beside what makes it one."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    return package((CONTENT_TYPES, types), ("word/document.xml", "<w:document/>"), *entries)


def odt(*entries: tuple[str, bytes | str]) -> bytes:
    """An OpenDocument text with these entries."""
    return package(("mimetype", ODT), ("content.xml", "<office/>"), *entries)


def as_file(content: bytes) -> IO[bytes]:
    """Bytes as a file that was sent."""
    return io.BytesIO(content)


def upload(content: bytes, filename: str = "scan.pdf") -> Upload:
    """A file as it comes with a form; what the sender calls its type is a lie."""
    return Upload(filename, "application/x-anything", as_file(content), len(content))


async def stored(file_id: UUID, thing: Thing, by: Actor) -> bytes:
    """The bytes of a file that is kept, proved."""
    with await opened(await held(file_id, thing, by=by), by=by) as file:
        return file.read()
