"""Characters that no font of ours has, and moments of any year: no writer fails on them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import msgspec
import pytest
from lxml import etree
from pypdf import PdfReader
from tests.builders.documents import whole

from governance.base.signs import BOX, shown
from governance.documents.blocks import Document, Figure, Heading, Paragraph, Run
from governance.documents.docx import write_docx
from governance.documents.html import write_html
from governance.documents.pdf import write_pdf
from governance.documents.text import write_text

STRANGE = "☃😀中ع\x00\x0b\x7f\ufffe\ud800\ufeff"
DATED = "2026-11-24T12:00:00Z"


def strange() -> Document:
    """A document with strange characters wherever text can stand."""

    def spoilt(of: object) -> object:
        if type(of) is str and of and of != DATED and "\n" not in of and "<svg" not in of:
            return of + STRANGE
        if isinstance(of, tuple):
            return tuple(map(spoilt, of))
        if isinstance(of, msgspec.Struct):
            names = set(of.__struct_fields__) - {"anchor", "language", "dated", "style"}
            return msgspec.structs.replace(of, **{n: spoilt(getattr(of, n)) for n in names})
        return of

    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><text y="9">☃</text></svg>'
    )
    document = whole(draft=True)
    blocks = (*document.blocks, Figure(drawing, "Een sneeuwpop"))
    spoiled = spoilt(msgspec.structs.replace(document, blocks=blocks))
    assert isinstance(spoiled, Document)
    return spoiled


def texts(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name: "".join(etree.fromstring(package.read(name)).itertext())
            for name in package.namelist()
            if name.endswith(".xml")
        }


def test_every_part_of_a_word_document_shows_a_box_for_a_strange_character() -> None:
    said = texts(write_docx(strange()))
    for name in ("word/document.xml", "word/header1.xml", "docProps/core.xml"):
        assert BOX * len(STRANGE) in said[name]
    assert {sign for text in said.values() for sign in text} <= shown()


@pytest.mark.parametrize("write", [write_html, write_text])
def test_page_and_text_show_the_same_boxes(write: Callable[[Document], str]) -> None:
    said = write(strange())
    assert f"Overeenkomst met alles erin{BOX * len(STRANGE)}" in said
    assert set(said) <= shown()


def test_a_pdf_shows_the_same_boxes() -> None:
    reader = PdfReader(io.BytesIO(write_pdf(strange())))
    said = "".join(page.extract_text() for page in reader.pages)
    assert said.count(BOX) > 100
    assert reader.metadata is not None
    assert reader.metadata.title == f"Overeenkomst met alles erin{BOX * len(STRANGE)}"


def test_a_text_without_strange_characters_stays_as_it_is() -> None:
    assert BOX not in write_text(whole())


def test_a_tab_is_a_space_and_a_new_line_of_windows_a_new_line() -> None:
    document = msgspec.structs.replace(whole(), blocks=(Paragraph((Run("a\tb\r\nc"),)),))
    assert "a b\nc" in write_text(document)
    assert write_pdf(document).startswith(b"%PDF")


def test_every_character_that_may_come_in_can_be_printed_in_every_look() -> None:
    signs = "".join(sorted(shown()))
    looks = ((False, False), (True, False), (False, True), (True, True))
    printed = tuple(Run(signs, bold=bold, italic=italic) for bold, italic in looks)
    blocks = (Paragraph(printed), Heading(signs, 1, "alles"))
    document = Document("Tekens", "Tekens", "1", DATED, blocks)
    assert write_pdf(document).startswith(b"%PDF")
    assert set(texts(write_docx(document))["word/document.xml"]) >= set(signs) - {"\r", "\t"}


@pytest.mark.parametrize(
    ("dated", "told"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("1-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("0001-01-01", "0001-01-01T00:00:00Z"),
        ("2026-11-24T01:00:00+01:00", "2026-11-24T00:00:00Z"),
    ],
)
def test_a_moment_has_four_digits_for_its_year_in_every_form(dated: str, told: str) -> None:
    document = msgspec.structs.replace(whole(), dated=dated)
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as package:
        properties = package.read("docProps/core.xml").decode()
    assert re.findall(r"W3CDTF\">(.*?)<", properties) == [told, told]
    made = PdfReader(io.BytesIO(write_pdf(document))).metadata
    assert made is not None
    assert str(made["/CreationDate"]).startswith(f"D:{told[:10].replace('-', '')}")
