"""The days of an agreement lie in an order that can be, and its milestones keep to the text."""

from datetime import date

import msgspec
import pytest
from tests.builders.library import REGION, blanks, changed, fields, given, said

from governance.library.checks import checked
from governance.library.forms import CommitmentAnswer, TermAnswer
from governance.library.promises import promised
from governance.library.rules import ModelMilestone

replace = msgspec.structs.replace


@pytest.mark.parametrize(
    ("key", "day", "problem"),
    [
        ("tussenevaluatie", "2027-01-01", "does not come after the entry into force"),
        ("tussenevaluatie", "2026-10-02", "does not come after the entry into force"),
        ("tussenevaluatie", "2030-12-31", ""),
        ("eindevaluatie", "2035-06-01", "at least 6 months before the end"),
        ("eindevaluatie", "2030-07-01", "at least 6 months before the end"),
        ("eindevaluatie", "2030-06-30", ""),
    ],
)
def test_an_evaluation_falls_within_the_term(key: str, day: str, problem: str) -> None:
    whole, answers = given(REGION)
    told = [t for f, t in said(whole, blanks(answers, **{key: day})) if f == f"blanks.{key}"]
    assert [problem in one for one in told] == ([True] if problem else [])


def test_without_a_day_of_entry_the_day_of_the_text_is_the_first_and_the_months_the_last() -> None:
    whole, answers = given("signaaltafel")
    early = blanks(answers, tussenevaluatie="2026-10-01")
    assert fields(whole, early) == {"blanks.tussenevaluatie"}
    assert fields(whole, blanks(answers, evaluatie="2099-01-01")) == {"blanks.evaluatie"}
    # The end is counted from the text where six months must stay: whoever signs later has more.
    assert fields(whole, blanks(answers, evaluatie="2028-04-02")) == {"blanks.evaluatie"}
    assert fields(whole, replace(early, dated=None)) == set()


def test_a_date_is_held_against_the_entry_where_the_date_before_it_is_open() -> None:
    whole, answers = given(REGION)
    open_one = {n: v for n, v in answers.blanks.items() if n != "tussenevaluatie"}
    early = replace(answers, blanks=open_one | {"eindevaluatie": "2026-11-01"})
    assert fields(whole, early) == {"blanks.tussenevaluatie", "blanks.eindevaluatie"}


def test_a_decision_is_not_of_a_day_after_its_text() -> None:
    whole, answers = given(REGION)
    first, *rest = answers.parties
    organ = replace(first.authorities[0], decided_on=date(2029, 9, 15))
    late = replace(first, authorities=(organ, *first.authorities[1:]))
    told = fields(whole, replace(answers, parties=(late, *rest)))
    assert told == {"parties.0.authorities.0.decided_on"}


def test_a_term_that_is_over_before_its_text_is_refused() -> None:
    whole, answers = given(REGION)
    past = TermAnswer(entry_date=date(2019, 1, 1), ends_on=date(2020, 1, 1))
    told = fields(whole, replace(answers, term=past))
    assert told >= {"term.entry_date", "term.ends_on"}
    before = TermAnswer(entry_date=date(2026, 9, 1), ends_on=date(2030, 12, 31))
    assert fields(whole, replace(answers, term=before)) == set()


@pytest.mark.parametrize(
    ("first", "last"),
    [("9999-12-31", None), ("2027-01-01", "9999-12-31"), ("0001-01-01", "0001-01-02")],
)
def test_days_at_the_end_of_the_calendar_are_complaints_too(first: str, last: str | None) -> None:
    whole, answers = given(REGION)
    ends_on = date.fromisoformat(last) if last else None
    term = TermAnswer(entry_date=date.fromisoformat(first), ends_on=ends_on)
    problems = [text for _, text in said(whole, replace(answers, term=term))]
    assert any("the year is from 2000 to 2199" in text for text in problems)


def test_a_day_that_no_agreement_has_is_told_once_and_as_a_day() -> None:
    whole, answers = given(REGION)
    absurd = replace(answers.term, entry_date=date(1990, 1, 1))
    found = [c for c in checked(whole, replace(answers, term=absurd)) if c.field[:5] == "term."]
    assert [(c.about, c.values["value"]) for c in found] == [
        ("Date of entry into force", date(1990, 1, 1))
    ]


def test_what_is_wrong_says_of_which_question_party_or_commitment() -> None:
    whole, answers = given(REGION)
    questions = {blank.key: blank.question for blank in whole.blanks}
    organ = replace(answers.parties[0].authorities[0], decided_on=date(2029, 9, 15))
    late = replace(answers.parties[0], authorities=(organ,))
    out = CommitmentAnswer("preventie", milestones=(ModelMilestone("te laat", after_months=49),))
    wrong = replace(
        blanks(answers, eindevaluatie="2035-06-01", overleggen="vaak", onbekend="x"),
        parties=(late, *answers.parties[1:]),
        term=replace(answers.term, months=0),
        commitments=(out,),
    )
    titles = {one.key: one.title for one in whole.commitments}
    assert {c.field: c.about for c in checked(whole, wrong)} == {
        "blanks.eindevaluatie": questions["eindevaluatie"],
        "blanks.overleggen": questions["overleggen"],
        "blanks.onbekend": "onbekend",
        "term.months": "Term in months",
        "parties.0.authorities.0.decided_on": late.name,
        "commitments.preventie.milestones": titles["preventie"],
    }


@pytest.mark.parametrize("name", ["months", "extension_months", "notice_months"])
@pytest.mark.parametrize("months", [0, -3, 601, 10**9])
def test_the_months_of_a_term_have_limits(name: str, months: int) -> None:
    whole, answers = given("signaaltafel")
    term = TermAnswer(**{name: months})
    assert fields(whole, replace(answers, term=term)) == {f"term.{name}"}


def test_the_milestones_of_the_evaluation_fall_on_the_dates_of_the_article() -> None:
    whole, answers = given(REGION)
    moved = blanks(answers, tussenevaluatie="2028-06-01", eindevaluatie="2029-06-01")
    made = {one.key: one for one in promised(whole, moved)}["evaluatie"]
    assert [one.on_date for one in made.milestones] == [date(2028, 6, 1), date(2029, 6, 1)]
    assert {one.after_months for one in made.milestones} == {None}


def test_a_stored_milestone_on_another_day_than_the_article_is_told() -> None:
    whole, answers = given(REGION)
    stored = promised(whole, answers)
    assert checked(whole, answers, stored) == ()
    moved = blanks(answers, tussenevaluatie="2028-06-01")
    [complaint] = checked(whole, moved, stored)
    assert complaint.field == "commitments.evaluatie.milestones"
    assert complaint.values["title"] == "tussenevaluatie aangeboden"


def test_a_milestone_after_the_end_in_months_is_refused() -> None:
    whole, answers = given(REGION)
    late = CommitmentAnswer("preventie", milestones=(ModelMilestone("te laat", after_months=49),))
    assert fields(whole, changed(answers, late)) == {"commitments.preventie.milestones"}
    last = CommitmentAnswer("preventie", milestones=(ModelMilestone("net", after_months=48),))
    assert fields(whole, changed(answers, last)) == set()
