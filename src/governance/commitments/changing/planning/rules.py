"""What becomes of the days on which the open milestones of a line are planned. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.changing.rules import LineNow, Value, Wish
from governance.commitments.hidden_days.rules import HIDDEN
from governance.commitments.replanning.rules import (
    NOT_IN_FORCE,
    NOTHING_OWED,
    plan_complaints,
)
from governance.commitments.rules import ENDED

WEEKS = 520
"""Weeks that milestones move at most, either way."""
ONE_OF_BOTH = N_("Say by how many weeks they move, or to which day; not both.")
FAR = N_("Milestones move by at most {limit} weeks.")
STILL = N_("By 0 weeks nothing moves.")
NONE_OPEN = N_("This commitment has no open milestone.")
NO_DAY = N_("That day lies outside the calendar.")
_REASON = "x"
"""That a reason is there is asked once, not of each line."""


class Move(Struct, frozen=True):
    """A milestone and its new day."""

    id: UUID
    planned_on: date


class _Plan(Struct, frozen=True):
    milestones: tuple[Move, ...]
    reason: str = _REASON


def now(line: LineNow) -> Value:
    """The days of its open milestones."""
    return {
        str(one.id): {"title": one.title, "day": one.planned_on.isoformat()}
        for one in line.milestones
        if one.open and not line.hides_days
    }


def version(line: LineNow) -> int:
    """The version of the row that holds it."""
    return line.version


def wish_complaints(wish: Wish) -> Iterator[Complaint]:
    """What is wrong with what is wanted, whatever the line."""
    if (wish.weeks is None) == (wish.on is None):
        yield Complaint("weeks", ONE_OF_BOTH)
    elif wish.weeks == 0:
        yield Complaint("weeks", STILL)
    elif wish.weeks is not None and abs(wish.weeks) > WEEKS:
        yield Complaint("weeks", FAR, {"limit": WEEKS})
    if not wish.why.strip():
        yield Complaint("why", MISSING)


def wanted(line: LineNow, wish: Wish) -> Value:
    """The days that they get: all so many weeks later or earlier, or the first on that day."""
    days = now(line)
    for move in _moves(line, wish):
        days[str(move.id)] = {**days[str(move.id)], "day": move.planned_on.isoformat()}
    return days


def refusals(line: LineNow, wish: Wish) -> Iterator[Complaint]:
    """What stands in the way for this line."""
    if line.hides_days:
        yield Complaint("", HIDDEN)
    elif line.agreement_state != "in_force":
        yield Complaint("", NOT_IN_FORCE)
    elif line.state in ENDED:
        yield Complaint("", NOTHING_OWED)
    elif not any(one.open for one in line.milestones):
        yield Complaint("", NONE_OPEN)
    else:
        yield from _of_plan(line, wish)


def _of_plan(line: LineNow, wish: Wish) -> Iterator[Complaint]:
    try:
        moves = tuple(_moves(line, wish))
    except OverflowError:
        yield Complaint("", NO_DAY)
        return
    running = {
        one.id: {"id": one.id, "milestone": one.milestone, "planned_on": one.planned_on}
        for one in line.milestones
        if one.open
    }
    if all(move.planned_on == running[move.id]["planned_on"] for move in moves):
        return
    taken = {(one.milestone, one.planned_on) for one in line.milestones if not one.open}
    yield from plan_complaints(_Plan(moves), running, taken, line.entered_on, line.ends_on)


def _moves(line: LineNow, wish: Wish) -> Iterator[Move]:
    running = [one for one in line.milestones if one.open and not line.hides_days]
    if wish.on is not None:
        yield from (Move(one.id, wish.on) for one in running[:1])
    elif wish.weeks is not None:
        by = timedelta(weeks=wish.weeks)
        yield from (Move(one.id, one.planned_on + by) for one in running)
