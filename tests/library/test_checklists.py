"""Rule sets as data, and what they say of an agreement; every shipped model is held to them."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from governance.base.errors import Complaint, Refused
from governance.base.places import shipped
from governance.documents.blocks import Article, said
from governance.documents.numbering import clauses
from governance.library.answers import read as read_answers
from governance.library.checklists.folders import found_in, read, shipped_sets
from governance.library.checklists.hinting.rules import FoundIn, Passage
from governance.library.checklists.judging.rules import judged, points, stopping
from governance.library.checklists.rules import (
    ASKED,
    Answered,
    Asks,
    Facts,
    Judged,
    Met,
    Point,
    PointAnswer,
    PointState,
    Rule,
    RuleSet,
    Severity,
    Stated,
    allowed,
)
from governance.library.checklists.saying import Asking, asking, called, complained
from governance.library.folders import read as read_model
from governance.library.forms import Promise
from governance.library.papers import agreement_document
from governance.library.promises import promised
from governance.library.rules import ModelMilestone, Nature
from governance.parties.rules import OrganisationKind

A, S = PointAnswer, PointState
MODELS = sorted(path.parent for path in shipped("agreements").glob("*/model.toml"))
SHIPPED = shipped("agreements") / "checklists"
PROMISE = Promise(
    "route", "Meldroute", "thema", Nature.RESULT, "burgemeester", "1 route", "De gemeente meldt.",
    ("Noordstad",), milestones=(ModelMilestone("klaar", after_months=3),),
)  # fmt: skip


def _facts(*passages: Passage, promises: tuple[Promise, ...] = (PROMISE,)) -> Facts:
    return Facts(frozenset({OrganisationKind.MUNICIPALITY}), passages, promises)


def _article(text: str, title: str = "Doel", number: int = 1) -> Passage:
    return Passage(f"art-{title.lower()}", number, title, text)


def _by(
    rule: Rule, facts: Facts, answers: dict[str, Answered] | None = None
) -> tuple[Point, tuple[Judged, ...]]:
    found = judged([RuleSet("een", "Een", "1", "nl", (rule,))], facts, answers or {})
    [point] = points(found)
    return point, found


def _rule(met: Met, severity: Severity = Severity.SHOULD) -> Rule:
    return Rule("een", "Staat het erin?", "Daarom.", "Tip", severity, met)


def _shipped(id_: str) -> Rule:
    [found] = [rule for one in shipped_sets() for rule in one.rules if rule.id == id_]
    return found


# What a set says of an agreement


def test_words_in_an_article_meet_a_rule_and_tell_where() -> None:
    rule = _rule(Met(words=("evaluatie",)))
    point, _ = _by(rule, _facts(_article("Partijen doen iets."), _article("Na de evaluatie.")))
    assert (point.state, [f.where for f in point.found]) == (S.PRESENT, [FoundIn.ARTICLE])
    assert _by(rule, _facts(_article("Herevaluatie.")))[0].state is S.MISSING
    named = _article("Partijen kijken terug.", "Evaluatie", 2)
    point, _ = _by(rule, _facts(_article("Na de evaluatie."), named))
    assert [one.number for one in point.found] == [2]


def test_a_word_in_a_phrase_that_means_something_else_does_not_count() -> None:
    rule = _shipped("woo-openbaar")
    assert _by(rule, _facts(_article("Het Openbaar Ministerie beslist.")))[0].state is S.MISSING
    said = "Het Openbaar Ministerie maakt dit openbaar."
    assert _by(rule, _facts(_article(said)))[0].state is S.PRESENT


def test_terms_and_answered_blanks_meet_a_rule_too() -> None:
    facts = _facts(_article("Niets."))
    notice = _rule(Met(stated=(Stated.FIXED_TERM, Stated.NOTICE)))
    assert _by(notice, facts)[0].state is S.MISSING
    assert _by(notice, replace(facts, stated=frozenset({Stated.NOTICE})))[0].state is S.PRESENT
    blank = _rule(Met(blanks=("evaluatie",)))
    assert _by(blank, facts)[0].state is S.MISSING
    assert _by(blank, replace(facts, blanks=frozenset({"evaluatie"})))[0].state is S.PRESENT


def test_what_a_person_answers_goes_before_what_is_found() -> None:
    rule = _rule(Met(words=("evaluatie",)))
    there, without = _facts(_article("Na de evaluatie.")), _facts(_article("Niets."))
    for outcome, state in (
        (A.PRESENT, S.PRESENT), (A.NOT_NEEDED, S.NOT_NEEDED), (A.MISSING, S.MISSING),
    ):  # fmt: skip
        answer = {"een": Answered(outcome, "Omdat.")}
        assert _by(rule, there, answer)[0].state is state
        assert _by(rule, without, answer)[0].state is state
    by_person, _ = _by(_rule(Met()), there)
    assert by_person.state is S.MISSING


def test_the_instructions_count_only_where_the_national_government_signs() -> None:
    facts = _facts(_article("Niets."))
    keys = [one.key for one in judged(shipped_sets(), facts, {})]
    assert keys == ["avg", "wgr", "taal", "woo"]
    for kind in (OrganisationKind.POLICE, OrganisationKind.NATIONAL_PARTNER):
        other = replace(facts, kinds=frozenset({kind}))
        assert len(judged(shipped_sets(), other, {})) == 4
    ministry = replace(facts, kinds=facts.kinds | {OrganisationKind.MINISTRY})
    found = {one.key: one for one in judged(shipped_sets(), ministry, {})}
    national = found["aanwijzingen-convenanten-2003"]
    assert "BWBR0051610" in national.note and "11 oktober 2025" in national.note
    assert all("2003, " in point.source for point in national.points)
    assert len(national.points) == 22


# The two questions that stop


def test_exactly_two_shipped_rules_stop_one_for_each_question() -> None:
    stops = [r for one in shipped_sets() for r in one.rules if r.severity is Severity.STOPS]
    assert sorted(str(rule.met.asks) for rule in stops) == sorted(Asks)


def test_unanswered_questions_stop_and_nothing_else_does() -> None:
    promises = (replace(PROMISE, owners=(), milestones=(), goal="", text="Indien nodig."),)
    bare = _facts(_article("Niets."), promises=promises)
    ministry = replace(bare, kinds=frozenset({OrganisationKind.MINISTRY}))
    found = judged(shipped_sets(), ministry, {})
    assert sum(point.state is S.MISSING for point in points(found)) > 25
    told = list(stopping(found))
    assert [one.field for one in told] == ["checklist.avg-grondslag", "checklist.wgr-bevoegdheden"]
    assert all(one.problem.format(**one.values) for one in told)


@pytest.mark.parametrize("asks", list(Asks))
def test_a_question_that_stops_is_answered_by_a_person_alone(asks: Asks) -> None:
    met = Met(asks=asks, words=("mandaat", "persoonsgegevens"))
    rule = _rule(met, Severity.STOPS)
    facts = _facts(_article("Er is geen mandaat en er zijn geen persoonsgegevens."))
    point, found = _by(rule, facts)
    assert (point.state, len(point.found)) == (S.MISSING, 1)
    assert allowed(point) == (*ASKED[asks], A.MISSING)
    assert len(list(stopping(found))) == 1
    refused = {A.NOT_CONSENTED, A.NO_BASIS, A.MISSING}
    problems = set()
    for outcome in allowed(point):
        _, found = _by(rule, facts, {"een": Answered(outcome, "x", "y", date(2026, 1, 1))})
        told = list(stopping(found))
        assert bool(told) is (outcome in refused), outcome
        problems |= {one.problem for one in told}
    assert len(problems) == 2


# Hints


@pytest.mark.parametrize(
    ("rule", "change", "said"),
    [
        ("taal-eigenaar", {"owners": ()}, ""),
        ("taal-termijn", {"milestones": ()}, ""),
        ("taal-maat", {"goal": "De route werkt."}, ""),
        ("taal-zorgdragen", {"text": "Noordstad draagt zorg voor opvang."}, "draagt zorg voor"),
        ("taal-zorgdragen", {"text": "Noordstad ziet toe op de opvang."}, "ziet toe op"),
        ("taal-vaag", {"text": "Zo spoedig mogelijk volgt een plan."}, "Zo spoedig mogelijk"),
        ("taal-vaag", {"goal": "1 plan, indien nodig."}, "indien nodig"),
        ("taal-streven", {"text": "Partijen streven naar rust.", "goal": "Rust."}, "streven naar"),
    ],
)
def test_a_vague_promise_is_found_with_its_title_and_words(
    rule: str, change: dict[str, object], said: str
) -> None:
    assert _by(_shipped(rule), _facts())[0].state is S.PRESENT
    vague = replace(PROMISE, **change)
    point, _ = _by(_shipped(rule), _facts(promises=(PROMISE, vague)))
    [found] = point.found
    assert (point.state, found.where, found.title) == (S.MISSING, FoundIn.COMMITMENT, "Meldroute")
    assert (found.said, found.anchor) == (said, "toezegging-route")
    kept, _ = _by(
        _shipped(rule), _facts(promises=(vague,)), {rule: Answered(A.NOT_NEEDED, "Bewust.")}
    )
    assert (kept.state, len(kept.found)) == (S.NOT_NEEDED, 1)
    assert allowed(kept) == (A.NOT_NEEDED, A.MISSING)


def test_a_target_or_a_number_is_a_measure_and_so_a_striving_is_none() -> None:
    vague = replace(PROMISE, goal="Rust.", text="Partijen streven naar rust.")
    for rule in ("taal-maat", "taal-streven"):
        assert _by(_shipped(rule), _facts(promises=(vague,)))[0].state is S.MISSING
        for known in (replace(vague, target=Decimal(3)), replace(vague, goal="Ten minste één.")):
            assert _by(_shipped(rule), _facts(promises=(known,)))[0].state is S.PRESENT


def test_a_sentence_of_more_than_thirty_words_is_found_and_one_of_thirty_not() -> None:
    rule, words = _shipped("taal-zinnen"), "woord " * 29
    assert _by(rule, _facts(_article(f"{words}slot. {words}slot.")))[0].found == ()
    [found] = _by(rule, _facts(_article(f"Kort. {words}nog slot.")))[0].found
    assert found.said.startswith("woord woord") and found.said.endswith("…")


def test_an_abbreviation_is_found_once_unless_explained_known_or_a_roman_number() -> None:
    rule = _shipped("taal-afkortingen")
    text = "Het NHV meldt het aan het NHV. De AVG geldt. Zie deel IV. De boa (BOA) en BOA."
    [found] = _by(rule, _facts(_article(text)))[0].found
    assert (found.said, found.where) == ("NHV", FoundIn.ARTICLE)


# Every shipped model

BY_PERSON = {
    "avg-grondslag", "avg-dpia", "wgr-bevoegdheden", "woo-vorm", "woo-zienswijze",
    "woo-uitzondering", "avc-10-belangen", "avc-22-juridisch", "avc-24-parlement",
}  # fmt: skip
"""What no text can say: somebody has to know it of this agreement."""
OF_THE_RIJK = {"avc-25-staatscourant"}
"""A model is for municipalities: what the national government publishes, it adds itself."""
WHY_NOT = {
    "addendum": set(),
    # Its article on privacy names no controller, because every party keeps its own records.
    "handhavingsafspraken": {"avg-verantwoordelijk"},
    # A letter of intent has no steering committee: the parties meet, called by one of them.
    "intentieverklaring": {"avc-12-uitvoering"},
    "lokale-vaststelling": set(),
    # "Zo veel mogelijk" joins campaigns of others, that a municipality does not decide upon.
    "regionale-samenwerking-mensenhandel": {"taal-vaag"},
    "signaaltafel": set(),
    "zorgcoordinatie-centrumgemeente": set(),
}
"""Per model what is missing beside that, and why it may be."""


@pytest.mark.parametrize("folder", MODELS, ids=lambda folder: folder.name)
def test_every_shipped_model_passes_or_it_is_said_why_not(folder: Path) -> None:
    model, answers = read_model(folder), read_answers(folder / "example.toml")[0]
    document = agreement_document(
        model, answers.answers, version="1", dated=answers.moment, draft=False
    )
    articles = [block for block in document.blocks if isinstance(block, Article)]
    passages = (
        Passage(one.anchor, number, one.title, "\n".join(_lines(one)))
        for number, one in enumerate(articles, 1)
    )
    term = answers.answers.term.over(model.term)
    stated = {Stated.REPRESENTED} | ({Stated.NOTICE} if term.notice_months else set())
    kinds = {party.kind for party in answers.answers.parties if party.signs}
    facts = Facts(
        frozenset(kinds | {OrganisationKind.MINISTRY}),
        tuple(passages),
        promised(model, answers.answers),
        frozenset(stated),
        frozenset(answers.answers.blanks),
    )
    found = list(points(judged(shipped_sets(), facts, {})))
    missing = {point.id for point in found if point.state is S.MISSING}
    assert missing - BY_PERSON - OF_THE_RIJK == WHY_NOT[folder.name]
    assert missing >= BY_PERSON | OF_THE_RIJK


def _lines(one: Article) -> list[str]:
    found = []
    for _, clause in clauses(one):
        found += [said(clause.runs), *(said(item.runs) for item in clause.items)]
    return found


# The files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "checklists"
    shutil.copytree(SHIPPED, place)
    return place


def _change(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` and tell on which line it stood."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def _refused(folder: Path) -> list[Complaint]:
    with pytest.raises(Refused) as refused:
        found_in(folder)
    return list(refused.value.complaints)


def test_the_shipped_sets_are_whole_and_found_by_their_place() -> None:
    keys = [one.key for one in shipped_sets()]
    assert keys == ["avg", "wgr", "aanwijzingen-convenanten-2003", "taal", "woo"]
    assert sorted(keys) == sorted(path.stem for path in SHIPPED.glob("*.toml"))


def test_a_set_that_is_laid_down_beside_them_is_found(folder: Path) -> None:
    shutil.copy(folder / "woo.toml", folder / "eigen.toml")
    text = (folder / "eigen.toml").read_text("utf-8")
    text = text.replace('key = "woo"', 'key = "eigen"').replace('id = "woo-', 'id = "eigen-')
    (folder / "eigen.toml").write_text(text, "utf-8")
    assert "eigen" in [one.key for one in found_in(folder)]


def test_what_is_wrong_is_told_of_all_files_at_once_with_file_and_line(folder: Path) -> None:
    avg, woo = folder / "avg.toml", folder / "woo.toml"
    severity = _change(avg, 'severity = "should"', 'severity = "zwaar"')
    unknown = _change(woo, 'explanation = "Geldt', 'uitleg = "Geldt')
    told = {(c.file, c.line, c.field): c for c in _refused(folder)}
    assert (str(avg), severity, "rules.1.severity") in told
    assert "stops / should / hint" in told[str(avg), severity, "rules.1.severity"].values.values()
    assert (str(woo), unknown, "rules.0.uitleg") in told
    assert {file for file, _, _ in told} == {str(avg), str(woo)}


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("avg.toml", 'key = "avg"', 'key = "gdpr"', "key"),
        ("avg.toml", 'severity = "stops"', 'severity = "should"', "rules.0.severity"),
        ("woo.toml", 'severity = "should"', 'severity = "stops"', "rules.0.severity"),
        ("woo.toml", 'id = "woo-vorm"', 'id = "Woo vorm"', "rules.1.id"),
        ("woo.toml", 'id = "woo-vorm"', 'id = "woo-openbaar"', "rules.1.id"),
        ("woo.toml", 'source = "Wet open overheid, artikel 2.4"', 'source = " "', "rules.1.source"),
        ("avg.toml", 'asks = "data_sharing"', 'asks = "data_sharing", hint = "abbreviation"',
         "rules.0.met"),
        ("avg.toml", "met = { words", 'met = { hint = "long_sentence", words', "rules.1.met"),
        ("taal.toml", 'phrases = ["streeft', 'besides = ["streeft', "rules.5.met.hint"),
        ("taal.toml", 'hint = "without_owner"', 'hint = "zonder_eigenaar"', "rules.0.met.hint"),
    ],
)  # fmt: skip
def test_a_broken_set_is_refused_at_its_line(
    folder: Path, file: str, old: str, new: str, field: str
) -> None:
    line = _change(folder / file, old, new)
    [told] = _refused(folder)
    assert (told.field, told.file) == (field, str(folder / file))
    assert 0 <= line - told.line <= 1
    assert told.problem.format(**told.values)


def test_an_id_of_another_file_is_refused_and_names_that_file(folder: Path) -> None:
    line = _change(folder / "woo.toml", 'id = "woo-vorm"', 'id = "avg-dpia"')
    [told] = _refused(folder)
    assert (told.line, told.values) == (line, {"key": "avg-dpia", "file": "avg.toml"})


def test_no_toml_is_told_at_its_line(folder: Path) -> None:
    line = _change(folder / "wgr.toml", 'version = "1.0"', "version = 1.0.0")
    with pytest.raises(Refused) as refused:
        read(folder / "wgr.toml")
    assert [c.line for c in refused.value.complaints] == [line]
    (folder / "wgr.toml").write_text('key = "wgr"\n', "utf-8")
    missing = {c.field for c in _refused(folder)}
    assert missing == {"title", "version", "language", "rules"}


# What it asks, for who reads in English


def test_every_shipped_rule_says_in_english_what_it_asks() -> None:
    silent = [rule.id for one in shipped_sets() for rule in one.rules if rule.en is None]
    silent += [
        one.key
        for one in shipped_sets()
        if one.en is None or bool(one.en.note) is not bool(one.note)
    ]
    assert silent == []


def test_a_point_is_asked_in_the_language_of_its_reader_and_kept_in_that_of_its_set() -> None:
    rule, of = _shipped("avg-dpia"), next(one for one in shipped_sets() if one.key == "avg")
    [point] = [p for p in points(judged([of], _facts(), {})) if p.id == rule.id]
    [there] = judged([of], _facts(), {})
    source = (rule.source, "nl")
    assert asking(point, there, "en") == Asking(
        rule.en.question, rule.en.explanation, "en", *source
    )
    assert asking(point, there, "nl") == Asking(rule.question, rule.explanation, "nl", *source)
    assert called(there, "en").title == "Personal data (GDPR)"
    was = replace(point, question="Is er een DPIA?")
    assert asking(was, there, "en") == Asking("Is er een DPIA?", rule.explanation, "nl", *source)
    own = replace(there, key="eigen", title="Eigen punten")
    assert called(own, "en").title == "Eigen punten"


def test_a_tip_of_this_service_is_called_so_in_english() -> None:
    [of] = [one for one in judged(shipped_sets(), _facts(), {}) if one.key == "taal"]
    told = [asking(point, of, "en") for point in of.points]
    assert not [one.source for one in told if "deze dienst" in one.source]
    assert {one.source_language for one in told if "this service" in one.source} == {"en"}


def test_what_stops_a_decision_is_told_in_the_language_of_its_reader() -> None:
    rule = _shipped("wgr-bevoegdheden")
    [stops] = [c for c in stopping(judged(shipped_sets(), _facts(), {})) if "wgr" in c.field]
    assert complained(stops, "nl").values == {"question": rule.question}
    assert complained(stops, "en").values == {"question": rule.en.question}
    other = Complaint("title", "Vul in", {})
    assert complained(other, "en") == other
