"""Clauses: what is shipped, what a model and a draft take of them, and a newer version."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from governance.base.places import shipped
from governance.library import folders
from governance.library.clauses import rules
from governance.library.clauses.folders import shipped_clauses
from governance.library.clauses.rules import Clause, ClauseTheme, Edition, Variant
from governance.library.drafts import ARTICLE, Section, text_of
from governance.library.passages import ClauseRef, Form

OLD = (
    "1. Eerst {{ par.regel_2 }}.\n2. Een Partij meldt.\n"
    "{% if term.enforceable %}\n3. Drie.\n{% endif %}"
)
NEW = (
    "1. Eerst {{ par.regel_3 }}.\n2. Nieuw ertussen.\n3. Een Partij meldt.\n"
    "{% if term.enforceable %}\n4. Drie, en meer.\n{% endif %}"
)
CLAUSE = Clause(
    key="regel",
    title="Regel",
    theme=ClauseTheme.OTHER,
    language="nl",
    explanation="Waarom.",
    sources=("Eigen",),
    variants=(Variant("kort", "Kort", "Altijd."),),
    versions=(Edition("1.0", date(2026, 1, 1), "De eerste."),),
    texts={"1.0": {"kort": OLD}},
)
NEWER = replace(
    CLAUSE,
    versions=(Edition("1.1", date(2026, 2, 1), "Meer."), *CLAUSE.versions),
    texts={"1.0": {"kort": OLD}, "1.1": {"kort": NEW}},
)


def _taken(clause: Clause = CLAUSE) -> Section:
    return rules.taken(clause, ClauseRef("regel", "kort", "1.0"), "art-ander-deel", own=False)


def _words(section: Section) -> list[tuple[str, str]]:
    return [(one.key, one.words) for one in section.passages]


def test_there_are_at_least_eight_good_clauses_with_what_a_drafter_needs() -> None:
    clauses = shipped_clauses()
    assert len(clauses) >= 8
    assert any(len(clause.versions) > 1 for clause in clauses)
    for clause in clauses:
        assert len(clause.explanation) > 80, clause.key
        assert clause.sources, clause.key
        assert all(clause.text(clause.newest.version, v.key) for v in clause.variants), clause.key


def test_the_models_share_the_articles_that_stand_the_same_in_several() -> None:
    used = [a.clause for model in folders.found() for a in model.articles if a.clause]
    assert sum(one.key == "looptijd" for one in used) == 7
    assert sum(one.key == "aard" for one in used) == 5
    texts = [path.read_text("utf-8") for path in shipped("agreements").glob("*/articles/*.md")]
    assert len(texts) == len(set(texts))


def test_a_draft_begins_with_what_its_model_took_of_the_library() -> None:
    section = text_of(folders.model("signaaltafel")).section(f"{ARTICLE}looptijd")
    assert section is not None
    assert section.origin is not None
    assert section.origin.clause == ClauseRef("looptijd", "overeenkomst", "1.0")
    [clause] = [one for one in shipped_clauses() if one.key == "looptijd"]
    assert not rules.changed_since(section, clause)
    assert rules.newer(section, clause) is None


def test_a_clause_points_to_its_own_paragraphs_where_it_is_taken() -> None:
    section = _taken()
    assert section.passages[0].words == "Eerst {{ par.ander_deel_2 }}."
    assert section.passages[2].when == "term.enforceable"
    assert {one.form for one in section.passages} == {Form.CLAUSE}
    assert section.title == "Regel"


def test_own_words_are_seen_and_a_key_alone_is_none() -> None:
    section = _taken()
    first, *others = section.passages
    reworded = replace(first, words="Eerst iets anders.")
    assert rules.changed_since(replace(section, passages=(reworded, *others)), CLAUSE)
    assert rules.changed_since(replace(section, passages=tuple(others)), CLAUSE)
    assert not rules.changed_since(replace(section, title="Anders"), CLAUSE)


def test_a_newer_version_is_told_until_it_is_adopted_or_passed() -> None:
    section = _taken()
    assert rules.newer(section, CLAUSE) is None
    assert rules.newer(section, NEWER) == NEWER.newest
    assert rules.newer(rules.stayed(section, NEWER), NEWER) is None
    assert rules.newer(rules.adopted(section, NEWER), NEWER) is None
    assert rules.newer(replace(section, origin=None), NEWER) is None


def test_what_is_adopted_keeps_the_keys_of_paragraphs_that_stay() -> None:
    section = rules.adopted(_taken(), NEWER)
    assert _words(section) == [
        ("1", "Eerst {{ par.ander_deel_2 }}."),
        ("n1", "Nieuw ertussen."),
        ("2", "Een Partij meldt."),
        ("3", "Drie, en meer."),
    ]
    assert section.origin is not None
    assert section.origin.clause.version == "1.1"
    assert not rules.changed_since(section, NEWER)


def test_after_adopting_own_words_are_still_seen() -> None:
    section = rules.adopted(_taken(), NEWER)
    wrong = replace(section.passages[0], words="Eerst {{ par.ander_deel_n1 }}.")
    assert rules.changed_since(replace(section, passages=(wrong, *section.passages[1:])), NEWER)
