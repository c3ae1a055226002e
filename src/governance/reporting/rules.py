"""Steps of reports, who takes them, and what makes a line, a report or a round right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from governance.base.actor import Actor
from governance.base.errors import MISSING, N_, Complaint
from governance.base.permissions import granted, holds
from governance.base.workflow import Step, Workflow
from governance.commitments.rules import ENDED, IN_TROUBLE, MOST, LineState
from governance.commitments.warning.rules import case_data

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""


class ReportState(StrEnum):
    """State of the report of one party, and of the regional report (draft, adopted)."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ADOPTED = "adopted"


_PIN = granted("linking_pin of own")
_SECRETARY = granted("secretary of committee")
_TABLE = granted("secretary, chair of committee")
_ADOPTS = granted("secretary, chair of committee", people=True)
"""A machine adopts nothing for a committee, as it signs nothing."""

WORKFLOW = Workflow(
    "report",
    (
        Step("draft", "edit", "draft", _PIN),
        Step("returned", "edit", "returned", _PIN),
        Step("approved", "edit", "draft", _PIN),
        Step("draft", "approve", "approved", _PIN),
        Step("returned", "approve", "approved", _PIN),
        Step("approved", "submit", "submitted", _PIN),
        Step("submitted", "return", "returned", _SECRETARY),
        Step("submitted", "accept", "accepted", _SECRETARY),
    ),
    ends=("accepted",),
)
"""The report of one party. Editing what was approved takes the approval away."""

REGIONAL_WORKFLOW = Workflow(
    "regional_report",
    (
        Step("draft", "prepare", "draft", _TABLE),
        Step("draft", "adopt", "adopted", _ADOPTS),
    ),
    ends=("adopted",),
)
"""The regional report of a round: its words are prepared, then the committee adopts it."""


def open_to(workflow: Workflow, state: str, by: Actor, **on: UUID | None) -> tuple[str, ...]:
    """The verbs that this actor may take now: what buttons are drawn from."""
    return tuple(
        step.verb for step in workflow.steps if step.source == state and holds(by, step.who, **on)
    )


_UNKNOWN = N_("Choose one of the options.")
_FUTURE = N_("This date has not come yet.")
_TOO_EARLY = N_("This is before the round opened, on {day}.")
_TOO_FAR = N_("This date lies more than {years} years from today. Check the year.")
_YEARS = 25
"""No commitment takes longer: a day further away is a slip of the pen."""
_NEGATIVE = N_("This is zero or more.")
_MOST = N_("This is at most {most}.")
TOO_LONG = N_("At most {limit} characters.")
TEXT_LIMIT = 10_000
_MOST_FTE, _MOST_EUROS = 100_000, 1_000_000_000
_DECIMALS = N_("Write at most {number} decimals.")


