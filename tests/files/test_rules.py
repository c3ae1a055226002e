"""Which files are taken, by what is in them, and under which name they are kept."""

from __future__ import annotations

import io
import struct
import zlib
from random import Random
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from tests.builders.files import (
    CONTENT_TYPES,
    EXCEL,
    as_file,
    jpeg,
    odt,
    office,
    package,
    pdf,
    png,
)

from governance.base.errors import Refused
from governance.files.packages import rules as packages
from governance.files.rules import (
    EMPTY,
    ENDING,
    LARGE,
    NO_FILE,
    SCANS,
    UNWANTED,
    Examined,
    Kind,
    examined,
    safe_name,
)

EVERY = tuple(Kind)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def found(content: bytes, name: str = "file", wanted: tuple[Kind, ...] = EVERY) -> Examined:
    return examined(as_file(content), name, len(content), 1_000_000, wanted)


def problem(content: bytes, name: str = "file", wanted: tuple[Kind, ...] = EVERY) -> str:
    with pytest.raises(Refused) as refused:
        found(content, name, wanted)
    [complaint] = refused.value.complaints
    assert complaint.field == "file"
    return complaint.problem


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), Kind.PDF),
        (png(), Kind.PNG),
        (jpeg(), Kind.JPEG),
        (office(), Kind.DOCX),
        (office(main=EXCEL), Kind.XLSX),
        (odt(), Kind.ODT),
        (b"Gewone tekst.\r\n", Kind.TXT),
        ("Ook één.".encode(), Kind.TXT),
        ("Zoals Windows: één.".encode("cp1252"), Kind.TXT),
    ],
    ids=lambda value: str(value) if isinstance(value, Kind) else "",
)
def test_the_kind_is_found_from_the_content(content: bytes, kind: Kind) -> None:
    assert found(content) == Examined(kind, f"file.{kind}")


@pytest.mark.parametrize(
    "begin", [b"\xff\xe1\0\x08Exif\0\0", b"", b"\xff\xee\0\x0eAdobe\0\x64" + bytes(6)]
)
def test_a_photograph_is_known_however_its_maker_begins_it(begin: bytes) -> None:
    tables = jpeg()[20:]
    assert tables.startswith(b"\xff\xdb"), "what follows on the mark of JFIF"
    assert found(b"\xff\xd8" + begin + tables).kind == Kind.JPEG


@pytest.mark.parametrize("before", [b"<html><script>x</script>", b"GIF89a" + bytes(50), b"PK\3\4"])
def test_a_file_that_is_two_things_at_once_is_not_taken(before: bytes) -> None:
    with pytest.raises(Refused):
        found(before + pdf(), "scan.pdf", SCANS)


def test_text_with_commas_is_known_by_its_name_only() -> None:
    assert found(b"a;b\n1;2\n", "lijst.csv") == Examined(Kind.CSV, "lijst.csv")
    assert found(b"a;b\n1;2\n", "lijst.txt").kind == Kind.TXT


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + bytes(100),
        b"<!doctype html><script>alert(1)</script>",
        b"\xef\xbb\xbf  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"#!/bin/sh\n",
        b"GIF89a" + bytes(20),
        "tekst".encode("utf-16"),
        package(("a.txt", "a")),
        office(main="application/vnd.openxmlformats-officedocument.presentationml.main+xml"),
        OLD_OFFICE,
    ],
)
def test_what_is_none_of_these_is_not_taken(content: bytes) -> None:
    assert problem(content) == UNWANTED


def test_what_is_not_wanted_here_is_not_taken() -> None:
    assert problem(office(), "brief.docx", SCANS) == UNWANTED
    assert problem(office(("word/vbaProject.bin", b"x")), "brief.docx", SCANS) == UNWANTED
    assert found(pdf(), "scan.pdf", SCANS).kind == Kind.PDF


