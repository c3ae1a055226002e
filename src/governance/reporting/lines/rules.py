"""What somebody may want to look at again in an answer; it is told, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from governance.base.errors import N_, Complaint
from governance.commitments.rules import LineState


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
