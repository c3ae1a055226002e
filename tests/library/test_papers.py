"""What the text of an agreement says of its title, its term and the places left open."""

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from tests.builders.library import REGION, blanks, given, reworded

from governance.base.errors import Refused
from governance.base.places import shipped
from governance.documents.blocks import Article, Document, Run
from governance.documents.text import write_text
from governance.library.forms import Answers, TermAnswer
from governance.library.papers import agreement_document
from governance.library.rules import EntryRule, ExtensionRule, Model

KEYS = sorted(path.parent.name for path in shipped("agreements").glob("*/model.toml"))


def _made(whole: Model, answers: Answers, draft: bool = True) -> Document:
    return agreement_document(whole, answers, version="1", dated="2026-10-01", draft=draft)


def _open(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Article):
            for clause in block.clauses:
                yield from (run.text for run in clause.runs if run.blank)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("rule", list(ExtensionRule))
def test_nothing_that_is_open_is_called_none(key: str, rule: ExtensionRule) -> None:
    whole, answers = given(key)
    bare = replace(whole, term=replace(whole.term, extension_months=None, notice_months=None))
    term = TermAnswer(entry=EntryRule.DATE_AFTER_ALL_SIGNED, extension=rule)
    made = _made(bare, replace(answers, blanks={}, term=term))
    assert "None" not in write_text(made)
    assert "[datum van inwerkingtreding]" in list(_open(made))
    assert "[aantal maanden]" in list(_open(made))


def test_a_final_text_refuses_the_term_that_it_leaves_open() -> None:
    whole, answers = given(REGION)
    bare = replace(whole, term=replace(whole.term, extension_months=None, notice_months=None))
    with pytest.raises(Refused) as refused:
        _made(bare, replace(answers, term=TermAnswer()), draft=False)
    assert {c.field for c in refused.value.complaints} == {
        "term.entry_date",
        "term.extension_months",
        "term.notice_months",
    }


def test_a_final_text_with_a_place_that_nothing_fills_is_refused_with_file_and_line() -> None:
    whole, answers = given("signaaltafel")
    text = "Van kracht op {{ term.entry_date }}."
    articles = (reworded(whole.articles[0], text), *whole.articles[1:])
    with pytest.raises(Refused) as refused:
        _made(replace(whole, articles=articles), answers, draft=False)
    [complaint] = refused.value.complaints
    assert (complaint.line, complaint.values) == (1, {"question": "datum van inwerkingtreding"})


@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_cited_by_the_short_title_of_its_agreement(key: str) -> None:
    whole, answers = given(key)
    made = _made(whole, replace(answers, short_title="Signaal *x*"), draft=False)
    assert made.short_title == "Signaal *x*"
    assert "wordt aangehaald als: Signaal *x*." in write_text(made)


def test_the_short_title_of_the_model_keeps_its_open_place_where_it_is_cited() -> None:
    whole, answers = given("signaaltafel")
    given_ones = {n: v for n, v in answers.blanks.items() if n != "regio"}
    made = _made(whole, replace(answers, blanks=given_ones))
    last = [block for block in made.blocks if isinstance(block, Article)][-1]
    assert last.clauses[-1].runs == (
        Run("Deze overeenkomst wordt aangehaald als: Samenwerkingsovereenkomst signaaltafel "),
        Run("[Voor welke regio werkt de signaaltafel?]", blank=True),
        Run("."),
    )


def test_an_amount_shows_its_cents_only_where_it_has_any() -> None:
    whole, answers = given(REGION)
    assert "€ 180.000 per jaar" in write_text(_made(whole, answers))
    assert "€ 1.250,50 per jaar" in write_text(_made(whole, blanks(answers, jaarbijdrage="1250.5")))


def test_an_article_left_out_cannot_be_pointed_to() -> None:
    whole, answers = given("signaaltafel")
    text = "1. Eerst.\n2. Zie {{ art.gasten }}."
    articles = (reworded(whole.articles[0], text), *whole.articles[1:])
    with pytest.raises(Refused) as refused:
        _made(replace(whole, articles=articles), answers, draft=False)
    [complaint] = refused.value.complaints
    assert (complaint.line, complaint.values) == (2, {"key": "gasten"})
    assert "2. Zie [gasten]." in write_text(_made(replace(whole, articles=articles), answers))


def test_a_milestone_that_waits_for_its_date_shows_an_open_place() -> None:
    whole, answers = given(REGION)
    left = {n: v for n, v in answers.blanks.items() if n != "eindevaluatie"}
    said = write_text(_made(whole, replace(answers, blanks=left)))
    assert "eindevaluatie aangeboden (uiterlijk [datum nog niet ingevuld])" in said


def test_only_a_last_day_that_the_text_names_stands_under_the_title() -> None:
    whole, answers = given(REGION)
    assert "Geldt tot en met 31 december 2030." in _made(whole, answers).subtitle
    # Of a term in months the day depends on the last signature, which nobody knows yet.
    months = TermAnswer(entry_date=date(2027, 1, 1))
    for term in (TermAnswer(), months):
        made = _made(whole, replace(answers, term=term)).subtitle
        assert "2030" not in made and "2027" not in made