@pytest.mark.parametrize(
    ("content", "name"),
    [(png(), "scan.pdf"), (pdf(), "scan.exe"), (office(), "brief.xlsx"), (b"a", "brief.pdf")],
)
def test_a_name_that_says_something_else_is_refused(content: bytes, name: str) -> None:
    assert problem(content, name) == ENDING


@pytest.mark.parametrize(
    ("content", "name", "kept"),
    [
        (jpeg(), "scan.jfif", "scan.jfif"),
        (pdf(), "Besluit d.d. 24.11.2026", "Besluit d.d. 24.11.2026.pdf"),
        (pdf(), "Besluit 3.1", "Besluit 3.1.pdf"),
    ],
)
def test_a_name_that_says_nothing_else_is_taken(content: bytes, name: str, kept: str) -> None:
    assert found(content, name).name == kept


def test_a_file_that_is_not_there_is_empty_or_too_large() -> None:
    said: list[tuple[Any, int, str]] = [
        (None, 0, NO_FILE), (as_file(b""), 0, EMPTY), (as_file(b"x"), 1_000_001, LARGE),
    ]  # fmt: skip
    for file, size, expected in said:
        with pytest.raises(Refused) as refused:
            examined(file, "x.txt", size, 1_000_000, EVERY)
        assert [c.problem for c in refused.value.complaints] == [expected]


@pytest.mark.parametrize(
    "content",
    [
        pdf().replace(b"/Root", b"/Encrypt 5 0 R /Root"),
        OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
        odt(("META-INF/manifest.xml", "<manifest:encryption-data/>")),
    ],
    ids=["pdf", "word", "odt"],
)
def test_a_file_with_a_password_is_refused(content: bytes) -> None:
    assert problem(content) == packages.ENCRYPTED


def test_an_entry_with_a_password_is_refused() -> None:
    content = bytearray(office())
    first, listed = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    content[first + 6] |= 1
    content[listed + 8] |= 1
    assert problem(bytes(content)) == packages.ENCRYPTED


