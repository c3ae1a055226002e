"""A comparison on a page and as a table: every change is said in words, what stayed is folded."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.builders.documents import whole
from tests.builders.examples import examples
from tests.builders.versions import versions

from governance.documents.blocks import (
    Article,
    Block,
    Cell,
    Clause,
    Document,
    ListItem,
    PageBreak,
    Row,
    Run,
    Signature,
    runs,
    said,
)
from governance.documents.comparing.comparing import compared
from governance.documents.comparing.html import write_comparison
from governance.documents.comparing.papers import table_of_changes
from governance.documents.docx import write_docx
from governance.documents.html import write_html
from governance.documents.pdf import write_pdf

FIRST = Clause(runs("Partijen melden dit binnen een week."), "c1")
SECOND = Clause(runs("De gemeente betaalt < de helft."), "c2")
NEW = Clause(runs("Partijen melden dit iedere maand."), "c1")
LAST = Article("Slot", (Clause(runs("Dit gaat vandaag in."), "c9"),), "a9")
VOID = {"br", "meta", "link", "hr"}


def of(*blocks: Block, **properties: Any) -> Document:
    return Document("Titel", "Titel", "1", "2026-03-02T10:00:00Z", blocks, **properties)


class Page(HTMLParser):
    """What a page says, with what is folded away; every element that opens must end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said = ""
        self.folded: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in VOID:
            self.open.append(tag)
        if tag == "details":
            self.folded.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data
        if "details" in self.open:
            self.folded[-1] += data


def page(old: Document, new: Document, language: str = "nl") -> Page:
    found = Page()
    found.feed(write_comparison(compared(old, new), language))
    assert found.open == []
    return found


def rows(old: Document, new: Document, language: str = "nl") -> list[list[str]]:
    table = table_of_changes(compared(old, new), language)
    return [
        ["/".join(map(said, (cell.runs, *cell.further))) for cell in row.cells]
        for row in table.rows
    ]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_change_is_marked_and_said_in_words() -> None:
    old, new = (
        of(Article("A", (FIRST, SECOND), "a"), LAST),
        of(Article("A", (NEW, SECOND), "a"), LAST),
    )
    written = write_comparison(compared(old, new), "nl")
    assert re.search(r"<del><span[^>]*>\[geschrapt: </span>binnen een week<span", written)
    assert re.search(r"<ins><span[^>]*>\[toegevoegd: </span>iedere maand<span", written)
    assert "[removed: " in write_comparison(compared(old, new), "en")
    found = page(old, new)
    assert [flat(one) for one in found.folded] == [
        "1 regel ongewijzigd 2. De gemeente betaalt < de helft.",
        "1 onderdeel ongewijzigd Artikel 2 Slot Dit gaat vandaag in.",
    ]


def test_what_looks_like_markup_is_text() -> None:
    new = of(Article("<b>x</b>", (Clause(runs("<script>"), "c"),), "a"))
    written = write_comparison(compared(of(), new), "nl")
    assert "<script>" not in written
    assert "<b>" not in written
    assert "&lt;script&gt;" in written


def test_a_move_a_new_number_and_a_new_look_are_said() -> None:
    old = of(Article("A", (FIRST, SECOND), "a"), LAST)
    moved = page(
        old, of(Article("A", (SECOND,), "a"), Article("Slot", (*LAST.clauses, FIRST), "a9"))
    )
    assert "(verplaatst van Artikel 1, 1.)" in flat(moved.said)
    assert "(verplaatst naar Artikel 2, 2.)" in flat(moved.said)
    assert "Artikel 1 Slot (was Artikel 2)" in flat(page(old, of(LAST)).said)
    bold = Clause((Run(FIRST.runs[0].text, bold=True),), "c1")
    assert "(alleen de opmaak gewijzigd)" in flat(
        page(old, of(Article("A", (bold, SECOND), "a"), LAST)).said
    )
    assert "nieuwe pagina: (toegevoegd)" in flat(page(old, of(*old.blocks, PageBreak())).said)


def test_versions_that_are_the_same_are_said_to_be_so() -> None:
    assert "Deze versies zijn gelijk." in page(whole(), whole()).said
    assert rows(whole(), whole()) == []


def test_the_table_says_what_it_was_and_what_it_becomes() -> None:
    deep = Clause(runs("Partijen:"), "c3", (ListItem(runs("melden")), ListItem(runs("betalen"))))
    old = of(Article("A", (FIRST, SECOND), "a"), LAST)
    new = of(
        Article("B", (NEW, SECOND, deep), "a"), Article("C", (Clause(runs("Nieuw."), "n"),), "n")
    )
    assert rows(old, new) == [
        ["Artikel 1 B", "titel: gewijzigd", "A", "B"],
        ["Artikel 1 B", "lid 1.: gewijzigd", said(FIRST.runs), said(NEW.runs)],
        ["Artikel 1 B", "lid 3.: toegevoegd", "", "Partijen:/a. melden/b. betalen"],
        ["Artikel 2 Slot", "geschrapt", "Dit gaat vandaag in.", ""],
        ["Artikel 2 C", "toegevoegd", "", "Nieuw."],
    ]
    assert rows(of(LAST, *old.blocks[:1]), old)[0] == [
        "Artikel 1 A", "verplaatst", "Artikel 2", "Artikel 1",
    ]  # fmt: skip


def test_what_differs_in_a_row_is_bold_and_a_new_signature_is_one_row() -> None:
    table = whole().blocks[10]
    late = Row((Cell(runs("Afspraak 3")), Cell(runs("op schema")), Cell(runs("3"))), "rij-3")
    changed = type(table)(table.caption, table.columns, (*table.rows[:2], late))
    found = table_of_changes(compared(of(table), of(changed)), "nl")
    (row,) = found.rows
    assert said(row.cells[0].runs) == "Stand van de afspraken"
    assert [run.text for run in row.cells[3].runs if run.bold] == ["op schema"]
    signed = Signature("Gemeente", (("Naam", "J."), ("Datum", "")), "s")
    assert rows(of(LAST), of(LAST, signed))[-1][3] == "Gemeente/Naam | J./Datum |"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_goes_into_every_form(language: str) -> None:
    old, new = of(Article("A", (FIRST, SECOND), "a")), of(Article("A", (NEW,), "a"), LAST)
    document = of(table_of_changes(compared(old, new), language))
    assert write_docx(document)
    assert write_pdf(document)
    assert "iedere maand" in write_html(document)


@settings(deadline=None, max_examples=examples(40), suppress_health_check=list(HealthCheck))
@given(versions())
def test_a_page_says_all_of_both_versions(pair: tuple[Document, Document]) -> None:
    comparison = compared(*pair)
    found = page(*pair)
    shown = re.sub(r"\W", "", found.said)
    for section in comparison.sections:
        for line in section.lines if section.kind != "properties" else ():
            for cell in line.cells:
                for piece in cell.pieces:
                    assert re.sub(r"\W", "", piece.text) in shown
    assert bool(table_of_changes(comparison, "nl").rows) == comparison.differs
