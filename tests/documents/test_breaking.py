"""What is too long for a line breaks inside its cell, and is copied whole."""

from __future__ import annotations

import io

import msgspec
import pytest
from pypdf import PageObject, PdfReader
from tests.builders.documents import whole

from governance.documents.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    runs,
)
from governance.documents.pdf import write_pdf

ADDRESS = "https://www.voorbeeld.nl/" + "x7" * 38 + "/besluit.pdf"


def table(*texts: str) -> Table:
    return Table(
        "Stand",
        tuple(Column("Kop") for _ in texts),
        (Row(tuple(Cell(runs(text)) for text in texts)),),
    )


def pdf_of(*blocks: Block) -> PdfReader:
    document = msgspec.structs.replace(whole(), blocks=blocks)
    return PdfReader(io.BytesIO(write_pdf(document)))


def lowest(page: PageObject) -> float:
    """How high the lowest text of a page stands above its lower edge, in points."""
    heights: list[float] = []

    def seen(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            heights.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    page.extract_text(visitor_text=seen)
    return min(heights)


@pytest.mark.parametrize("text", ["a" * 100, ADDRESS])
def test_a_long_word_breaks_inside_its_cell_and_is_copied_whole(text: str) -> None:
    reader = pdf_of(table("kort", text, "zzz"))
    said = reader.pages[0].extract_text()
    assert text in "".join(said.split())
    assert text not in said
    assert max(len(line) for line in said.splitlines()) < 60
    assert "\u200b" not in said


@pytest.mark.parametrize(
    "block",
    [Paragraph(runs("a" * 200)), Heading("a" * 200), List((ListItem(runs("a" * 200)),))],
    ids=lambda block: type(block).__name__,
)
def test_a_long_word_breaks_at_the_end_of_the_page(block: Block) -> None:
    said = pdf_of(block).pages[0].extract_text()
    assert "a" * 200 in "".join(said.split())
    assert max(len(line) for line in said.splitlines()) < 120


def test_a_text_of_one_word_as_long_as_a_form_takes_can_be_printed() -> None:
    said = "".join(page.extract_text() for page in pdf_of(Paragraph(runs("x1" * 5_000))).pages)
    assert "".join(said.split()).count("x1") > 4_990


def test_an_ordinary_word_stays_whole() -> None:
    word = "resultaatsverplichtingen"
    assert word in pdf_of(table("kort", word, "kort")).pages[0].extract_text()


def test_a_long_word_in_a_title_breaks_too_and_the_properties_keep_it_whole() -> None:
    word = "a" * 110
    named = {"title": f"Titel {word}", "subtitle": f"Onder {word}", "short_title": f"Kort {word}"}
    document = msgspec.structs.replace(whole(), **named, blocks=(), draft=True)
    reader = PdfReader(io.BytesIO(write_pdf(document)))
    said = reader.pages[0].extract_text()
    assert word not in said
    assert "".join(said.split()).count(word) == 3
    assert reader.metadata is not None
    assert reader.metadata.title == named["title"]


@pytest.mark.parametrize("sentences", [30, 200, 900])
def test_a_row_that_is_taller_than_a_page_loses_nothing(sentences: int) -> None:
    long = " ".join(f"Zin {number:05} loopt gewoon door." for number in range(sentences))
    read = pdf_of(table("Partij", long), table(long, "kort"))
    found = " ".join(page.extract_text() for page in read.pages)
    for number in range(sentences):
        assert found.count(f"{number:05}") == 2, number
    # What runs off a page is still in the file: it must stand above the lower edge as well.
    assert min(map(lowest, read.pages)) > 0


def test_a_row_that_fits_stays_on_one_page() -> None:
    short = [f"Regel {number} is kort en past." for number in range(60)]
    rows = [row for text in short for row in table(text, text).rows]
    read = pdf_of(msgspec.structs.replace(table("x", "y"), rows=tuple(rows)))
    pages = [page.extract_text() for page in read.pages]
    assert len(pages) > 1
    assert all(any(page.count(text) == 2 for page in pages) for text in short)
