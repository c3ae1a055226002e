"""Every model in ``agreements`` is whole, and its example says what ``example.txt`` says."""

import re
from pathlib import Path

import pytest

from governance.base.places import shipped
from governance.documents.blocks import Article, Document, Row, Signature, Table, said
from governance.documents.text import write_text
from governance.library.answers import read as read_answers
from governance.library.folders import found, read
from governance.library.papers import agreement_document
from governance.library.rules import Model

FOLDERS = sorted(path.parent for path in shipped("agreements").glob("*/model.toml"))
SHORT = {"addendum", "intentieverklaring"}
"""What is short on purpose: an addendum takes its terms from the agreement that it changes."""
each_model = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def _example(folder: Path, draft: bool = False) -> Document:
    answers, _ = read_answers(folder / "example.toml")
    return agreement_document(
        read(folder), answers.answers, version=answers.version, dated=answers.moment, draft=draft
    )


def _texts(model: Model) -> str:
    parts = [model.recitals, *(article.text for article in model.articles)]
    return "\n".join((*parts, *(one.text for one in model.commitments)))


@each_model
def test_the_example_says_what_its_golden_text_says(folder: Path) -> None:
    assert write_text(_example(folder)) == (folder / "example.txt").read_text("utf-8")


@each_model
def test_the_same_answers_give_the_same_document_twice(folder: Path) -> None:
    assert _example(folder) == _example(folder)


def test_together_the_models_use_all_eighteen_model_commitments() -> None:
    assert {one.number for model in found() for one in model.commitments} == set(range(1, 19))


def test_the_number_of_articles_is_what_a_lawyer_expects() -> None:
    counts = {f.name: sum(isinstance(b, Article) for b in _example(f).blocks) for f in FOLDERS}
    assert 12 <= counts.pop("regionale-samenwerking-mensenhandel") <= 18
    assert counts and all(8 <= count <= 14 for count in counts.values())


@each_model
def test_every_anchor_is_there_once(folder: Path) -> None:
    articles = [block for block in _example(folder).blocks if isinstance(block, Article)]
    anchors = [article.anchor for article in articles]
    for article in articles:
        for clause in article.clauses:
            anchors += [clause.anchor, *(item.anchor for item in clause.items)]
    assert len(anchors) == len(set(anchors))
    assert max(map(len, anchors)) <= 40


@each_model
def test_every_commitment_has_an_owner_a_nature_a_goal_and_milestones(folder: Path) -> None:
    rows: list[Row] = [
        row
        for block in _example(folder).blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.anchor.startswith("toezegging-")
    ]
    assert len(rows) == len(read(folder).commitments)
    for row in rows:
        title, content, owner, milestones = row.cells
        assert all(said(cell.runs) for cell in (title, content, owner, milestones))
        assert "verplichting" in said(title.further[0])
        assert said(content.further[0]).startswith("Meetbaar doel: ")


@each_model
def test_every_authority_of_a_signing_party_has_its_own_signature_block(folder: Path) -> None:
    answers, _ = read_answers(folder / "example.toml")
    expected = sum(len(party.authorities) for party in answers.parties if party.signs)
    assert sum(isinstance(b, Signature) for b in _example(folder).blocks) == expected


@each_model
def test_the_agreement_excludes_case_data_and_says_it_is_not_enforceable(folder: Path) -> None:
    model = read(folder)
    said_in_all = _texts(model)
    assert "geen persoonsgegevens over casussen" in said_in_all
    assert "niet in rechte afdwingbaar" in said_in_all
    assert not model.term.enforceable


@each_model
def test_the_commitments_use_the_terms_as_they_are_defined(folder: Path) -> None:
    model = read(folder)
    [terms] = [article.text for article in model.articles if article.key == "begrippen"]
    defined = re.findall(r"^[a-z]\. \*\*(.+?)\*\*:", terms, re.M)
    assert len(defined) >= (5 if folder.name in SHORT else 10)
    assert defined == sorted(defined)
    for one in model.commitments:
        said = (one.text, one.goal, one.owner_function, one.executor, one.indicator.unit)
        for term in defined:
            assert not re.search(rf"\b{term[0].lower()}{term[1:]}\b", " ".join(said)), term


@each_model
def test_what_a_commitment_of_a_model_says_fits_where_it_is_kept(folder: Path) -> None:
    for one in read(folder).commitments:
        assert len(one.title) <= 200
        assert len(one.indicator.unit) <= 60
        assert max(len(one.owner_function), len(one.executor)) <= 200


@each_model
def test_small_numbers_are_left_out_only_where_they_point_to_somebody(folder: Path) -> None:
    [said] = re.findall(r"Aantallen (.+?) onder de vijf", _texts(read(folder)))
    assert said.lower() == "personen, signalen en casussen"


@each_model
def test_an_evaluation_that_is_owed_stands_in_an_article_with_its_date(folder: Path) -> None:
    model = read(folder)
    texts = "\n".join(article.text for article in model.articles)
    owed = {m.on_blank for one in model.commitments for m in one.milestones if m.on_blank}
    assert all(f"{{{{ blank.{key} }}}}" in texts for key in owed)


@each_model
def test_nobody_acts_in_the_name_of_another_without_a_power(folder: Path) -> None:
    said = [c for c in _texts(read(folder)).split("\n") if "namens" in c]
    assert all(re.search("volmacht|mandaat", one) for one in said)


@each_model
def test_it_is_said_who_makes_the_text_public(folder: Path) -> None:
    assert "Partijen maken" not in _texts(read(folder))


@each_model
def test_who_represents_itself_is_named_once_and_the_parties_are_one_sentence(
    folder: Path,
) -> None:
    said = write_text(_example(folder))
    assert "de burgemeester, rechtsgeldig vertegenwoordigd door de burgemeester" not in said
    assert ", ieder voor zover bevoegd, handelend" not in said
    assert re.search(r"Partijen;\nmet als deelnemers, die geen Partij zijn: .+\);\n", said)


@each_model
def test_no_text_promises_what_others_must_decide(folder: Path) -> None:
    assert "draagt zorg voor" not in _texts(read(folder)).lower()
