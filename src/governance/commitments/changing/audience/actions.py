"""Choosing who sees how many lines stand, by the action that does so for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.commitments.audience.actions import set_audience
from governance.commitments.audience.forms import AudienceForm
from governance.commitments.changing.rules import LineNow, Outcome, Value, Wish


async def apply(outcomes: Sequence[Outcome], wish: Wish, *, by: Actor, at: datetime) -> UUID | None:
    """Choose so for each."""
    for one in outcomes:
        form = AudienceForm(wish.to, wish.why, wish.knowingly, one.version, not_case_data=True)
        await set_audience(one.line.id, form, by=by, at=at)
    return None


async def restore(line: LineNow, value: Value, why: str, *, by: Actor, at: datetime) -> None:
    """Choose for one line what ``value`` says; that it may be narrower is known: it was so."""
    form = AudienceForm(value["audience"], why, True, line.version, not_case_data=True)
    await set_audience(line.id, form, by=by, at=at)
