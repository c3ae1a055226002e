"""What somebody may want to look at again in an answer; it is told, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from governance.base.errors import N_, Complaint
from governance.commitments.rules import LineState


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


def doubts(
    state: str, value: Decimal | None, target: Decimal | None, open_milestones: int
) -> Iterator[Complaint]:
    """Why what is called done may not be done: it misses its target, or milestones are open."""
    if state != LineState.DONE:
        return
    if value is not None and target is not None and value < target:
        problem = N_(
            "This is called done, but the measurement {value} is below the target {target}."
        )
        yield Complaint("value", problem, {"value": f"{value:n}", "target": f"{target:n}"})
    if open_milestones:
        one = N_("This is called done, but {number} of its milestones is not reached yet.")
        many = N_("This is called done, but {number} of its milestones are not reached yet.")
        problem = one if open_milestones == 1 else many
        yield Complaint("milestones", problem, {"number": open_milestones})