def remark_complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with why a report goes back."""
    if not form.text.strip():
        yield Complaint("text", MISSING)
    yield from too_long(form, {"text": 4_000}, {})
    yield from case_data(form)


def too_long(
    form: Typed, limits: Mapping[str, int], names: Mapping[str, str]
) -> Iterator[Complaint]:
    """Texts of a form over their limit; ``names`` says how a field is called in the form."""
    for field, limit in limits.items():
        if len(getattr(form, field)) > limit:
            yield Complaint(names.get(field, field), TOO_LONG, {"limit": limit})


def _amount(at: str, number: Decimal | None, most: int, decimals: int) -> Iterator[Complaint]:
    """A number that a report can hold: not below zero, not too large, not finer than this."""
    if number is None:
        return
    if number < 0:
        yield Complaint(at, _NEGATIVE)
    elif number > most:
        yield Complaint(at, _MOST, {"most": most})
    elif number != round(number, decimals):
        yield Complaint(at, _DECIMALS, {"number": decimals})


def _far(day: date | None, today: date, at: str) -> Iterator[Complaint]:
    if day is not None and abs(day.year - today.year) > _YEARS:
        yield Complaint(at, _TOO_FAR, {"years": _YEARS})


def _days(
    state: str, forecast_on: date | None, done_on: date | None, today: date, at: str = ""
) -> Iterator[Complaint]:
    if state not in set(LineState):
        yield Complaint(f"{at}state", _UNKNOWN)
        return
    if state == LineState.DONE and done_on is None:
        yield Complaint(f"{at}doneOn", N_("What is done has the date on which it was reached."))
    if done_on is not None and state != LineState.DONE:
        yield Complaint(f"{at}doneOn", N_("Only what is done has a date on which it was reached."))
    if done_on is not None and done_on > today:
        yield Complaint(f"{at}doneOn", _FUTURE)
    else:
        yield from _far(done_on, today, f"{at}doneOn")
    yield from _far(forecast_on, today, f"{at}forecastOn")
    if state == LineState.DELAYED and forecast_on is None:
        yield Complaint(f"{at}forecastOn", N_("What is delayed needs the date now expected."))
    if forecast_on is not None and forecast_on < today and state not in ENDED:
        yield Complaint(f"{at}forecastOn", N_("The expected date has passed. Give a new one."))


def line_complaints(form: Typed, today: date, known: Iterable[UUID]) -> Iterator[Complaint]:
    """What is wrong with the answer on one commitment; ``known`` are its milestones."""
    yield from _days(form.state, form.forecast_on, form.done_on, today)
    if not form.words.strip():
        yield Complaint("words", N_("Say in a few words how it stands."))
    if form.state in IN_TROUBLE and not form.reason.strip():
        yield Complaint("reason", N_("What is delayed or blocked needs a reason."))
    yield from too_long(form, dict.fromkeys(("words", "reason", "measure"), TEXT_LIMIT), {})
    yield from _amount("value", form.value, MOST, 4)
    if form.value is not None and form.measured_on is None:
        yield Complaint("measuredOn", N_("A measurement has the day on which it was taken."))
    if form.value is None and form.measured_on is not None:
        yield Complaint("value", N_("Fill in what was measured on this day, or clear the day."))
    if form.measured_on is not None and form.measured_on > today:
        yield Complaint("measuredOn", _FUTURE)
    else:
        yield from _far(form.measured_on, today, "measuredOn")
    yield from _milestones(form, today, set(known))


def _milestones(form: Typed, today: date, mine: set[UUID]) -> Iterator[Complaint]:
    said: set[UUID] = set()
    for place, milestone in enumerate(form.milestones):
        at = f"milestones.{place}."
        if milestone.id not in mine:
            yield Complaint(f"{at}id", N_("This milestone is not of this commitment."))
        elif milestone.id in said:
            yield Complaint(f"{at}id", N_("This milestone stands here twice: answer it once."))
        said.add(milestone.id)
        yield from _days(milestone.state, milestone.forecast_on, milestone.done_on, today, at)


def already_said(number: int, *, answered: bool) -> Iterator[Complaint]:
    """Why nothing can be "unchanged" any more: what was reported would be lost without a word."""
    if answered:
        problem = N_(
            "Commitment {number} was reported on in this round already. Change what was reported "
            "in its form; nothing was overwritten."
        )
        yield Complaint("", problem, {"number": number})


def incomplete(lines: Iterable[tuple[int, str, bool]]) -> Iterator[Complaint]:
    """What keeps a report from being complete: ``lines`` are number, title and answered."""
    for number, title, answered in lines:
        if not answered:
            problem = N_("Commitment {number} ({title}) is not reported on yet.")
            yield Complaint(f"lines.{number}", problem, {"number": number, "title": title})


def signed_off(
    function: str, on: date | None, opened: date, today: date, names: tuple[str, str]
) -> Iterator[Complaint]:
    """What is wrong with a function and a day; ``names`` are their two fields.

    Nothing is approved or adopted before the round ``opened``: there was nothing to decide on.
    """
    if not function.strip():
        yield Complaint(names[0], MISSING)
    if len(function) > 200:
        yield Complaint(names[0], TOO_LONG, {"limit": 200})
    if on is None:
        yield Complaint(names[1], MISSING)
    elif on > today:
        yield Complaint(names[1], _FUTURE)
    elif on < opened:
        yield Complaint(names[1], _TOO_EARLY, {"day": opened})


def general_complaints(form: Typed, stands: Mapping[str, Any]) -> Iterator[Complaint]:
    """What is wrong with the general part of a report, and what looks like case data in it beside
    what ``stands`` there."""
    yield from case_data(form, stands.values())
    yield from too_long(form, dict.fromkeys(("summary", "risks", "outlook"), TEXT_LIMIT), {})
    yield from _amount("capacityFte", form.capacity_fte, _MOST_FTE, 2)
    yield from _amount("moneyEuros", form.money_euros, _MOST_EUROS, 2)


def days_late(due_on: date, reported_on: date | None, today: date) -> int:
    """Whole days after the due day on which was reported, or until today; 0 when in time."""
    return max(0, ((reported_on or today) - due_on).days)


def typed(by: Actor, behalf: str) -> dict[str, Any]:
    """Columns that say who typed, and for which function."""
    return {"entered_by": by.person_id, "on_behalf_of": behalf}


def edited(row: Mapping[str, Any], target: str, by: Actor, behalf: str) -> dict[str, Any]:
    """Columns of a report that was edited: an approval falls away, the typist is noted."""
    away = {"state": target, "approved_by_function": "", "approved_on": None}
    return typed(by, behalf) | (away if unapproved(row, target) else {})


def unapproved(row: Mapping[str, Any], target: str) -> bool:
    """Whether an edit that leads to a state takes the internal approval of a report away."""
    return row["state"] == ReportState.APPROVED and target != ReportState.APPROVED
