"""What is wrong with answers is told all at once; what is right makes the right promises."""

from datetime import date

import msgspec
import pytest

from governance.base.errors import Refused
from governance.base.places import shipped
from governance.documents.blocks import Article, Run
from governance.library.answers import read as read_answers
from governance.library.checks import checked
from governance.library.folders import model
from governance.library.forms import Answers, CommitmentAnswer, PartyAnswer, TermAnswer
from governance.library.papers import agreement_document
from governance.library.promises import promised, yearly_days
from governance.library.rules import Model, ModelMilestone, Nature, Participation
from governance.parties.rules import OrganisationKind

REGION = "regionale-samenwerking-mensenhandel"
replace = msgspec.structs.replace


def _given(key: str = REGION) -> tuple[Model, Answers]:
    answers, _ = read_answers(shipped("agreements") / key / "example.toml")
    return model(key), answers.answers


def _fields(whole: Model, answers: Answers) -> set[str]:
    return {complaint.field for complaint in checked(whole, answers)}


def _blanks(answers: Answers, **changed: str | int) -> Answers:
    return replace(answers, blanks=answers.blanks | changed)


def test_a_party_of_another_kind_is_no_answer_to_which_municipality() -> None:
    whole, answers = _given()
    care = PartyAnswer("GGD Zuid", OrganisationKind.CARE_PARTNER)
    mixed = replace(answers, parties=(*answers.parties, care))
    told = [c for c in checked(whole, _blanks(mixed, penvoerder="GGD Zuid"))]
    assert ("blanks.penvoerder", "GGD Zuid") in [(c.field, c.values.get("name")) for c in told]
    [kind] = [c.problem for c in told if c.field == "blanks.penvoerder" and "kind" in c.problem]
    assert kind.startswith("“{name}” is not of the kind")


def test_five_mistakes_are_told_at_once() -> None:
    whole, answers = _given()
    blanks = {name: value for name, value in answers.blanks.items() if name != "regio"}
    wrong = replace(
        answers,
        blanks=blanks | {"regoi": "x", "overleggen": "vaak", "tussenevaluatie": "31-12-2028"},
        term=TermAnswer(entry_date=date(2027, 1, 1), ends_on=date(2026, 1, 1)),
    )
    assert _fields(whole, wrong) == {
        "blanks.regio",
        "blanks.regoi",
        "blanks.overleggen",
        "blanks.tussenevaluatie",
        "term.ends_on",
    }


def test_an_unknown_blank_gets_the_likely_name() -> None:
    whole, answers = _given()
    (complaint,) = checked(whole, _blanks(answers, voorziter="de burgemeester"))
    assert complaint.values["like"] == "voorzitter"


def test_a_date_that_must_come_later_is_refused_when_it_is_the_same_day() -> None:
    whole, answers = _given()
    assert _fields(whole, _blanks(answers, eindevaluatie="2029-01-01")) == {"blanks.eindevaluatie"}


def test_a_blank_of_a_choice_not_taken_need_not_be_filled_in() -> None:
    whole, answers = _given()
    blanks = {
        n: v for n, v in answers.blanks.items() if n not in ("jaarbijdrage", "verdeelsleutel")
    }
    assert _fields(whole, replace(answers, blanks=blanks)) == {
        "blanks.jaarbijdrage",
        "blanks.verdeelsleutel",
    }
    assert _fields(whole, replace(answers, blanks=blanks | {"financiering": "eigen"})) == set()


@pytest.mark.parametrize("value", ["onbekend", 3, True])
def test_a_choice_takes_only_its_options(value: str | int) -> None:
    whole, answers = _given()
    assert "blanks.financiering" in _fields(whole, _blanks(answers, financiering=value))


def test_the_same_authority_of_a_party_twice_is_refused() -> None:
    whole, answers = _given()
    first, *rest = answers.parties
    twice = replace(first, authorities=(*first.authorities, first.authorities[0]))
    fields = _fields(whole, replace(answers, parties=(twice, *rest)))
    assert fields == {"parties.0.authorities.2"}


def test_a_party_without_legal_personality_names_the_body_that_acts_for_it() -> None:
    whole, answers = _given("signaaltafel")
    house = next(p for p in answers.parties if not p.has_personality)
    place = answers.parties.index(house)
    parties = list(answers.parties)
    parties[place] = replace(house, acting_body="")
    assert _fields(whole, replace(answers, parties=tuple(parties))) == {
        f"parties.{place}.acting_body"
    }


def test_a_commitment_needs_a_signatory_of_the_kind_that_owes_it() -> None:
    whole, answers = _given("signaaltafel")
    parties = tuple(
        replace(party, participation=Participation.ADVISER)
        if party.kind is OrganisationKind.CARE_AND_SAFETY_HOUSE
        else party
        for party in answers.parties
    )
    told = {c.field: c for c in checked(whole, replace(answers, parties=parties))}
    assert told["commitments.casusoverleg"].values == {"kind": "Zorg- en Veiligheidshuis"}


def test_the_party_named_as_owner_must_sign_and_is_told_once() -> None:
    whole, answers = _given()
    told = checked(whole, _blanks(answers, penvoerder="Gemeente Middelburg"))
    assert [complaint.field for complaint in told] == ["blanks.penvoerder"]


