"""A scan that nobody can open is not taken: pictures and PDFs are opened before they are kept."""

from __future__ import annotations

import io
import re
import struct

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject
from tests.builders.files import jpeg, pdf, png
from tests.files.test_rules import found, problem

from governance.files.opening import rules
from governance.files.packages.rules import ACTIVE, BROKEN, ENCRYPTED, TOO_MUCH
from governance.files.rules import Kind


def noise(kind: str, size: tuple[int, int] = (64, 64), mode: str = "RGB") -> bytes:
    """A picture with something on it."""
    made = io.BytesIO()
    Image.effect_noise(size, 50).convert(mode).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB", "1", "CMYK"])
def test_a_scan_in_any_colours_is_taken(kind: str, mode: str) -> None:
    if (kind, mode) in {("PNG", "CMYK"), ("JPEG", "1")}:
        mode = "RGB"
    assert found(noise(kind, mode=mode)).kind == (Kind.PNG if kind == "PNG" else Kind.JPEG)


@pytest.mark.parametrize(
    "content",
    [
        png()[:8],
        noise("PNG")[:2000],
        noise("PNG").replace(b"IDAT", b"IDAT\0", 1),
        png(40, 40, b"\0"),
        b"\xff\xd8\xff\xe0",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0<html><script>alert(1)</script>",
        noise("JPEG", (900, 900))[:30_000],
        jpeg()[:-10],
    ],
)
def test_a_picture_that_cannot_be_opened_is_not_taken(content: bytes) -> None:
    assert problem(content) == BROKEN


def test_a_picture_that_unpacks_to_more_than_is_safe_is_not_taken() -> None:
    assert problem(png(10_001, 10_000, b"\0")) == TOO_MUCH
    whole = bytearray(jpeg())
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">HH", 20_000, 20_000)
    assert problem(bytes(whole)) == TOO_MUCH


def test_a_large_picture_is_looked_over_without_being_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "_DRAWN", 1000)
    assert found(noise("PNG")).kind == Kind.PNG
    altered = bytearray(noise("PNG"))
    altered[900] ^= 1
    assert problem(bytes(altered)) == BROKEN


def test_a_pdf_without_a_page_is_not_taken() -> None:
    assert problem(pdf(pages=0)) == rules.NO_PAGE
    assert found(pdf(pages=700)).kind == Kind.PDF
    for content in (
        pdf().replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
        pdf().replace(b"/Kids [4 0 R]", b"/Kids [3 0 R]"),
        pdf().replace(b"/Kids [4 0 R]", b"/Kids [99 0 R] "),
    ):
        assert problem(content) == rules.NO_PAGE


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nniets\n%%EOF\n",
        pdf().replace(b"/Pages 2 0 R", b"/Pages 3 0 R"),
        pdf().replace(b"/Root 1 0 R", b"/Root 77 0 R"),
        pdf().replace(b"/Type /Catalog /Pages", b"/Type /Catalog /Bages"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_not_taken(content: bytes) -> None:
    assert problem(content) in {BROKEN, rules.NO_PAGE}


def packed(*objects: bytes, size: int = 0) -> bytes:
    """A PDF that holds these objects packed together in one stream."""
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(10, 10)
    heads, bodies = b"", b" ".join(objects) + b" " * size
    for number in range(len(objects)):
        at = sum(len(one) + 1 for one in objects[:number])
        heads += b"%d %d " % (60 + number, at)
    stream = DecodedStreamObject()
    stream.set_data(heads + bodies)
    stream[NameObject("/Type")] = NameObject("/ObjStm")
    stream[NameObject("/N")] = NumberObject(len(objects))
    stream[NameObject("/First")] = NumberObject(len(heads))
    writer._add_object(stream.flate_encode())
    writer.write(made)
    return with_list(made.getvalue(), [(60 + n, n) for n in range(len(objects))])


def with_list(content: bytes, held: list[tuple[int, int]]) -> bytes:
    """The same, and a list of what lies where that names what is packed."""
    stream = max(int(n) for n in re.findall(rb"\n(\d+) 0 obj", content))
    before = int(content.rsplit(b"startxref", 1)[1].split()[0])
    rows = b"".join(struct.pack(">BIB", 2, stream, index) for _, index in held)
    index = f"[{held[0][0]} {len(held)}]".encode()
    head = b"<< /Type /XRef /W [1 4 1] /Index %s /Size 90 /Root 1 0 R /Prev %d /Length %d >>"
    root = content.split(b"/Root ")[1].split(b" ")[0]
    told = (head % (index, before, len(rows))).replace(b"/Root 1", b"/Root " + root)
    at = len(content)
    xref = b"89 0 obj\n" + told + b"\nstream\n" + rows + b"\nendstream\nendobj\n"
    return content + xref + b"startxref\n%d\n%%%%EOF\n" % at


def test_what_is_packed_in_a_pdf_is_seen_as_well() -> None:
    harmless = packed(b"<< /A 1 >>", b"<< /B 2 >>")
    assert b"/A 1" not in harmless
    assert found(harmless).kind == Kind.PDF
    active = packed(b"<< /A 1 >>", b"<< /S /JavaScript /JS (app.alert(1)) >>")
    assert b"JavaScript" not in active
    assert problem(active) == ACTIVE


def test_a_pdf_that_unpacks_to_more_than_is_safe_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "UNPACKED", 10_000)
    assert found(packed(b"<< >>", size=9_000)).kind == Kind.PDF
    assert problem(packed(b"<< >>", size=11_000)) == TOO_MUCH


def test_a_pdf_with_a_password_is_told_as_that() -> None:
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(10, 10)
    writer.encrypt("geheim", algorithm="RC4-128")
    writer.write(made)
    assert problem(made.getvalue()) == ENCRYPTED
