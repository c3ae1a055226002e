"""What a draft can take of the library, and what a clause says to who reads it."""

from __future__ import annotations

import re

import pytest

from governance.documents.comparing.changes import Change
from governance.formation.adopting.rules import unasked
from governance.formation.clauses import papers
from governance.formation.clauses.queries import Wanted, built_in, narrowed, of_models
from governance.formation.clauses.words import read, standing
from governance.library import folders
from governance.library.clauses.folders import shipped_clauses
from governance.library.clauses.rules import Clause, wording
from governance.library.passages import ClauseRef, passages

KEY = "wijziging"


def test_a_draft_cannot_take_what_uses_a_question_that_it_does_not_ask() -> None:
    pin, table = built_in("linkingpin"), folders.model("signaaltafel")
    assert unasked(table, pin, "algemeen", "1.0", "linking") == ["[linking_pin]"]
    local = folders.model("lokale-vaststelling")
    assert unasked(local, pin, "algemeen", "1.0", "linking") == []
    disputes = built_in("geschillen")  # points to a paragraph of its own
    assert unasked(table, disputes, "convenant", "1.0", "geschillen2") == []


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("", ""),
        ("term.enforceable", "alleen als geldt: de afspraak is in rechte afdwingbaar"),
        ("not (term.enforceable)", "in alle andere gevallen"),
        (
            'not (term.entry == "all_signed") and (term.months or term.ends_on)',
            "alleen als geldt: de looptijd is een aantal maanden / de laatste dag staat vast",
        ),
        ('choice.soort == "kort"', 'alleen als geldt: choice.soort == "kort"'),
    ],
)
def test_when_a_paragraph_stands_is_said_in_words(when: str, said: str) -> None:
    assert standing(when, "nl") == said


def test_a_clause_is_read_with_the_numbers_that_its_paragraphs_have() -> None:
    clause = built_in("opzegging")
    found = list(papers.lines(clause.key, clause.text("1.1", "convenant"), "nl"))
    assert [line.mark for line in found] == ["1.", "2.", "2.", "2.", "3."]
    assert [bool(line.condition) for line in found] == [False, True, True, True, False]


def test_a_condition_within_a_sentence_is_read_in_words() -> None:
    clause = built_in("evaluatie")
    for language, word in (("nl", "als Looptijd in maanden – ingevuld"), ("en", "if Term in mon")):
        first, *_ = papers.lines(clause.key, clause.text("1.0", "convenant"), language)
        assert "{%" not in first.words and f"gereed[{word}" in first.words
    was = wording(clause, ClauseRef("evaluatie", "convenant", "1.0"), "evaluatie")
    raw = papers.difference("Evaluatie", (), was, "nl")
    assert "{%" not in raw and "als Looptijd in maanden" in raw
    local = folders.model("lokale-vaststelling")
    [choice, *_] = [one for one in local.blanks if one.options or one.kind == "yes_no"]
    answer = choice.options[0].key if choice.options else "yes"
    asked = passages(
        "x", "", f'1. Wij doen dit{{% if choice.{choice.key} == "{answer}" %}} nu{{% endif %}}.'
    )
    assert choice.question in papers.difference("Eigen", (), asked[0], "nl", local.blanks)


@pytest.mark.parametrize("clause", shipped_clauses(), ids=lambda clause: str(clause.key))
def test_no_clause_that_we_ship_shows_a_raw_tag(clause: Clause) -> None:
    for version, texts in clause.texts.items():
        for variant, text in texts.items():
            found = papers.lines(clause.key, text, "nl")
            assert not [one.words for one in found if "{" in one.words], (version, variant)


def test_the_difference_of_two_versions_is_told_by_paragraph() -> None:
    clause = built_in(KEY)
    old, new = (
        wording(clause, ClauseRef(KEY, "convenant", version), "x") for version in ("1.0", "1.1")
    )
    [heading] = [
        one for one in papers.differing("Wijziging", old, new, "nl").sections if one.differs
    ]
    changes = [line.change for line in heading.lines]
    assert changes.count(Change.CHANGED) == 1
    assert changes.count(Change.ADDED) == 2
    assert Change.REMOVED not in changes


def test_clauses_are_found_by_theme_and_by_beginnings_of_words() -> None:
    everything = [built_in(key) for key in ("wijziging", "opzegging", "geschillen")]
    assert [one.key for one in narrowed(everything, Wanted("changes", ""))] == [KEY, "opzegging"]
    assert [one.key for one in narrowed(everything, Wanted("", "RECHT afdwing"))] == ["geschillen"]
    assert list(narrowed(everything, Wanted("disputes", "opzegging"))) == []


def test_it_is_known_in_which_models_a_clause_stands() -> None:
    assert len({use.model for use in of_models("looptijd")}) == 7
    assert {use.model for use in of_models("casusregie")} == {"lokale-vaststelling"}


@pytest.mark.parametrize(
    ("typed", "nl"),
    [
        ("zie [par.deze_2] en [par.deze_2_a]", "zie [lid 2] en [lid 2, onder a]"),
        ("zie [par.looptijd_1]", "zie [lid 1, nummer van artikel “looptijd”]"),
        ("[art.looptijd]", "[nummer van artikel “looptijd”]"),
        ("[annex.kaart]", "[nummer van bijlage “kaart”]"),
        ("binnen [term.notice_months] in [regio]", "binnen [opzegtermijn] in [regio]"),
        (r"wat \[hier\] staat", "wat [hier] staat"),
        ("[als Einde: [term.ends_on]]", "[als Einde: [laatste dag van de afspraak]]"),
    ],
)  # fmt: skip
def test_a_place_of_a_clause_is_said_in_words(typed: str, nl: str) -> None:
    assert read(typed, "nl", "deze") == nl


def test_no_clause_of_the_library_shows_a_place_as_it_is_kept() -> None:
    for one in shipped_clauses():
        for variant in one.variants:
            text = one.text(one.newest.version, variant.key)
            said = " ".join(line.words for line in papers.lines(one.key, text, "nl"))
            assert not re.search(r"\[(par|art|annex|term)\.|\\\[", said), said
