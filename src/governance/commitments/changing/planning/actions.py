"""Planning milestones of many lines on other days, by the action that does so for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.commitments.changing.planning.rules import now
from governance.commitments.changing.rules import LineNow, Outcome, Value, Wish
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm


async def apply(outcomes: Sequence[Outcome], wish: Wish, *, by: Actor, at: datetime) -> UUID | None:
    """Plan the milestones of each on their days."""
    for one in outcomes:
        await restore(one.line, one.after or {}, wish.why, by=by, at=at)
    return None


async def restore(line: LineNow, value: Value, why: str, *, by: Actor, at: datetime) -> None:
    """Plan the milestones of one line on the days that ``value`` says."""
    days = now(line)
    moved = [
        NewDay(UUID(one), date.fromisoformat(said["day"]))
        for one, said in value.items()
        if said["day"] != days[one]["day"]
    ]
    form = ReplanningForm(why, moved, line.version, not_case_data=True)
    await replan(line.id, form, by=by, at=at)
