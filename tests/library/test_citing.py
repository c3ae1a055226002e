"""A text points to a paragraph, and the number in it follows when the text changes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.builders.library import given, reworded

from governance.base.errors import Refused
from governance.documents.text import write_text
from governance.library.forms import Answers
from governance.library.papers import agreement_document
from governance.library.rules import Model


def _said(whole: Model, answers: Answers, *, draft: bool = True) -> str:
    return write_text(
        agreement_document(whole, answers, version="1", dated="2026-10-01", draft=draft)
    )


def _with(**texts: str) -> tuple[Model, Answers]:
    whole, answers = given("signaaltafel")
    articles = tuple(
        reworded(article, texts[article.key]) if article.key in texts else article
        for article in whole.articles
    )
    return replace(whole, articles=articles), answers


def test_a_paragraph_is_pointed_to_by_article_paragraph_and_part() -> None:
    whole, answers = _with(
        doel="Zie {{ par.rollen_2_b }}, {{ par.rollen_1 }} en {{ par.begrippen_1 }}.",
        rollen="1. Een.\n2. Twee:\n   a. x;\n   b. y, als in {{ par.rollen_1 }}.",
    )
    said = _said(whole, answers)
    assert "Zie artikel 4, tweede lid, onderdeel b, artikel 4, eerste lid en artikel 1." in said
    assert "b. y, als in het eerste lid." in said


def test_the_number_follows_when_a_paragraph_before_it_stands_only_sometimes() -> None:
    whole, answers = _with(
        doel="Zie {{ par.rollen_2 }}.",
        rollen='{% if choice.nieuwe_partij == "ja" %}\n1. Een.\n{% endif %}\n2. Twee.\n3. Drie.',
    )
    taken = replace(answers, blanks=answers.blanks | {"nieuwe_partij": "ja"})
    left = replace(answers, blanks=answers.blanks | {"nieuwe_partij": "nee"})
    assert "Zie artikel 4, tweede lid." in _said(whole, taken)
    assert "Zie artikel 4, eerste lid." in _said(whole, left)


def test_a_paragraph_that_is_left_out_cannot_be_pointed_to() -> None:
    whole, answers = _with(
        doel="Zie {{ par.rollen_1 }}.",
        rollen='{% if choice.nieuwe_partij == "x" %}\n1. Een.\n{% endif %}\n2. Twee.',
    )
    with pytest.raises(Refused):
        _said(whole, answers, draft=False)


def test_from_the_eleventh_a_paragraph_is_counted_in_digits() -> None:
    rollen = "\n".join(f"{n}. Lid {n}." for n in range(1, 13))
    whole, answers = _with(doel="Zie {{ par.rollen_12 }}.", rollen=rollen)
    assert "Zie artikel 4, lid 12." in _said(whole, answers)
