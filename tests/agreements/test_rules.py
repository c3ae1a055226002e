"""Rules of agreements: days, steps, and every complaint at once. No database."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from governance.agreements.forms import (
    AuthorityForm,
    DecisionForm,
    PartyForm,
    SignatureForm,
    TermsForm,
)
from governance.agreements.rules import (
    WORKFLOW,
    AgreementState,
    ends_on,
    entry_complaints,
    entry_day,
    next_step,
)
from governance.agreements.signing.rules import decision_complaints, signature_complaints
from governance.agreements.taking_part.rules import (
    Body,
    Known,
    Standing,
    parties_missing,
    party_complaints,
)
from governance.agreements.terms.rules import terms_complaints, terms_missing
from governance.agreements.words import STATE_WORDS, VERB_WORDS
from governance.base.actor import RoleKind
from governance.base.errors import Complaint, WrongState
from governance.base.ids import new_id
from governance.base.permissions import Reach

TODAY = date(2026, 11, 24)
DECIDED = date(2026, 11, 10)


def fields(complaints: Any) -> list[str]:
    found: list[Complaint] = list(complaints)
    return [complaint.field for complaint in found]


def terms(**changed: Any) -> TermsForm:
    values: dict[str, Any] = {
        "title": "Convenant",
        "short_title": "Convenant",
        "extension_rule": "none",
        "entry_rule": "all_signed",
        "term_months": 24,
    }
    return TermsForm(**{**values, **changed})


@pytest.mark.parametrize(
    ("rule", "entry_date", "expected"),
    [
        ("all_signed", None, date(2026, 11, 20)),
        ("date_after_all_signed", date(2027, 1, 1), date(2027, 1, 1)),
        ("date_after_all_signed", date(2026, 1, 1), date(2026, 11, 20)),
    ],
)
def test_the_rule_gives_the_day_of_entry(
    rule: str, entry_date: date | None, expected: date
) -> None:
    assert entry_day(rule, entry_date, date(2026, 11, 20)) == expected


def test_the_term_ends_on_the_first_day_that_it_no_longer_holds() -> None:
    assert ends_on(date(2026, 11, 20), 24) == date(2028, 11, 20)
    assert ends_on(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert ends_on(date(2026, 11, 20), None) is None


def test_only_a_rule_brings_an_agreement_into_force() -> None:
    assert WORKFLOW.who("enter_into_force") == ()
    assert {(h.kind, h.reach) for h in WORKFLOW.who("record_decision")} == {
        (RoleKind.ADMINISTRATOR, Reach.KEEPER),
        (RoleKind.ADMINISTRATOR, Reach.PARTY),
    }
    with pytest.raises(WrongState):
        WORKFLOW.step(AgreementState.DRAFT, "record_decision")


def test_every_state_and_every_step_of_a_person_has_its_word() -> None:
    assert set(STATE_WORDS) == set(AgreementState)
    assert {step.verb for step in WORKFLOW.steps if step.who} <= set(VERB_WORDS)


@pytest.mark.parametrize(
    ("state", "participation", "outcome", "signed", "expected"),
    [
        ("up_for_decision", "signatory", None, False, "record_decision"),
        ("up_for_decision", "acceding", "agreed", False, "record_signature"),
        ("up_for_decision", "acceding", "declined", False, "take_back"),
        ("up_for_decision", "signatory", "agreed", True, ""),
        ("up_for_decision", "adviser", None, False, ""),
        ("draft", "signatory", None, False, ""),
        ("in_force", "acceding", "declined", False, ""),
        ("in_force", "acceding", "reserved", False, "correct_decision"),
    ],
)
def test_the_next_step_of_an_authority(
    state: str, participation: str, outcome: str | None, signed: bool, expected: str
) -> None:
    assert next_step(state, participation, outcome, signed=signed) == expected


def test_terms_tell_all_that_is_wrong_at_once() -> None:
    wrong = terms(
        title=" ",
        short_title="x" * 121,
        term_months=0,
        extension_rule="maybe",
        extension_months=12,
        entry_date=TODAY,
    )
    assert fields(terms_complaints(wrong)) == [
        "title", "shortTitle", "extensionRule", "termMonths", "extensionMonths", "entryDate",
    ]  # fmt: skip
    assert fields(terms_complaints(terms())) == []
    endless = terms(term_months=None, extension_rule="becomes_indefinite")
    assert fields(terms_complaints(endless)) == ["termMonths"]


def test_a_draft_may_be_open_but_what_is_put_up_for_decision_may_not() -> None:
    draft = terms(entry_rule="date_after_all_signed", extension_rule="tacit", term_months=12)
    assert fields(terms_complaints(draft)) == []
    assert fields(terms_missing(draft.columns())) == [
        "entryDate", "extensionMonths", "noticeMonths",
    ]  # fmt: skip
    assert fields(terms_missing(terms(term_months=None).columns())) == ["noticeMonths"]


def test_a_decision_of_tomorrow_and_one_without_number_are_refused() -> None:
    wrong = DecisionForm(" ", date(2026, 11, 25), "x" * 81)
    assert fields(decision_complaints(wrong, TODAY, TODAY)) == ["decidedBy", "number", "decidedOn"]
    assert fields(decision_complaints(DecisionForm("college", TODAY, "1"), TODAY, TODAY)) == []


def test_a_decision_of_years_ago_is_a_slip_and_one_after_the_signature_too() -> None:
    paper_first = DecisionForm("college", date(2025, 11, 24), "1")
    assert fields(decision_complaints(paper_first, TODAY, TODAY)) == []
    years_ago = DecisionForm("college", date(2025, 11, 23), "1")
    assert fields(decision_complaints(years_ago, TODAY, TODAY)) == ["decidedOn"]
    signed_before = decision_complaints(paper_first, TODAY, TODAY, date(2025, 11, 23))
    assert fields(signed_before) == ["decidedOn"]


def test_a_mandate_needs_its_reference_and_days_stand_in_order() -> None:
    before = SignatureForm("burgemeester", date(2026, 11, 9), "mandate")
    assert fields(signature_complaints(before, DECIDED, "agreed", TODAY)) == [
        "signedOn", "capacityReference",
    ]  # fmt: skip
    undecided = SignatureForm("", date(2026, 11, 25), "as himself", "x" * 121)
    assert fields(signature_complaints(undecided, None, None, TODAY)) == [
        "signedByFunction", "signedOn", "signedOn", "capacity", "capacityReference",
    ]  # fmt: skip
    right = SignatureForm("politiechef", DECIDED, "mandate", "M-12")
    assert fields(signature_complaints(right, DECIDED, "agreed", TODAY)) == []


def test_an_agreement_enters_on_the_day_of_its_rule_and_on_no_other() -> None:
    row = {"entry_rule": "all_signed", "entry_date": None, "published_on": None}
    assert fields(entry_complaints(row, DECIDED, DECIDED, TODAY)) == []
    assert fields(entry_complaints(row, TODAY, DECIDED, TODAY)) == ["on"]
    assert fields(entry_complaints(row, TODAY, None, TODAY)) == ["on"]
    later = {**row, "entry_rule": "date_after_all_signed", "entry_date": date(2027, 1, 1)}
    assert fields(entry_complaints(later, date(2027, 1, 1), DECIDED, TODAY)) == ["on"]


TOWN, RIEC, OFFICE, COLLEGE, BOARD = (new_id() for _ in range(5))


def known(acting: UUID | None = OFFICE) -> Known:
    bodies = {
        TOWN: Body(TOWN, "Noordstad", True, None),
        OFFICE: Body(OFFICE, "Regiobureau", True, None),
        RIEC: Body(RIEC, "RIEC", False, acting),
    }
    return Known(bodies, {COLLEGE: TOWN, BOARD: OFFICE})


def test_parties_tell_all_that_is_wrong_at_once() -> None:
    college = AuthorityForm(COLLEGE, "burgemeester")
    parties = [
        PartyForm(TOWN, "signatory", authorities=[college, college]),
        PartyForm(TOWN, "guest", authorities=[AuthorityForm(BOARD, " ")]),
        PartyForm(new_id(), "signatory"),
        PartyForm(OFFICE, "signatory", acting_body_id=TOWN),
    ]
    assert fields(party_complaints(parties, known())) == [
        "parties.0.authorities.1.authorityId",
        "parties.1.organisationId",
        "parties.1.participation",
        "parties.1.authorities.0.authorityId",
        "parties.1.authorities.0.representedByFunction",
        "parties.2.organisationId",
        "parties.3.actingBodyId",
    ]


def test_a_body_acts_for_a_party_without_legal_personality() -> None:
    riec = PartyForm(RIEC, "signatory", authorities=[AuthorityForm(BOARD, "voorzitter")])
    assert fields(party_complaints([riec], known())) == []
    assert fields(party_complaints([riec], known(None))) == [
        "parties.0.actingBodyId",
        "parties.0.authorities.0.authorityId",
    ]
    assert fields(party_complaints([PartyForm(RIEC, "adviser")], known(None))) == []
    itself = PartyForm(RIEC, "signatory", acting_body_id=RIEC)
    assert fields(party_complaints([itself], known())) == ["parties.0.actingBodyId"]


def test_before_a_decision_somebody_signs_and_every_signatory_has_an_authority() -> None:
    assert fields(parties_missing([Standing(0, "Politie", "adviser", 0)], TODAY)) == ["parties"]
    parties = [Standing(0, "Noordstad", "signatory", 1), Standing(1, "Zuiddorp", "acceding", 0)]
    assert fields(parties_missing(parties, TODAY)) == ["parties.1.authorities"]