def test_who_does_not_sign_cannot_be_made_an_owner() -> None:
    whole, answers = _given()
    change = CommitmentAnswer("preventie", owners=("CoMensha", "Niemand"))
    told = checked(whole, replace(answers, commitments=(change,)))
    assert [complaint.values["name"] for complaint in told] == ["CoMensha", "Niemand"]


def test_an_added_commitment_must_be_complete() -> None:
    whole, answers = _given()
    told = _fields(whole, replace(answers, commitments=(CommitmentAnswer("nieuw", title="Nieuw"),)))
    assert told >= {"commitments.0.owners", "commitments.0.goal", "commitments.0.theme"}
    assert "commitments.0.title" not in told


def test_a_milestone_outside_the_term_is_refused() -> None:
    whole, answers = _given()
    late = ModelMilestone("te laat", on_date=date(2031, 1, 1))
    change = CommitmentAnswer("preventie", milestones=(late,))
    assert _fields(whole, replace(answers, commitments=(change,))) == {
        "commitments.preventie.milestones"
    }


def test_no_party_at_all_is_one_complaint() -> None:
    whole, answers = _given()
    assert _fields(whole, replace(answers, parties=())) == {"parties"}


def test_commitments_are_dropped_changed_and_added() -> None:
    whole, answers = _given()
    changes = (
        CommitmentAnswer("preventie", drop=True),
        CommitmentAnswer("training", nature=Nature.EFFORT, owners=("Gemeente Breda",)),
        CommitmentAnswer(
            "extra",
            title="Extra",
            theme="beleid",
            nature=Nature.RESULT,
            owner_function="burgemeester",
            goal="Klaar.",
            text="De gemeente doet het.",
            owners=("Gemeente Goes",),
        ),
    )
    made = {one.key: one for one in promised(whole, replace(answers, commitments=changes))}
    assert "preventie" not in made
    assert (made["training"].nature, made["training"].owners) == (
        Nature.EFFORT,
        ("Gemeente Breda",),
    )
    assert [key for key, one in made.items() if one.theme == "beleid"][-1] == "extra"
    assert made["ketenregisseur"].owners == ("Gemeente Tilburg",)
    assert "Gemeente Breda" in made["ketenregisseur"].contributors


def test_a_draft_shows_open_blanks_and_the_final_text_refuses_them() -> None:
    whole, answers = _given()
    blanks = {name: value for name, value in answers.blanks.items() if name != "voorzitter"}
    open_one = replace(answers, blanks=blanks, parties=())
    made = agreement_document(whole, open_one, version="1", dated="2026-10-01", draft=True)
    shown = [
        run
        for block in made.blocks
        if isinstance(block, Article)
        for clause in block.clauses
        for run in clause.runs
        if run.blank
    ]
    assert shown == [Run("[Welke functie zit de stuurgroep voor?]", blank=True)]
    with pytest.raises(Refused) as refused:
        agreement_document(whole, open_one, version="1", dated="2026-10-01", draft=False)
    assert {c.field for c in refused.value.complaints} == {"blanks.voorzitter", "parties"}


def test_either_or_articles_follow_the_choice_and_keep_their_numbers_right() -> None:
    whole, answers = _given()
    made = agreement_document(
        whole,
        _blanks(answers, financiering="eigen"),
        version="1",
        dated="2026-10-01",
        draft=False,
    )
    anchors = [block.anchor for block in made.blocks if isinstance(block, Article)]
    assert "art-kosten-eigen" in anchors
    assert "art-kosten-bijdrage" not in anchors
    assert anchors.index("art-sturing") == 8


def test_stored_commitments_take_the_place_of_those_of_the_model() -> None:
    whole, answers = _given()
    stored = promised(whole, answers)[:1]
    made = agreement_document(
        whole, answers, version="1", dated="2026-10-01", draft=False, commitments=stored
    )
    rows = [row.anchor for block in made.blocks for row in getattr(block, "rows", ())]
    assert [anchor for anchor in rows if anchor] == ["toezegging-lokale-aanpak"]


def test_a_party_says_by_itself_whether_it_can_owe() -> None:
    riec = PartyAnswer("RIEC", OrganisationKind.RIEC)
    assert not riec.has_personality
    assert replace(riec, legal_personality=True).has_personality


def test_a_commitment_under_a_theme_that_the_model_lacks_is_still_in_the_text() -> None:
    whole, answers = _given()
    stored = tuple(replace(one, theme="Elders") for one in promised(whole, answers))
    made = agreement_document(
        whole, answers, version="1", dated="2026-10-01", draft=False, commitments=stored
    )
    rows = [row for block in made.blocks for row in getattr(block, "rows", ()) if row.anchor]
    assert len(rows) == len(stored)


def test_days_of_every_year_fall_within_the_term() -> None:
    report = ModelMilestone("rapportage", each_year=("05-01", "11-01", "02-29"))
    assert yearly_days(report, date(2027, 3, 1), date(2028, 5, 1)) == [
        date(2027, 5, 1),
        date(2027, 11, 1),
        date(2028, 2, 29),
        date(2028, 5, 1),
    ]
    assert yearly_days(report, date(2027, 1, 1), date(2027, 3, 1)) == [date(2027, 2, 28)]
