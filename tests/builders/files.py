"""Files as people hand them in, made here: none is stored in the repository."""

from __future__ import annotations

import io
import struct
import zlib
from typing import IO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from governance.base.actor import Actor
from governance.files.queries import Thing, held, opened
from governance.web.uploading import Upload

CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(said: str = "1", pages: int = 1, inside: bytes = b"<< >>") -> bytes:
    """A PDF of empty pages, with one object more, and a word that no reader looks at."""
    kids = b" ".join(b"%d 0 R" % (4 + number) for number in range(pages))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    made, places = f"%PDF-1.7\n% {said}\n".encode(), list[int]()
    for body in (b"<< /Type /Catalog /Pages 2 0 R >>", tree, inside, *[page] * pages):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (len(places), body)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    head, size = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1), len(places) + 1
    trailer = b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + head + listed + trailer


def png(width: int = 1, height: int = 1, drawn: bytes = b"\0\0") -> bytes:
    """A picture of one pixel, or one that says it is so large and draws this."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(drawn)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg(width: int = 1, height: int = 1) -> bytes:
    """A black photograph."""
    made = io.BytesIO()
    Image.new("RGB", (width, height)).save(made, "JPEG")
    return made.getvalue()


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
    return package((CONTENT_TYPES, types), ("word/document.xml", "<document/>"), *entries)


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
