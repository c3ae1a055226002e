"""Word files that mean harm, each made here; none is stored in the repository."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache, partial
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


def many_elements() -> bytes:
    """Three and a half million paragraphs with nothing in them."""
    return with_part(DOCUMENT, OPEN + "<w:p/>" * 3_500_000 + SHUT)


TEXT = f"{OPEN}<w:p><w:r><w:t>&i;</w:t></w:r></w:p>{SHUT}"
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?>'
UTF_7 = b"<?xml version='1.0' encoding='UTF-7'?>"
ELSEWHERE = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd"><w/>'
SHARE = "file:///%5C%5Cserver%5Cshare%5Cx.dotm"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
KINDS = ("attachedTemplate", "image", "oleObject", "subDocument", "frame", "aFChunk", "x")
MADE: dict[str, Callable[[], bytes]] = {
    "entities": lambda: with_part(DOCUMENT, BOMB + TEXT),
    "entities in utf-16": lambda: with_part(DOCUMENT, (UTF_16 + BOMB + TEXT).encode("utf-16")),
    "entities in utf-7": lambda: with_part(
        DOCUMENT, UTF_7 + (BOMB + TEXT).encode("utf-7").replace(b"<", b"+ADw-")
    ),
    "entities in styles": lambda: with_part("word/styles.xml", BOMB + "<w>&i;</w>"),
    "document type from elsewhere": lambda: with_part(DOCUMENT, ELSEWHERE),
    **{
        f"outside: {kind}": partial(related, OFFICE + kind, "https://example.org/x")
        for kind in KINDS
    },
    "template on a share": lambda: related(OFFICE + "attachedTemplate", SHARE),
    "strict picture": lambda: related(STRICT + "image", r"\\server\share\x.png"),
    "outside, unsaid": lambda: related(OFFICE + "image", "https://example.org/x", ""),
    "in a header": lambda: related(OFFICE + "image", "http://x", part="header9"),
    "macros": lambda: with_part("word/vbaProject.bin", b"x"),
    "macros, renamed": lambda: related(MACROS, "quiet.bin", ""),
    "a program, renamed": lambda: b"MZ\x90\0" + bytes(100_000),
    "a pdf, renamed": lambda: b"%PDF-1.7\n%%EOF",
    "another package": lambda: repacked(
        whole(), {}, {"[Content_Types].xml": "<Types/>", DOCUMENT: ""}
    ),
    "broken xml": lambda: with_part(DOCUMENT, OPEN + "<w:p></w:body>"),
    "no xml": lambda: with_part(DOCUMENT, b"\0\1\2"),
    "cut off": lambda: whole()[:-200],
    "altered": altered,
    "locked": locked,
    "zip bomb": zip_bomb,
    "a size that lies": lying,
    "nested": nested,
    "millions of elements": many_elements,
    "many parts": lambda: repacked(whole(), {}, {f"word/{n}.xml": "" for n in range(3000)}),
}
"""What each is, and how it is made: some take a second, so none is made when tests are found."""


@cache
def hostile(what: str) -> bytes:
    """One of the files."""
    return MADE[what]()


def large(folder: Path) -> Path:
    """A file of 200 MB that begins as a Word file does; it takes no room on the disk."""
    path = folder / "large.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200_000_000)
    return path
