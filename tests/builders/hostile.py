"""Word files that mean harm, each made here; none is stored in the repository."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.builders.writing import Pen, repacked

DOCUMENT = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
SHUT = "</w:body></w:document>"
BOMB = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@cache
def whole() -> bytes:
    """A small file with nothing wrong in it."""
    pen = Pen()
    pen.p("Artikel 1 Doel", bold=True)
    pen.p("Partijen werken samen.")
    return pen.done()


def with_part(name: str, content: str | bytes) -> bytes:
    return repacked(whole(), {}, {name: content})


def related(kind: str, target: str, mode: str = ' TargetMode="External"', part: str = "x") -> bytes:
    """A file with one relation more, of a part beside the text."""
    relation = f'<Relationship Id="r1" Type="{kind}" Target="{target}"{mode}/>'
    xml = f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'
    return with_part(f"word/_rels/{part}.xml.rels", xml)


def zip_bomb(size: int = 400_000_000) -> bytes:
    """Four hundred megabytes of one letter, packed small, written a piece at a time."""
    made = io.BytesIO(whole())
    with (
        ZipFile(made, "a", ZIP_DEFLATED) as opened,
        opened.open("word/big.xml", "w", force_zip64=False) as part,
    ):
        piece = b"a" * 1_000_000
        for _ in range(size // len(piece)):
            part.write(piece)
    return made.getvalue()


def nested(depth: int = 100_000) -> bytes:
    """Tables in tables, to the bottom of any stack."""
    within = "<w:tbl><w:tr><w:tc>"
    out = "</w:tc></w:tr></w:tbl>"
    return with_part(DOCUMENT, OPEN + within * depth + "<w:p/>" + out * depth + SHUT)


def locked() -> bytes:
    content = bytearray(whole())
    first, listed = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    content[first + 6] |= 1
    content[listed + 8] |= 1
    return bytes(content)


def altered() -> bytes:
    """A file of which a byte changed on its way."""
    content = bytearray(whole())
    with ZipFile(io.BytesIO(content)) as opened:
        entry = opened.getinfo(DOCUMENT)
    content[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
    return bytes(content)


def lying() -> bytes:
    """A part that unpacks to more than the list of parts says."""
    content = bytearray(with_part(DOCUMENT, b"b" * 300_000_000))
    at = content.rfind(DOCUMENT.encode()) - 46
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    content[at + 16 : at + 20] = zlib.crc32(b"b" * 1000).to_bytes(4, "little")
    return bytes(content)


@cache
def files() -> tuple[tuple[str, bytes], ...]:
    """What each is, and the file."""
    return tuple(_files())


def _files() -> Iterator[tuple[str, bytes]]:
    text = f"{OPEN}<w:p><w:r><w:t>&i;</w:t></w:r></w:p>{SHUT}"
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    yield "entities", with_part(DOCUMENT, BOMB + text)
    yield (
        "entities in utf-16",
        with_part(DOCUMENT, (declared + BOMB + text).encode("utf-16")),
    )
    hidden = (BOMB + text).encode("utf-7").replace(b"<", b"+ADw-")
    as_utf7 = b"<?xml version='1.0' encoding='UTF-7'?>" + hidden
    yield "entities in utf-7", with_part(DOCUMENT, as_utf7)
    yield "entities in styles", with_part("word/styles.xml", BOMB + "<w>&i;</w>")
    outside = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><w/>'
    yield "document type from elsewhere", with_part(DOCUMENT, outside)
    for kind in ("attachedTemplate", "image", "oleObject", "subDocument", "frame", "aFChunk", "x"):
        yield f"outside: {kind}", related(OFFICE + kind, "https://example.org/x")
    share = "file:///%5C%5Cserver%5Cshare%5Cx.dotm"
    yield "template on a share", related(OFFICE + "attachedTemplate", share)
    yield "strict picture", related(STRICT + "image", r"\\server\share\x.png")
    yield "outside, unsaid", related(OFFICE + "image", "https://example.org/x", "")
    yield "in a header", related(OFFICE + "image", "http://x", part="header9")
    yield "macros", with_part("word/vbaProject.bin", b"x")
    yield (
        "macros, renamed",
        related(
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "quiet.bin", ""
        ),
    )
    yield "a program, renamed", b"MZ\x90\0" + bytes(100_000)
    yield "a pdf, renamed", b"%PDF-1.7\n%%EOF"
    yield "another package", repacked(whole(), {}, {"[Content_Types].xml": "<Types/>",
                                                             DOCUMENT: ""})  # fmt: skip
    yield "broken xml", with_part(DOCUMENT, OPEN + "<w:p></w:body>")
    yield "no xml", with_part(DOCUMENT, b"\0\1\2")
    yield "cut off", whole()[:-200]
    yield "altered", altered()
    yield "locked", locked()
    yield "zip bomb", zip_bomb()
    yield "a size that lies", lying()
    yield "nested", nested()
    many = OPEN + "<w:p/>" * 3_500_000 + SHUT
    yield "millions of elements", with_part(DOCUMENT, many)
    yield "many parts", repacked(whole(), {}, {f"word/{n}.xml": "" for n in range(3000)})


def large(folder: Path) -> Path:
    """A file of 200 MB that begins as a Word file does; it takes no room on the disk."""
    path = folder / "large.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200_000_000)
    return path
