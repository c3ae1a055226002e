"""Giving many lines a priority, by the action that does so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.commitments.changing.rules import Outcome, Wish
from governance.commitments.priorities.rules import Priority
from governance.commitments.prioritising.actions import prioritise
from governance.commitments.prioritising.forms import LineSeen, PriorityForm


async def apply(outcomes: Sequence[Outcome], wish: Wish, *, by: Actor, at: datetime) -> UUID | None:
    """Give them the priority; gives the change of priority by which it can be undone."""
    lines = [LineSeen(id=one.line.id, version=one.version) for one in outcomes]
    form = PriorityForm(priority=Priority(wish.to), lines=lines)
    return await prioritise(form, why=wish.why.strip(), by=by, at=at)
