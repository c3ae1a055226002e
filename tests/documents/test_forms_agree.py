"""One tree, several forms that say the same, and the same bytes for the same tree."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import msgspec
import pytest
from pypdf import PdfReader
from tests.builders.documents import MARKUP, whole

from governance.documents.blocks import (
    Cell,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Tone,
    runs,
)
from governance.documents.docx import write_docx
from governance.documents.html import write_html
from governance.documents.pdf import write_pdf
from governance.documents.text import write_text


class Said(HTMLParser):
    """The text of a page, without tags, signs and drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words(text: str) -> list[str]:
    """Words in order, without the signs, hyphens and spaces that only the form adds."""
    bare = re.sub(r"[✓▲✗●–•|:]", " ", text)
    return bare.split()


def of_html(page: str) -> str:
    parser = Said()
    parser.feed(page)
    return " ".join(parser.parts)


def of_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_document_survives_as_json() -> None:
    document = whole()
    assert msgspec.json.decode(msgspec.json.encode(document), type=Document) == document


@pytest.mark.parametrize("draft", [False, True])
def test_html_says_what_the_text_says(draft: bool) -> None:
    document = whole(draft=draft)
    assert words(of_html(write_html(document))) == words(write_text(document))


def test_pdf_says_every_line_of_the_text() -> None:
    document = whole()
    letters = re.sub(r"\s|-", "", of_pdf(write_pdf(document)))
    lines = write_text(document).splitlines()
    drawn = "Een balk tot negentig"
    missing = [
        part
        for line in lines
        for part in re.split(r" [|•] ", line)
        if re.sub(r"\s|-|–", "", part) not in letters.replace("–", "") and part != drawn
    ]
    assert missing == []


def test_paragraphs_of_a_cell_stand_in_one_line_of_text() -> None:
    assert "Afspraak 2 | vertraagd • naar mei • of later | 2" in write_text(whole()).splitlines()
    assert "vertraagd<br>naar mei<br>of later</td>" in write_html(whole())


def test_numbers_are_those_of_an_agreement() -> None:
    said = write_text(whole()).splitlines()
    start = len(said) - said[::-1].index("Artikel 3 Onderwerp 3") - 1
    assert said[start + 1 : start + 7] == [
        "1. Het eerste lid van artikel 3:",
        "  a. Eerste onderdeel van artikel 3",
        "  b. Tweede onderdeel, met onderdelen:",
        "    1° Eén daarvan",
        "    2° Nog één",
        "2. Het tweede lid.",
    ]
    assert said[start - 2 : start] == ["Het enige lid.", ""]


def test_what_looks_like_markup_is_text_everywhere() -> None:
    document = whole()
    assert MARKUP in write_text(document)
    assert MARKUP in of_html(write_html(document))
    letters = re.sub(r"\s", "", of_pdf(write_pdf(document)))
    assert re.sub(r"\s", "", MARKUP).replace("ij", "ij") in letters


def test_the_same_tree_gives_the_same_bytes() -> None:
    assert write_pdf(whole()) == write_pdf(whole())


def test_only_our_fonts_are_embedded() -> None:
    found = set()
    for page in PdfReader(io.BytesIO(write_pdf(whole(draft=True)))).pages:
        for font in page["/Resources"]["/Font"].values():
            inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in inside.get_object() or "/FontFile3" in inside.get_object()
            found.add(str(font.get_object()["/BaseFont"]).partition("+")[2])
    assert found
    assert {name.partition("-")[0] for name in found} == {"SourceSans3"}


def test_the_pdf_declares_archive_and_accessibility_and_is_tagged() -> None:
    reader = PdfReader(io.BytesIO(write_pdf(whole())))
    declared = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part\W*2\b", declared.replace("<", " ").replace(">", " "))
    assert re.search(r"pdfaid:conformance\W*A\b", declared.replace("<", " ").replace(">", " "))
    assert re.search(r"pdfuaid:part\W*1\b", declared.replace("<", " ").replace(">", " "))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean, not Python's
    assert root["/Lang"] == "nl-NL"
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "Overeenkomst met alles erin"
    assert reader.metadata.author == "Regiobureau"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - as above
    first = root["/StructTreeRoot"]["/K"][0].get_object()["/K"][0].get_object()
    assert first["/S"] == "/Title"


