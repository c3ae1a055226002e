"""Entry into force on the day of the rule: at the last signature, or later by the service."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.agreements import actions as agreements
from governance.agreements.queries import due_to_enter
from governance.agreements.rules import entry_day
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import WrongState
from governance.commitments import actions as commitments
from governance.formation.amending.merging.actions import merge
from governance.formation.following.actions import succeed
from governance.formation.queries import Forming

_OF = "select amends, predecessor from agreement where id = $1"


async def enter_when_due(whole: Forming, by: Actor, at: datetime) -> None:
    """Bring a sealed agreement into force if the day of its rule has come."""
    view = whole.agreement
    if view.last_signed_on is None:
        raise WrongState("enter_into_force", view.state)
    on = entry_day(view.entry_rule, view.entry_date, view.last_signed_on, view.published_on)
    if on and on <= day(at):
        await _enter(view.id, on, by, at)


async def _enter(agreement_id: UUID, on: date, by: Actor, at: datetime) -> None:
    """The rule brings it into force on its day: every owner gets its lines to report on.

    An amendment becomes part of its agreement. The agreement that it follows has ended by then.
    """
    [of] = await DATABASE.fetch(_OF, agreement_id)
    if of["amends"]:
        await merge(agreement_id, of["amends"], on, by=by, at=at)
        return
    cause = ("agreement", agreement_id)
    await agreements.enter_into_force(agreement_id, on, by=by, at=at, cause=cause)
    [row] = await DATABASE.fetch("select ends_on from agreement where id = $1", agreement_id)
    await commitments.open_lines(agreement_id, on, row["ends_on"], by=by, at=at, cause=cause)
    if of["predecessor"]:
        await succeed(agreement_id, of["predecessor"], on, by=by, at=at)


async def bring_into_force(*, by: Actor, at: datetime) -> int:
    """Bring into force what was signed earlier and reaches its day now; gives how many.

    The service does so itself, at its start and every quarter of an hour. What another
    process brought into force at the same moment is left alone.
    """
    entered = 0
    for due in await due_to_enter(day(at), by=by):
        try:
            async with DATABASE.transaction():
                await _enter(due.agreement_id, due.on, by, at)
        except WrongState:
            continue
        entered += 1
    return entered
