"""The steps before a decision: what must be right of them, who is next, and the ways out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders.advising import ASKED, advice, steps

from governance.agreements.advising.moving.rules import Move, MoveKind, Organ, Standing, moves
from governance.agreements.advising.rules import (
    AdviceOutcome,
    AdviceStep,
    Given,
    Planned,
    advice_complaints,
    chain_complaints,
    outcomes_of,
)
from governance.agreements.advising.words import MOVE_WORDS, OUTCOME_WORDS, STEP_WORDS, WAY_WORDS

PUT_UP = date(2026, 11, 10)
TODAY = date(2026, 11, 24)


def given(step: str, **fields: Any) -> Given:
    values = {"function": "jurist", "asked_on": ASKED, "due_on": None, "done_on": None}
    return Given(**{"step": step, **values, "outcome": "waiting", **fields})


def done(step: str, outcome: str = "positive", on: date = TODAY) -> Given:
    return given(step, outcome=outcome, done_on=on)


def organ(next_step: str = "record_decision", **fields: Any) -> Organ:
    values = {"id": UUID(int=1), "decided_on": None, "outcome": "", "reserved_until": None}
    return Organ(
        **{"name": "college", "function": "burgemeester", **values, **fields}, next_step=next_step
    )


def next_of(
    *names: str, noted: tuple[Given, ...] = (), in_order: bool = False, of: Organ | None = None,
    state: str = "up_for_decision",
) -> list[Move]:  # fmt: skip
    planned = [Planned(AdviceStep(name), f"functie {name}") for name in names]
    said = {one.step: one for one in noted}
    standing = Standing(state, PUT_UP, in_order, planned, said, [of or organ()], "Regio")
    return moves(standing, TODAY)


def told(found: list[Move]) -> list[tuple[str, str, str, int]]:
    return [(one.kind.value, one.step, one.with_whom, one.days) for one in found]


def test_steps_that_go_at_the_same_time_wait_for_each_of_them() -> None:
    assert told(next_of("legal", "privacy", noted=(given("legal"),))) == [
        ("await", "legal", "jurist", 12),
        ("ask", "privacy", "functie privacy", 14),
    ]


def test_steps_in_order_wait_for_the_first_that_is_open_since_the_one_before() -> None:
    on = TODAY - timedelta(days=3)
    found = next_of("legal", "privacy", in_order=True, noted=(done("legal", on=on),))
    assert told(found) == [("ask", "privacy", "functie privacy", 3)]


def test_the_decision_waits_for_advice_but_not_for_the_council_being_informed() -> None:
    noted = (done("legal", on=PUT_UP + timedelta(days=4)),)
    assert told(next_of("legal", "council_informed", noted=noted)) == [
        ("ask", "council_informed", "functie council_informed", 14),
        ("decide", "", "college", 10),
    ]
    assert told(next_of()) == [("decide", "", "college", 14)]
    informed = given("council_informed", outcome="informed", done_on=TODAY)
    [found] = next_of("legal", "council_informed", noted=(*noted, informed))
    assert (found.days, found.party_authority_id) == (10, UUID(int=1))


def test_after_negative_advice_one_may_decide_all_the_same() -> None:
    [found] = next_of("legal", noted=(done("legal", "negative"),))
    assert found.kind is MoveKind.DECIDE_ANYWAY


def test_a_term_that_is_over_is_named_and_on_its_last_day_it_still_runs() -> None:
    for due, kind in ((TODAY, MoveKind.AWAIT), (TODAY - timedelta(days=1), MoveKind.OVERDUE)):
        [found] = next_of("council_view", noted=(given("council_view", due_on=due),))
        assert (found.kind, found.until) == (kind, due)


@pytest.mark.parametrize(
    ("outcome", "step", "until", "kind", "whom"),
    [
        ("agreed", "record_signature", None, "sign", "burgemeester"),
        ("declined", "take_back", None, "take_back", "Regio"),
        ("reserved", "correct_decision", TODAY, "lift", "college"),
        ("reserved", "correct_decision", TODAY - timedelta(days=1), "lift_late", "college"),
    ],
)
def test_what_was_decided_says_who_is_next(
    outcome: str, step: str, until: date | None, kind: str, whom: str
) -> None:
    of = organ(step, decided_on=date(2026, 11, 20), outcome=outcome, reserved_until=until)
    [found] = next_of(of=of)
    assert told([found]) == [(kind, "", whom, 4)]
    assert found.authority == "college"


def test_who_signed_has_nothing_to_do_and_a_draft_neither() -> None:
    assert next_of(of=organ("")) == []
    assert next_of("legal", state="draft") == []
    assert next_of("legal", state="ended") == []
    assert told(next_of("council_informed", state="in_force", of=organ("")))[0][0] == "ask"


def test_every_state_has_a_word_and_a_way_out() -> None:
    assert set(MOVE_WORDS) == set(WAY_WORDS) == set(MoveKind)
    assert set(STEP_WORDS) == set(AdviceStep)
    assert set(OUTCOME_WORDS) == {*AdviceOutcome, "given"}
    for step in AdviceStep:
        assert {AdviceOutcome.WAITING, AdviceOutcome.NOT_NEEDED} < set(outcomes_of(step))


def fields(step: str, *, waits: bool = False, **said: Any) -> list[str]:
    form = advice(**said)
    return [one.field for one in advice_complaints(step, form, PUT_UP, TODAY, waits=waits)]


@pytest.mark.parametrize(
    ("step", "said", "wrong"),
    [
        ("legal", {}, []),
        ("legal", {"function": " ", "asked_on": None}, ["function", "askedOn"]),
        ("legal", {"outcome": "positive"}, ["doneOn"]),
        ("legal", {"outcome": "positive", "done_on": TODAY}, []),
        ("legal", {"outcome": "positive", "done_on": date(2026, 11, 11)}, ["doneOn"]),
        ("legal", {"outcome": "positive", "done_on": date(2026, 11, 25)}, ["doneOn"]),
        ("legal", {"outcome": "negative", "done_on": TODAY}, ["words"]),
        ("legal", {"outcome": "remarks", "done_on": TODAY, "words": "x" * 2001}, ["words"]),
        ("legal", {"outcome": "not_needed", "done_on": TODAY, "asked_on": None}, ["words"]),
        ("legal", {"outcome": "wishes", "done_on": TODAY, "words": "Ja."}, ["outcome"]),
        ("legal", {"done_on": TODAY}, ["doneOn"]),
        ("legal", {"done_on": date(2026, 11, 25)}, ["doneOn"]),
        ("legal", {"outcome": "positive", "done_on": date(2025, 11, 1)}, ["doneOn"]),
        ("legal", {"asked_on": date(2025, 11, 9)}, ["askedOn"]),
        ("legal", {"due_on": date(2026, 11, 1)}, ["dueOn"]),
        ("council_view", {}, ["dueOn"]),
        ("council_view", {"due_on": TODAY}, []),
        ("council_informed", {"outcome": "informed", "done_on": TODAY}, []),
        ("council_informed", {"outcome": "positive", "done_on": TODAY}, ["outcome"]),
    ],
)
def test_what_is_noted_of_a_step_must_be_right(
    step: str, said: dict[str, Any], wrong: list[str]
) -> None:
    assert fields(step, **said) == wrong


def test_a_step_in_order_follows_the_one_before_unless_it_is_not_needed() -> None:
    assert fields("privacy", waits=True) == ["askedOn"]
    for on in (None, date(2026, 11, 25)):
        assert fields("privacy", waits=True, asked_on=on) == ["askedOn"]
    not_needed = {"outcome": "not_needed", "words": "Geen gegevens.", "done_on": TODAY}
    assert fields("privacy", waits=True, **not_needed) == []


def test_a_chain_has_each_step_once_and_one_of_the_council() -> None:
    form = steps("legal", "legal", "council_view", "council_informed", "mars")
    assert [one.field for one in chain_complaints(form.steps)] == [
        "steps.1.step", "steps.3.step", "steps.4.step",
    ]  # fmt: skip
