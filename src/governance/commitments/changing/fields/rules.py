"""Every field that can be changed for many at once: one row each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from governance.base.errors import Complaint
from governance.commitments.changing.audience import rules as audience
from governance.commitments.changing.execution import rules as execution
from governance.commitments.changing.planning import rules as planning
from governance.commitments.changing.priority import rules as priority
from governance.commitments.changing.rules import LineNow, Outcome, Value, What, Wish
from governance.commitments.rules import TOO_LONG
from governance.commitments.warning.rules import case_data


class Field(Struct, frozen=True):
    """A field: the permission that changing it asks, what it holds of a line and as of which
    version, what is wrong with a wish, what it makes of a line, and what stands in the way."""

    permission: str
    now: Callable[[LineNow], Value]
    version: Callable[[LineNow], int]
    wish_complaints: Callable[[Wish], Iterator[Complaint]]
    wanted: Callable[[LineNow, Wish], Value]
    refusals: Callable[[LineNow, Wish], Iterator[Complaint]]


FIELDS: Mapping[What, Field] = {
    What.PRIORITY: Field(
        "commitment.prioritise", priority.now, priority.version, priority.wish_complaints,
        priority.wanted, priority.refusals,
    ),
    What.EXECUTION: Field(
        "commitment.execute", execution.now, execution.version, execution.wish_complaints,
        execution.wanted, execution.refusals,
    ),
    What.AUDIENCE: Field(
        "commitment.set_audience", audience.now, audience.version, audience.wish_complaints,
        audience.wanted, audience.refusals,
    ),
    What.PLANNING: Field(
        "commitment.replan", planning.now, planning.version, planning.wish_complaints,
        planning.wanted, planning.refusals,
    ),
}  # fmt: skip
LONGEST = 1_000
"""Signs of why something is changed, at most."""


def wish_complaints(wish: Wish) -> Iterator[Complaint]:
    """What is wrong with a wish, whatever the lines; of what is no field, only its reason."""
    field = FIELDS.get(wish.what)
    wrong = list(field.wish_complaints(wish)) if field else []
    yield from wrong
    if len(wish.why) > LONGEST and all(one.field != "why" for one in wrong):
        yield Complaint("why", TOO_LONG, {"limit": LONGEST})
    yield from case_data(wish)


def outcome(line: LineNow, wish: Wish) -> Outcome:
    """What a wish that is right comes to for one line that one may change."""
    field = FIELDS[wish.what]
    before, version = field.now(line), field.version(line)
    if why_not := tuple(field.refusals(line, wish)):
        return Outcome(line, version, before, None, why_not)
    after = field.wanted(line, wish)
    return Outcome(line, version, before, after if after != before else None)
