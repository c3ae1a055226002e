"""What becomes of who carries a line out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.commitments.changing.rules import LineNow, Value, Wish
from governance.commitments.executing.rules import NOT_NOW, How, complaints
from governance.commitments.rules import ENDED

ITSELF = N_("This is the organisation itself: choose “by the party itself”.")
NOT_THERE = N_("This organisation is not in the register.")
_FIELDS = {"how": "to", "executorOrganisationId": "executorOrganisationId", "why": "why"}


class _Said(Struct, frozen=True):
    how: str
    executor_organisation_id: UUID | None
    why: str


def now(line: LineNow) -> Value:
    """By whom it is carried out, and why it deviates."""
    executor = str(line.executor_id) if line.executor_id else None
    return {"how": line.how, "executor": executor, "why": line.why}


def version(line: LineNow) -> int:
    """The version of the row that holds it; 0 where nothing was said yet."""
    return line.execution_version


def wish_complaints(wish: Wish) -> Iterator[Complaint]:
    """What is wrong with what is wanted, whatever the line."""
    said = _Said(wish.to, wish.executor_organisation_id, _why(wish))
    for one in complaints(said):
        yield Complaint(_FIELDS[one.field], one.problem, one.values)


def wanted(line: LineNow, wish: Wish) -> Value:
    """What it becomes."""
    other = wish.executor_organisation_id if wish.to == How.OTHER else None
    executor = str(other) if other else None
    if (wish.to, other) == (line.how, line.executor_id):
        return now(line)
    return {"how": wish.to, "executor": executor, "why": _why(wish)}


def _why(wish: Wish) -> str:
    """Why it deviates; what is as agreed for all asks no reason, and keeps none."""
    return "" if wish.to == How.AGREED else str(wish.why).strip()


def refusals(line: LineNow, wish: Wish) -> Iterator[Complaint]:
    """What stands in the way for this line."""
    if line.agreement_state != "in_force" or line.state in ENDED:
        yield Complaint("", NOT_NOW)
    if wish.to == How.OTHER and wish.executor_organisation_id == line.organisation_id:
        yield Complaint("", ITSELF)
