"""What somebody may want to look at again in an answer; it is told, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from governance.base.errors import N_, Complaint
from governance.commitments.rules import ENDED, IN_TROUBLE, LineState
from governance.library.promises import add_months

Typed: TypeAlias = Any
"""A ``LineForm``; the rules stand below the forms and know only its fields."""
LONG_BEFORE = N_(
    "This is more than a year before the agreement entered into force, on {day}. Check the year."
)
BEFORE_LAST = N_("A milestone of it is reached on {day}, so the whole is not reached before that.")
BEFORE_PERIOD = N_(
    "This was measured before the period of the report, which begins on {first}. Fill in what was "
    "measured since, or nothing."
)
OVERDUE = N_(
    "The milestone {milestone} was planned on {planned} and is not reached, so something did "
    "change: report on this commitment."
)


def untimely(
    form: Typed, since: date | None, first: date, last: tuple[Any, Any]
) -> Iterator[Complaint]:
    """Days of an answer that cannot be: ``since`` the agreement is in force, ``first`` is the
    first day of the period; ``last``: value and day of the last measurement, which may be handed
    in again."""
    days = {"doneOn": form.done_on}
    days |= {f"milestones.{n}.doneOn": m.done_on for n, m in enumerate(form.milestones)}
    for at, day in days.items():
        if day and since and day < add_months(since, -12):
            yield Complaint(at, LONG_BEFORE, {"day": since})
    reached = max((m.done_on for m in form.milestones if m.done_on), default=None)
    if form.done_on and reached and form.done_on < reached:
        yield Complaint("doneOn", BEFORE_LAST, {"day": reached})
    measured = form.measured_on
    if measured and measured < first and (form.value, measured) != last:
        yield Complaint("measuredOn", BEFORE_PERIOD, {"first": first})


def after_return(approved_on: date | None, returned_on: date | None) -> Iterator[Complaint]:
    """Why an internal approval is of an older text: the report was returned after it."""
    if approved_on and returned_on and approved_on < returned_on:
        problem = N_(
            "The report was returned on {day}: what was changed since is approved on or after that."
        )
        yield Complaint("approvedOn", problem, {"day": returned_on})


def overdue(state: str, milestone: str, planned: date) -> Iterator[Complaint]:
    """Why a line that went well is not unchanged: a milestone of it has become overdue."""
    if state not in IN_TROUBLE | ENDED:
        yield Complaint("", OVERDUE, {"milestone": milestone, "planned": planned})


def delay_doubts(
    state: str, planned_on: date | None, forecast_on: date | None, milestone: str = ""
) -> Iterator[Complaint]:
    """Why what is called delayed may not be so: it is not expected later than planned.

    Of the whole commitment, or of the ``milestone`` that is named.
    """
    if state != LineState.DELAYED or planned_on is None or forecast_on is None:
        return
    if forecast_on > planned_on:
        return
    whole = N_(
        "This is called delayed, but the whole commitment is expected on {day}, no later than "
        "planned ({planned})."
    )
    part = N_(
        "The milestone {milestone} is called delayed, but it is expected on {day}, no later than "
        "planned ({planned})."
    )
    values = {"day": forecast_on, "planned": planned_on}
    if milestone:
        yield Complaint("milestones", part, values | {"milestone": milestone})
    else:
        yield Complaint("forecastOn", whole, values)


def target_doubts(
    state: str | None, value: Decimal | None, target: Decimal | None
) -> Iterator[Complaint]:
    """Why what is called done may not be done: it misses its target."""
    if state == LineState.DONE and value is not None and target is not None and value < target:
        problem = N_(
            "This is called done, but the measurement {value} is below the target {target}."
        )
        yield Complaint("value", problem, {"value": value, "target": target})


def part_doubts(
    milestone: str, forecast_on: date | None, whole_on: date | None
) -> Iterator[Complaint]:
    """Why a milestone may not come when it is expected: the whole is expected before it."""
    if forecast_on and whole_on and forecast_on > whole_on:
        problem = N_(
            "The milestone {milestone} is expected on {day}, after the whole commitment ({whole})."
        )
        values = {"milestone": milestone, "day": forecast_on, "whole": whole_on}
        yield Complaint("milestones", problem, values)


def doubts(
    state: str, value: Decimal | None, target: Decimal | None, open_milestones: int
) -> Iterator[Complaint]:
    """Why what is called done may not be done: it misses its target, or milestones are open."""
    if state != LineState.DONE:
        return
    yield from target_doubts(state, value, target)
    if open_milestones:
        one = N_("This is called done, but {number} of its milestones is not reached yet.")
        many = N_("This is called done, but {number} of its milestones are not reached yet.")
        problem = one if open_milestones == 1 else many
        yield Complaint("milestones", problem, {"number": open_milestones})
