"""Parties and commitments in a set of answers: each once, each whole, each known."""

from decimal import Decimal

import msgspec
import pytest
from tests.builders.library import REGION, blanks, changed, fields, given, said

from governance.library.forms import CommitmentAnswer
from governance.library.rules import Indicator, Participation

replace = msgspec.structs.replace


def test_a_party_that_is_asked_by_name_must_be_one_of_the_parties() -> None:
    whole, answers = given("lokale-vaststelling")
    told = said(whole, blanks(answers, penvoerder="Gemeente Maastricht"))
    assert told == [("blanks.penvoerder", "“Gemeente Maastricht” is no party to this agreement.")]


def test_a_party_that_was_removed_is_told_where_it_is_still_named() -> None:
    whole, answers = given("signaaltafel")
    left = tuple(p for p in answers.parties if p.name != "Gemeente Tilburg")
    assert "blanks.gastheer" in fields(whole, replace(answers, parties=left))


def test_a_party_that_owes_but_does_not_sign_is_told_once() -> None:
    whole, answers = given("signaaltafel")
    adviser = replace(answers.parties[0], participation=Participation.ADVISER)
    told = said(whole, replace(answers, parties=(adviser, *answers.parties[1:])))
    assert [text for field, text in told if field == "blanks.gastheer"] == [
        "“Gemeente Tilburg” must be a party that signs: it owes a commitment."
    ]


def test_a_party_has_a_name_and_a_short_name_of_its_own() -> None:
    whole, answers = given(REGION)
    parties = list(answers.parties)
    parties[5] = replace(parties[5], name=" ")
    parties[6] = replace(parties[6], short_name="breda")
    told = fields(whole, replace(answers, parties=tuple(parties)))
    assert told == {"parties.5.name", "parties.6.short_name"}


def test_the_same_owner_twice_and_a_contributor_nobody_knows_are_told_where_they_stand() -> None:
    whole, answers = given(REGION)
    change = CommitmentAnswer(
        "preventie", owners=("Gemeente Breda", "Gemeente Breda"), contributors=("Niemand",)
    )
    told = said(whole, changed(answers, change))
    assert told == [
        ("commitments.0.owners", "“Gemeente Breda” stands here twice."),
        ("commitments.0.contributors", "“Niemand” is no party to this agreement."),
    ]


def test_the_same_commitment_twice_is_refused() -> None:
    whole, answers = given(REGION)
    twice = CommitmentAnswer("preventie", goal="Klaar."), CommitmentAnswer("preventie", drop=True)
    assert fields(whole, changed(answers, *twice)) == {"commitments.1.key"}


def test_an_agreement_without_any_commitment_is_refused() -> None:
    whole, answers = given(REGION)
    dropped = (CommitmentAnswer(one.key, drop=True) for one in whole.commitments)
    assert fields(whole, changed(answers, *dropped)) == {"commitments"}


@pytest.mark.parametrize(("key", "like"), [("trainig", "training"), ("zzz", None)])
def test_a_slip_in_the_key_of_a_commitment_left_out_is_one_complaint(
    key: str, like: str | None
) -> None:
    whole, answers = given(REGION)
    [(field, text)] = said(whole, changed(answers, CommitmentAnswer(key, drop=True)))
    assert field == "commitments.0.key"
    assert ("did you mean “training”" in text) is (like is not None)


@pytest.mark.parametrize(
    ("unit", "target", "problem"),
    [
        ("", 6, "A target value needs its unit."),
        ("keer", -6, "A target value is zero or more."),
        ("keer", "NaN", "A target value is zero or more."),
        ("keer", "1e10", "A target value is at most 1000000000."),
    ],
)
def test_a_target_is_a_number_of_something(unit: str, target: int | str, problem: str) -> None:
    whole, answers = given(REGION)
    change = CommitmentAnswer("preventie", indicator=Indicator(unit, Decimal(target)))
    assert said(whole, changed(answers, change)) == [("commitments.0.indicator", problem)]
