"""Ending and extending an agreement. No role is asked: a rule does so, ``cause`` says which."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.agreements.lasting.tables import Extension
from governance.agreements.rules import WORKFLOW
from governance.agreements.steps.actions import Cause, note
from governance.agreements.tables import Agreement
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, change, lock

_CLOSE = """
update consent_request set version = version + 1, state = 'withdrawn', closed_on = $2,
    closed_because = 'ended'
where agreement = $1 and state in ('open', 'agreed') returning id"""


async def end(
    agreement_id: UUID, on: date, reason: str, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """End an agreement in force: ``on`` is the first day that it no longer holds.

    ``reason`` is an ``EndReason``. What still waited for the consent of all is closed with it.
    Raises :class:`WrongState` for one that is not in force.
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        state = WORKFLOW.step(row["state"], "end").target
        values = {"state": state, "ends_on": on, "ended_because": reason}
        await change(Agreement, row, **values)
        closed = await DATABASE.fetch(_CLOSE, agreement_id, on)
        noted = changed(row, values, **({"requests_closed": len(closed)} if closed else {}))
        await note(row, "end", noted, by, at, cause=cause)


async def settle_end(
    agreement_id: UUID, on: date, reason: str, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """Settle the end of an agreement in force on a day: no rule extends it any more."""
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        WORKFLOW.step(row["state"], "end")
        values = {"ends_on": on, "ended_because": reason}
        await change(Agreement, row, **values)
        await note(row, "settle_end", changed(row, values), by, at, cause=cause)


async def extend(
    agreement_id: UUID, until: date | None, ground: str, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """Let an agreement in force go on after the end of its term, ``until`` a day or indefinite.

    ``ground``: tacit, indefinite, or consent (then ``cause`` is the request that all agreed to).
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        WORKFLOW.step(row["state"], "end")
        asked = cause[1] if ground == "consent" else None
        made = {"ground": ground, "from_on": row["ends_on"], "until": until}
        await add(Extension(agreement=agreement_id, cause=asked, made_at=at, **made))
        values: dict[str, Any] = {"ends_on": until}
        await change(Agreement, row, **values)
        noted = changed(row, values, ground=ground)
        await note(row, "extend", noted, by, at, cause=cause)
