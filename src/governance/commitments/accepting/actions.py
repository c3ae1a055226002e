"""Accepting a delay until a day, and accepting it no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.visible.queries import TAKING_PART
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, lock, unchanged
from governance.commitments.accepting.forms import DelayEndForm, DelayForm
from governance.commitments.accepting.rules import (
    NONE_ACCEPTED,
    delay_complaints,
    needed,
    why_not,
)
from governance.commitments.accepting.tables import AcceptedDelay
from governance.commitments.sharing.queries import WHOLE, sees
from governance.commitments.tables import CommitmentLine
from governance.commitments.warning.rules import case_data

_OF = f"""
select a.state, a.committee, a.keeper, {WHOLE} as whole
from commitment_line l join agreement a on a.id = l.agreement where l.id = $5 and {TAKING_PART}"""  # noqa: S608 - constant text
_OPEN = "select * from accepted_delay where commitment_line = $1 and ended_at is null for update"


async def accept_delay(
    line_id: UUID, form: DelayForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Record that the committee accepts the delay of a line until a day; gives the acceptance.

    One that still ran is replaced: it is kept, and ended.
    """
    async with DATABASE.transaction():
        row = await _line(line_id, by)
        complain([*delay_complaints(form, day(at)), *case_data(form)], unread)
        unchanged(row, form.version)
        for running in await DATABASE.fetch(_OPEN, line_id):
            await change(AcceptedDelay, dict(running), ended_at=at)
        values: dict[str, Any] = {
            "until": form.until,
            "reason": form.reason.strip(),
            "decided_by_function": form.decided_by_function.strip(),
        }
        made = await add(AcceptedDelay(commitment_line=line_id, accepted_at=at, **values))
        await change(CommitmentLine, row, accepted_until=form.until)
        await record(
            row["organisation"], "accept_delay", "commitment_line", line_id, values,
            by=by, at=at, audience=row["audience"],
        )  # fmt: skip
    return made


async def end_delay(
    line_id: UUID, form: DelayEndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Accept the delay of a line no longer, from now on: it stands as its dates say."""
    async with DATABASE.transaction():
        row = await _line(line_id, by)
        complain([*needed("reason", form.reason, 4_000), *case_data(form)], unread)
        unchanged(row, form.version)
        running = await DATABASE.fetch(_OPEN, line_id)
        if not running or running[0]["until"] <= day(at):
            raise WrongState("end_delay", row["state"], NONE_ACCEPTED)
        said = {"why_ended": form.reason.strip()}
        await change(AcceptedDelay, dict(running[0]), ended_at=at, **said)
        await change(CommitmentLine, row, accepted_until=None)
        await record(
            row["organisation"], "end_delay", "commitment_line", line_id, said,
            by=by, at=at, audience=row["audience"],
        )  # fmt: skip


async def _line(line_id: UUID, by: Actor) -> dict[str, Any]:
    """The line, locked, of which this actor may accept a delay now."""
    found = await DATABASE.fetch(_OF, *sees(by), line_id)
    if not found:
        raise NotFound
    entitled(by, TABLE["commitment.accept_delay"].who, committee=found[0]["committee"])
    if not found[0]["whole"]:
        raise NotFound
    row = await lock(CommitmentLine, line_id)
    if why := why_not(found[0]["state"], row["state"]):
        raise WrongState("accept_delay", row["state"], why)
    return row