def test_a_pdf_of_nobody_names_the_application_as_its_author() -> None:
    document = msgspec.structs.replace(whole(), author="")
    made = PdfReader(io.BytesIO(write_pdf(document))).metadata
    assert made is not None
    assert made.author == "governance"


@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_the_heading_of_the_signatures_stands_on_the_page_of_the_first(lines: int) -> None:
    document = whole()
    place = next(n for n, b in enumerate(document.blocks) if isinstance(b, Signature)) - 2
    above = tuple(Paragraph(runs(f"Regel {n}.")) for n in range(lines))
    end = msgspec.structs.replace(document, blocks=(*above, *document.blocks[place:]))
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(write_pdf(end))).pages]
    heading = next(n for n, said in enumerate(pages) if "Ondertekening" in said)
    assert "Aldus overeengekomen" in pages[heading]
    assert "Gemeente Noordstad" in pages[heading]


def test_the_head_of_a_long_table_is_repeated() -> None:
    pages = PdfReader(io.BytesIO(write_pdf(whole(rows=80)))).pages
    heads = [p for p in pages if "Waarde" in p.extract_text()]
    assert len(heads) >= 3


@pytest.mark.parametrize("tone", Tone)
def test_the_sign_of_every_tone_is_in_our_font(tone: Tone) -> None:
    rows = (Row((Cell(runs("stand"), tone),)),)
    table = Table("Standen", (Column("Stand"),), rows)
    figures = KeyFigures((KeyFigure("3", "toezeggingen", tone),))
    blocks = (Heading("Standen", 1), table, figures)
    document = Document("Standen", "Standen", "1", "2026-11-24T12:00:00Z", blocks)
    assert write_pdf(document).startswith(b"%PDF")


def test_a_line_ended_in_a_text_ends_in_every_form() -> None:
    text = Paragraph(runs("Regel een\nregel twee"))
    row = Row((Cell(runs("Cel een\ncel twee")),))
    document = msgspec.structs.replace(
        whole(), blocks=(text, Table("Cel", (Column("Kop"),), (row,)))
    )
    pdf, page = of_pdf(write_pdf(document)), write_html(document)
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as package:
        word = package.read("word/document.xml").decode()
    for first, second in (("Regel een", "regel twee"), ("Cel een", "cel twee")):
        assert f"{first}\n{second}" in pdf
        assert f"{first}<br>{second}" in page
        assert f'{first}</w:t><w:br/><w:t xml:space="preserve">{second}' in word


def test_contents_list_the_same_levels_in_every_form() -> None:
    first, *others = whole().blocks
    document = msgspec.structs.replace(
        whole(), blocks=(first, PageBreak(), *others, Heading("Tussenkop", 2))
    )
    told = PdfReader(io.BytesIO(write_pdf(document))).pages[0].extract_text()
    assert "Artikel 1" in told
    assert "Tussenkop" not in told
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as package:
        assert package.read("word/document.xml").decode().count("Tussenkop") == 1


def test_key_figures_stand_five_in_a_row_with_their_meaning_below_in_word() -> None:
    figures = KeyFigures(tuple(KeyFigure(str(n), f"betekenis {n}", Tone.BAD) for n in range(6)))
    document = msgspec.structs.replace(whole(), blocks=(figures,))
    [table] = docx.Document(io.BytesIO(write_docx(document))).tables
    said = [[cell.text for cell in row.cells] for row in table.rows]
    assert said[0] == [f"✗ {n}\nbetekenis {n}" for n in range(5)]
    assert said[1] == ["✗ 5\nbetekenis 5", "", "", "", ""]
