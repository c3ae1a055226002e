"""The passages that are read of ordinary agreements, and what must be right of a registration."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from tests.builders import ordinary

from governance.agreements.registering.forms import DescriptionForm
from governance.agreements.registering.naming.rules import Known, named
from governance.agreements.registering.reading.rules import extension_of, passages_of
from governance.agreements.registering.rules import (
    Passage,
    PassageKind,
    description_complaints,
    months,
    passage_complaints,
    state_after,
    until,
)
from governance.agreements.registering.writing.rules import article_texts, written
from governance.base.ids import new_id
from governance.documents.blocks import Heading
from governance.documents.reading.ordinary.dates import lasting
from governance.documents.reading.ordinary.pieces import Understood
from governance.documents.reading.ordinary.understanding import understood
from governance.documents.text import write_text

TODAY = date(2027, 1, 15)
FILES = (
    ordinary.bold_by_hand, ordinary.styled, ordinary.numbered_by_word, ordinary.romans,
    ordinary.sections, ordinary.bare_figures, ordinary.title_below, ordinary.lettered,
    ordinary.own_styles, ordinary.run_in, ordinary.considerations_first, ordinary.underlined,
    ordinary.dotted, ordinary.in_a_table,
)  # fmt: skip


Made = Callable[[], tuple[bytes, ordinary.Truth]]


def words(of: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{3,}", of.casefold())}


@pytest.mark.parametrize("made", FILES, ids=lambda one: one.__name__)
def test_no_word_of_a_file_is_lost_on_the_way_to_its_passages(
    made: Made,
) -> None:
    content, truth = made()
    read = understood(content)
    passages = passages_of(read)
    there = " ".join(f"{one.number} {one.title} {one.text}" for one in passages)
    lost = words(" ".join(read.original)) - words(f"{there} {read.title}")
    assert lost <= {"artikel", "art", "bijlage"}
    found = [one.title for one in passages if one.kind == PassageKind.ARTICLE]
    assert found == [title for _, title, _ in truth.articles]


@pytest.mark.parametrize(
    ("said", "rule", "months"),
    [
        ("Het wordt telkens met een jaar stilzwijgend verlengd.", "tacit", 12),
        ("Het wordt stilzwijgend verlengd voor eenzelfde periode.", "tacit", 48),
        ("Het wordt stilzwijgend verlengd.", "tacit", None),
        ("Het wordt stilzwijgend verlengd voor onbepaalde tijd.", "becomes_indefinite", None),
        ("Het kan met een jaar worden verlengd.", "none", None),
    ],
)
def test_how_an_agreement_is_extended_is_read(said: str, rule: str, months: int | None) -> None:
    of = Understood(terms=tuple(lasting(said, 0)))
    assert extension_of(of, 48) == (rule, months)


def test_the_text_keeps_the_order_of_the_file_and_leaves_out_what_stands_aside() -> None:
    content, _ = ordinary.bold_by_hand()
    aside = Passage(PassageKind.ASIDE, text="Concept 3, niet verspreiden")
    text = written("Titel", "T", [*passages_of(understood(content)), aside], version="1", dated="")
    said = write_text(text)
    assert "niet verspreiden" not in said
    heads = [block.text for block in text.blocks if isinstance(block, Heading)]
    assert heads[:2] == ["Artikel 1 Begripsbepalingen", "Artikel 2 Taken van de Gemeente"]
    assert heads[-1] == "Bijlage 1 Contactfuncties"
    assert said.index("Overwegende dat") < said.index("Artikel 1") < said.index("Aldus")


def article(number: str, title: str = "Doel") -> Passage:
    return Passage(PassageKind.ARTICLE, number, title, "De tekst.")


def test_articles_are_cited_by_the_numbers_that_the_parties_know() -> None:
    own = article_texts([article("2"), article("5")])
    assert [(one.number, one.title, one.key) for one in own] == [
        (2, "Doel", "a1"),
        (5, "Doel", "a2"),
    ]
    roman = article_texts([article("I"), article("II")])
    assert [(one.number, one.title) for one in roman] == [
        (1, "Artikel I Doel"),
        (2, "Artikel II Doel"),
    ]


def test_a_party_of_a_file_is_an_organisation_only_where_it_can_be_no_other() -> None:
    north, south = Known(new_id(), "Noordstad", "gemeente"), Known(new_id(), "Zuid", "gemeente")
    police = Known(new_id(), "Politie", "politie")
    known = (north, south, police)
    assert named("De gemeente Noordstad", known) == north.id
    assert named("de Politie", known) == police.id
    assert named("de Politie, eenheid Waterland", known) is None
    assert named("Stichting Opvang Noordstad", known) is None
    assert named("De gemeente Noordstad", (north, Known(new_id(), "Noordstad"))) == north.id
    assert named("Noordstad", (north, Known(new_id(), "Noordstad"))) is None


def test_a_term_in_months_counts_a_month_that_is_begun() -> None:
    first = date(2024, 1, 1)
    assert months(first, until(date(2029, 12, 31))) == 72
    assert months(first, until(date(2029, 12, 15))) == 72
    assert months(first, None) is None
    assert state_after(TODAY, "none", TODAY) == "ended"
    assert state_after(TODAY, "after_consultation", TODAY) == "ended"
    assert state_after(TODAY, "tacit", TODAY) == "in_force"
    assert state_after(TODAY, "becomes_indefinite", TODAY) == "in_force"
    assert state_after(until(TODAY), "none", TODAY) == "in_force"


def test_everything_that_is_wrong_with_the_details_is_told_at_once() -> None:
    form = DescriptionForm(
        title="", short_title="Kort", kind="brief", extension_rule="none",
        original_at="x" * 301, signed_on=date(2027, 2, 1), entered_on=date(2026, 1, 1),
        last_day=date(2025, 1, 1), notice_months=0,
    )  # fmt: skip
    told = [one.field for one in description_complaints(form, TODAY)]
    assert sorted(told) == [
        "kind", "lastDay", "noticeMonths", "originalAt", "signedOn", "title",
    ]  # fmt: skip


def test_an_extension_without_a_last_day_is_told_at_the_last_day() -> None:
    form = DescriptionForm(title="T", short_title="K", kind="convenant", extension_rule="tacit")
    assert [one.field for one in description_complaints(form, TODAY)] == ["lastDay"]


def test_an_article_has_a_name_and_an_empty_part_needs_none() -> None:
    parts = [Passage("article", text="Los"), Passage("article"), Passage("lied", text="x")]
    told = [one.field for one in passage_complaints(parts)]
    assert told == ["passages.0.title", "passages.2.kind"]
