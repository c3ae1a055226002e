"""Rules of reporting: who takes which step, and what makes a line, a report, a round right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.builders.reporting import answer, round_form

from governance.base.actor import Actor, Role, RoleKind
from governance.base.errors import WrongState
from governance.base.ids import new_id
from governance.reporting.forms import GeneralForm, MilestoneAnswer, RoundForm
from governance.reporting.lines.rules import delay_doubts, doubts
from governance.reporting.listing.rules import points, run_on
from governance.reporting.opening.queries import OtherRound
from governance.reporting.opening.rules import day_after, round_complaints
from governance.reporting.rules import (
    REGIONAL_WORKFLOW,
    WORKFLOW,
    days_late,
    general_complaints,
    incomplete,
    line_complaints,
    open_to,
    signed_off,
)

TODAY = date(2026, 7, 2)
PAST, AHEAD = date(2026, 6, 1), date(2026, 9, 1)


def told(today: date = TODAY, **fields: Any) -> list[str]:
    return [c.field for c in line_complaints(answer(**fields), today, ())]


def test_an_answer_that_is_right_has_no_complaints() -> None:
    assert told() == []
    assert told(state="delayed", reason="Ziekte", forecast_on=AHEAD) == []
    assert told(state="done", done_on=PAST) == []


@pytest.mark.parametrize(
    ("fields", "complaints"),
    [
        ({"state": "delayed"}, ["forecastOn", "reason"]),
        ({"state": "blocked"}, ["reason"]),
        ({"state": "done"}, ["doneOn"]),
        ({"state": "done", "done_on": AHEAD}, ["doneOn"]),
        ({"done_on": PAST}, ["doneOn"]),
        ({"state": "done", "done_on": date(1990, 1, 1)}, ["doneOn"]),
        ({"forecast_on": date(2099, 1, 1)}, ["forecastOn"]),
        ({"value": Decimal(3), "measured_on": date(1990, 1, 1)}, ["measuredOn"]),
        ({"forecast_on": PAST}, ["forecastOn"]),
        ({"words": " "}, ["words"]),
        ({"state": "great"}, ["state"]),
        ({"value": Decimal(3)}, ["measuredOn"]),
        ({"value": Decimal(-1), "measured_on": PAST}, ["value"]),
        ({"value": Decimal(3), "measured_on": AHEAD}, ["measuredOn"]),
        ({"value": Decimal("9" * 40), "measured_on": PAST}, ["value"]),
        ({"value": Decimal("0.00001"), "measured_on": PAST}, ["value"]),
        ({"value": Decimal("0.0001"), "measured_on": PAST}, []),
        ({"measured_on": PAST}, ["value"]),
        ({"words": "x" * 10_001}, ["words"]),
    ],
)
def test_what_is_wrong_with_an_answer(fields: dict[str, Any], complaints: list[str]) -> None:
    assert told(**fields) == complaints


def test_five_mistakes_in_one_answer_are_told_at_once() -> None:
    assert told(state="delayed", words="", done_on=AHEAD, measured_on=AHEAD) == [
        "doneOn", "doneOn", "forecastOn", "words", "reason", "value", "measuredOn",
    ]  # fmt: skip


def test_a_milestone_of_another_commitment_or_without_its_day_is_refused() -> None:
    mine, other = new_id(), new_id()
    milestones = [MilestoneAnswer(mine, "done"), MilestoneAnswer(other, "planned")]
    found = line_complaints(answer(milestones=milestones), TODAY, [mine])
    assert [c.field for c in found] == ["milestones.0.doneOn", "milestones.1.id"]


def test_one_milestone_gets_one_answer() -> None:
    mine, other = new_id(), new_id()
    milestones = [MilestoneAnswer(one, "planned") for one in (mine, other, mine)]
    [complaint] = line_complaints(answer(milestones=milestones), TODAY, [mine, other])
    assert complaint.field == "milestones.2.id"


def test_a_report_is_complete_when_every_line_is_answered() -> None:
    assert list(incomplete([(1, "a", True)])) == []
    [complaint] = incomplete([(1, "a", True), (2, "b", False)])
    assert complaint.field == "lines.2"
    assert complaint.values == {"number": 2, "title": "b"}


def test_an_approval_names_a_function_and_a_day_that_has_come() -> None:
    names = ("by", "on")
    assert [c.field for c in signed_off(" ", None, PAST, TODAY, names)] == ["by", "on"]
    assert [c.field for c in signed_off("x" * 201, AHEAD, PAST, TODAY, names)] == ["by", "on"]
    assert list(signed_off("gemeentesecretaris", TODAY, PAST, TODAY, names)) == []


def test_nothing_is_approved_or_adopted_before_its_round_opened() -> None:
    names = ("by", "on")
    [complaint] = signed_off("de stuurgroep", date(2001, 1, 1), PAST, TODAY, names)
    assert (complaint.field, complaint.values) == ("on", {"day": PAST})
    assert list(signed_off("de stuurgroep", PAST, PAST, TODAY, names)) == []


def test_the_general_part_holds_no_negative_numbers() -> None:
    form = GeneralForm(capacity_fte=Decimal(-1), money_euros=Decimal(-1), risks="x" * 10_001)
    assert [c.field for c in general_complaints(form, {})] == ["risks", "capacityFte", "moneyEuros"]


def test_the_general_part_holds_no_numbers_that_cannot_be() -> None:
    form = GeneralForm(capacity_fte=Decimal(100_001), money_euros=Decimal("1e20"))
    assert [c.field for c in general_complaints(form, {})] == ["capacityFte", "moneyEuros"]
    most = GeneralForm(capacity_fte=Decimal(100_000), money_euros=Decimal(1_000_000_000))
    assert list(general_complaints(most, {})) == []


def test_what_is_called_done_but_misses_its_target_is_doubted_not_refused() -> None:
    done = [c.field for c in doubts("done", Decimal(62), Decimal(80), 1)]
    assert done == ["value", "milestones"]
    assert list(doubts("done", Decimal(80), Decimal(80), 0)) == []
    assert list(doubts("on_track", Decimal(62), Decimal(80), 3)) == []


def test_what_is_called_delayed_but_comes_no_later_than_planned_is_doubted() -> None:
    assert [c.field for c in delay_doubts("delayed", AHEAD, AHEAD)] == ["forecastOn"]
    [of_milestone] = delay_doubts("delayed", AHEAD, PAST, "Concept gereed")
    assert of_milestone.values == {"milestone": "Concept gereed", "day": PAST, "planned": AHEAD}
    for state, planned, forecast in (
        ("delayed", PAST, AHEAD), ("delayed", None, AHEAD), ("on_track", AHEAD, PAST),
    ):  # fmt: skip
        assert list(delay_doubts(state, planned, forecast)) == []


def test_the_last_day_of_a_period_becomes_the_first_day_after_it() -> None:
    assert day_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert (day_after(None), day_after(date.max)) == (None, date.max)


def test_five_mistakes_in_a_round_are_told_at_once() -> None:
    empty = [c.field for c in round_complaints(RoundForm(), [], watched=False)]
    assert empty == ["", "title", "periodFrom", "periodUntil", "opensOn", "dueOn"]
    turned = round_form(
        period_until=date(2025, 1, 1), due_on=date(2025, 2, 1), opens_on=date(2025, 3, 1)
    )
    found = round_complaints(turned, [], watched=True)
    assert [c.field for c in found] == ["periodUntil", "dueOn", "opensOn"]


def test_a_day_on_which_reports_are_due_comes_after_the_period_has_begun() -> None:
    form = round_form(opens_on=None, due_on=date(2025, 12, 31))
    assert [c.field for c in round_complaints(form, [], watched=True)] == ["opensOn", "dueOn"]


def test_two_rounds_are_not_about_the_same_period() -> None:
    def fields(start: date, end: date) -> list[str]:
        others = [OtherRound("Ronde", start, end)]
        return [c.field for c in round_complaints(round_form(), others, watched=True)]

    assert fields(date(2026, 6, 1), date(2026, 12, 1)) == ["periodFrom"]
    assert fields(date(2026, 7, 1), date(2027, 1, 1)) == []


def test_days_late_count_from_the_due_day() -> None:
    assert days_late(TODAY, None, AHEAD) == 61
    assert days_late(TODAY, PAST, AHEAD) == 0


def somebody(kind: RoleKind, **held: Any) -> Actor:
    return Actor(new_id(), str(kind), (Role(new_id(), kind, **held),))


def test_buttons_follow_the_workflow_and_the_role() -> None:
    organisation, committee = new_id(), new_id()
    pin = somebody(RoleKind.LINKING_PIN, organisation_id=organisation)
    secretary = somebody(RoleKind.SECRETARY, committee_id=committee)
    reader = somebody(RoleKind.READER, organisation_id=organisation)

    def verbs(state: str, by: Actor) -> tuple[str, ...]:
        return open_to(WORKFLOW, state, by, own=organisation, committee=committee)

    assert verbs("draft", pin) == ("edit", "approve")
    assert verbs("approved", pin) == ("edit", "submit")
    assert verbs("submitted", pin) == ()
    assert verbs("submitted", secretary) == ("return", "accept")
    assert verbs("returned", pin) == ("edit", "approve")
    assert verbs("accepted", secretary) == ()
    assert verbs("draft", reader) == ()
    assert open_to(WORKFLOW, "draft", pin, own=new_id(), committee=committee) == ()


def test_the_words_of_a_regional_report_are_prepared_only_while_it_is_a_draft() -> None:
    committee = new_id()
    secretary = somebody(RoleKind.SECRETARY, committee_id=committee)
    member = somebody(RoleKind.MEMBER, committee_id=committee)

    def verbs(state: str, by: Actor) -> tuple[str, ...]:
        return open_to(REGIONAL_WORKFLOW, state, by, committee=committee)

    assert verbs("draft", secretary) == ("prepare", "adopt")
    assert verbs("adopted", secretary) == verbs("draft", member) == ()


def test_a_step_that_does_not_exist_is_a_wrong_state() -> None:
    with pytest.raises(WrongState):
        WORKFLOW.step("draft", "submit")


def test_a_round_is_about_a_time_in_which_the_agreement_was_in_force() -> None:
    def fields(since: date) -> list[str]:
        return [
            c.field for c in round_complaints(round_form(), [], watched=True, holds=(since, None))
        ]

    assert fields(date(2026, 2, 15)) == []
    assert fields(date(2026, 7, 1)) == ["periodUntil"]
    assert fields(date(2026, 8, 1)) == ["periodUntil", "opensOn"]
    for until, told in ((date(2026, 1, 1), ["periodFrom"]), (date(2026, 1, 2), [])):
        ended = round_complaints(round_form(), [], watched=True, holds=(None, until))
        assert [c.field for c in ended] == told


def test_two_rounds_of_one_agreement_do_not_have_the_same_name() -> None:
    others = [OtherRound("eerste  Helft 2026 ", date(2025, 1, 1), date(2025, 7, 1))]
    found = round_complaints(round_form(), others, watched=True)
    assert [c.field for c in found] == ["title"]


def test_what_stands_on_a_line_is_told_without_the_dash_before_it() -> None:
    typed = "- Instemmen\n\n  • een  tweede dag\n– besluiten\n2026-2027 vaststellen\n-5 graden"
    told = ["Instemmen", "een tweede dag", "besluiten", "2026-2027 vaststellen", "-5 graden"]
    assert points(typed) == told
    assert points(" \n") == []
    assert run_on("- Ziekte\n- Verloop\n") == "Ziekte; Verloop"
    assert run_on("Er is ziekte.\nOok verloop - veel.") == "Er is ziekte. Ook verloop - veel."
