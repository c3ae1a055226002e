"""A copy for publication says nothing of who made the file, and shows the same."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from docx import Document
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject
from tests.builders.files import EXCEL, ODT, as_file, office, package, pdf

from governance.base.settings import MEGABYTE
from governance.files.rules import Kind, examined
from governance.files.stripping.rules import can_be_stripped, stripped

WHO = "Een Medewerker"


def held(content: bytes, kind: Kind) -> Kind:
    """The kind that a copy is by the checks on files that come in."""
    name = f"kopie.{kind}"
    return examined(as_file(content), name, len(content), MEGABYTE, tuple(Kind)).kind


def a_pdf() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(pages=2)))
    writer.add_metadata({"/Author": WHO, "/Title": WHO, "/Creator": WHO})
    told = DecodedStreamObject()
    told.set_data(f"<x:xmpmeta>{WHO}</x:xmpmeta>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(told)
    writer.pages[0][NameObject("/PieceInfo")] = TextStringObject(WHO)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_keeps_its_pages_and_loses_its_author() -> None:
    given = a_pdf()
    assert PdfReader(io.BytesIO(given)).metadata["/Author"] == WHO  # type: ignore[index]
    copy = stripped(given, Kind.PDF)
    read = PdfReader(io.BytesIO(copy))
    assert len(read.pages) == 2
    assert WHO not in " ".join((read.metadata or {}).values())
    assert read.xmp_metadata is None and "/PieceInfo" not in read.pages[0]
    assert WHO.encode() not in copy and held(copy, Kind.PDF) is Kind.PDF


def a_photo(called: str) -> bytes:
    drawn = Image.new("RGB", (4, 2), "red")
    drawn.putpixel((0, 0), (0, 0, 255))
    exif = Image.Exif()
    exif[0x013B], exif[0x0112] = WHO, 6
    made, more = io.BytesIO(), {}
    if called == "PNG":
        said = PngInfo()
        said.add_text("Author", WHO)
        more = {"pnginfo": said}
    drawn.save(made, called, exif=exif, **more, **({"comment": WHO} if called == "JPEG" else {}))
    return made.getvalue()


@pytest.mark.parametrize(("called", "kind"), [("PNG", Kind.PNG), ("JPEG", Kind.JPEG)])
def test_a_picture_is_drawn_upright_and_says_nothing(called: str, kind: Kind) -> None:
    given = a_photo(called)
    assert WHO.encode() in given
    copy = stripped(given, kind)
    assert WHO.encode() not in copy and held(copy, kind) is kind
    with Image.open(io.BytesIO(copy)) as shown:
        assert shown.size == (2, 4), "turned as the camera was held"
        assert dict(shown.getexif()) == {} and "comment" not in shown.info


def test_a_picture_one_sees_through_stays_so() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (2, 2), (1, 2, 3, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(stripped(made.getvalue(), Kind.PNG))) as shown:
        assert shown.mode == "RGBA" and shown.getpixel((0, 0)) == (1, 2, 3, 0)


def a_word_file() -> bytes:
    document = Document()
    run = document.add_paragraph("Wij stellen een aanpak vast.").runs[0]
    document.add_comment(run, text="Klopt dit?", author=WHO, initials="EM")
    document.core_properties.author = document.core_properties.last_modified_by = WHO
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_word_file_keeps_its_words_and_loses_who_wrote_them() -> None:
    given = a_word_file()
    copy = stripped(given, Kind.DOCX)
    read = Document(io.BytesIO(copy))
    assert [one.text for one in read.paragraphs] == ["Wij stellen een aanpak vast."]
    assert (read.core_properties.author, read.core_properties.last_modified_by) == ("", "")
    with ZipFile(io.BytesIO(given)) as before, ZipFile(io.BytesIO(copy)) as after:
        assert any(WHO.encode() in before.read(name) for name in before.namelist())
        assert not [name for name in after.namelist() if WHO.encode() in after.read(name)]
    assert held(copy, Kind.DOCX) is Kind.DOCX


def test_of_other_kinds_no_copy_is_promised() -> None:
    assert can_be_stripped(Kind.PDF) and not can_be_stripped(Kind.TXT)
    with pytest.raises(KeyError):
        stripped(b"", Kind.TXT)


EXCEL_NAMES = {
    "docProps/core.xml": f"<cp:coreProperties><dc:creator>{WHO}</dc:creator></cp:coreProperties>",
    "xl/comments1.xml": f"<comments><authors><author>{WHO}</author></authors></comments>",
    "xl/persons/person.xml": f'<people><person displayName="{WHO}" userId="{WHO}"/></people>',
    "xl/workbook.xml": f'<workbook><x15ac:absPath url="C:\\{WHO}\\"/><sheets/></workbook>',
}
ODT_NAMES = {
    "meta.xml": f"<office:document-meta><dc:creator>{WHO}</dc:creator></office:document-meta>",
    "content.xml": f"<office:text><dc:creator>{WHO}</dc:creator>Blijft</office:text>",
    "Thumbnails/thumbnail.png": WHO,
}


def parts(content: bytes) -> str:
    """All that a package says, part by part."""
    with ZipFile(io.BytesIO(content)) as opened:
        return " ".join(opened.read(name).decode("latin-1") for name in opened.namelist())


def test_a_spreadsheet_keeps_its_sheets_and_loses_who_made_it_and_where() -> None:
    given = office(*EXCEL_NAMES.items(), main=EXCEL)
    assert parts(given).count(WHO) == 5
    copy = stripped(given, Kind.XLSX)
    assert WHO not in parts(copy) and "<sheets/>" in parts(copy)
    assert held(copy, Kind.XLSX) is Kind.XLSX


def test_an_opendocument_text_keeps_its_words_and_loses_its_writer() -> None:
    given = package(("mimetype", ODT), *ODT_NAMES.items())
    copy = stripped(given, Kind.ODT)
    assert WHO not in parts(copy) and "Blijft" in parts(copy)
    with ZipFile(io.BytesIO(copy)) as opened:
        assert opened.namelist()[0] == "mimetype"
    assert held(copy, Kind.ODT) is Kind.ODT


def test_a_photograph_in_a_word_file_says_nothing_either() -> None:
    given = office(("word/media/image1.jpeg", a_photo("JPEG")))
    assert WHO in parts(given)
    assert WHO not in parts(stripped(given, Kind.DOCX))