@pytest.mark.parametrize(
    "content",
    [
        office(("word/vbaProject.bin", b"x")),
        office(("word/activeX/activeX1.xml", "<x/>")),
        package((CONTENT_TYPES, "application/vnd.ms-word.document.macroEnabled.main+xml")),
        odt(("Basic/Standard/Module1.xml", "<x/>")),
        odt(("Scripts/python/x.py", "x")),
        pdf(inside=b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        pdf(inside=b"<< /S /J#61v#61#53cript /JS (app.alert(1)) >>"),
        pdf(inside=b"<< /S /Launch /F (x.exe) >>"),
        pdf(inside=b"<< /XFA [(preamble) 7 0 R] >>"),
    ],
)
def test_a_file_with_macros_or_scripts_is_refused(content: bytes) -> None:
    assert problem(content) == packages.ACTIVE


@pytest.mark.parametrize(
    "content",
    [
        pdf(inside=b"<< /Type /EmbeddedFile /Length 3 >>"),
        pdf(inside=b"<< /Names << /EmbeddedFiles 3 0 R >> >>"),
        office(("word/embeddings/oleObject1.bin", b"x")),
    ],
    ids=["file in a pdf", "list of files", "word"],
)
def test_a_file_that_holds_other_files_is_refused(content: bytes) -> None:
    assert problem(content) == packages.CARRIES


def test_what_a_picture_in_a_pdf_holds_by_chance_is_no_script() -> None:
    """In 25 MB of pixels a short name such as /JS stands about once."""
    pixels = Random(3).randbytes(6_000_000) + b" /JS( /JS \x01 /AA << /XFA"
    head = b"<< /Length %d >>\nstream\n" % len(pixels)
    content = pdf(inside=head + pixels + b"\nendstream")
    assert examined(as_file(content), "scan.pdf", len(content), 9_000_000, SCANS).kind == Kind.PDF
    with_chart = office(("word/embeddings/Microsoft_Excel_Sheet1.xlsx", b"x"))
    assert found(with_chart).kind == Kind.DOCX


def test_a_word_of_a_pdf_is_found_where_two_pieces_meet() -> None:
    for before in range(65_536 - 40, 65_536 + 4):
        content = b"%PDF-1.7\n" + b"x" * (before - 9) + b"/Encrypt 5 0 R\n%%EOF"
        assert problem(content) == packages.ENCRYPTED, before


def test_a_pdf_without_its_end_is_broken() -> None:
    assert problem(pdf().replace(b"%%EOF", b"")) == packages.BROKEN


def test_a_package_that_is_cut_off_or_altered_is_broken() -> None:
    whole = office(("word/media.bin", bytes(range(256)) * 40))
    assert problem(whole[:-30]) == packages.BROKEN
    altered = bytearray(whole)
    at = whole.find(b"word/media.bin") + 60
    altered[at] ^= 0xFF
    assert problem(bytes(altered)) == packages.BROKEN


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x", "word\\..\\..\\x", "C:/x"])
def test_an_entry_that_leads_out_of_its_folder_is_refused(name: str) -> None:
    assert problem(office((name, "x"))) == packages.BROKEN


def test_a_package_that_names_an_entry_twice_is_refused() -> None:
    made = io.BytesIO(office())
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(made, "a") as opened:
        opened.writestr("word/document.xml", "<other/>")
    assert problem(made.getvalue()) == packages.BROKEN


def test_a_package_that_unpacks_to_far_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = office(("word/big.xml", bytes(40_000_000)))
    assert len(bomb) < 60_000
    assert problem(bomb) == packages.TOO_MUCH
    fine = office(("word/big.xml", bytes(9_000_000)))
    assert found(fine).kind == Kind.DOCX
    monkeypatch.setattr(packages, "UNPACKED", 8_000_000)
    assert problem(fine) == packages.TOO_MUCH


def test_a_package_of_too_many_entries_is_refused() -> None:
    assert problem(office(*((f"word/{n}.xml", "") for n in range(2100)))) == packages.TOO_MUCH


def test_a_list_of_entries_that_is_huge_is_not_even_read() -> None:
    made = office()
    at = made.rfind(b"PK\x05\x06")
    for count, length in ((2001, 100), (3, 1_000_001)):
        end = made[at : at + 8] + struct.pack("<HHI", count, count, length) + made[at + 16 :]
        assert problem(made[:at] + end) == packages.TOO_MUCH


def test_a_size_that_lies_is_not_believed() -> None:
    """The list says that an entry is small; what comes out of it says otherwise."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as opened:
        opened.writestr(CONTENT_TYPES, f'<Types><x ContentType="{EXCEL}"/></Types>')
        opened.writestr("xl/a.xml", "x" * 1000)
    said = bytearray(made.getvalue())
    small = struct.pack("<III", zlib.crc32(b"x" * 10), 1000, 10)
    large = struct.pack("<III", zlib.crc32(b"x" * 1000), 1000, 1000)
    assert said.count(large) == 2
    assert problem(bytes(said).replace(large, small)) == packages.BROKEN


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("scan.pdf", "scan.pdf"),
        ("Handtekening burgemeester.PDF", "Handtekening burgemeester.pdf"),
        ("..\\..\\windows\\scan.pdf", "scan.pdf"),
        ("/etc/passwd", "passwd.pdf"),
        ("scan\u202efdp.exe", "scanfdp.exe.pdf"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ('a<b>:"|?*.pdf', "a-b------.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.x.pdf", "_LPT1.x.pdf"),
        (".pdf", "file.pdf"),
        ("", "file.pdf"),
        (" . . ", "file.pdf"),
        ("e\u0301e\u0301n.pdf", "één.pdf"),
        ("scan", "scan.pdf"),
    ],
)
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given, Kind.PDF) == kept


def test_a_name_is_at_most_two_hundred_characters() -> None:
    assert safe_name("x" * 300 + ".jpeg", Kind.JPEG) == "x" * 195 + ".jpeg"
    assert len(safe_name("é " * 300, Kind.PNG)) <= 200
