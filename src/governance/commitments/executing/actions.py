"""Saying who carries out a commitment for one of the parties that owe it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, lock, unchanged
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.executing.queries import execution_of
from governance.commitments.executing.rules import NOT_NOW, complaints
from governance.commitments.executing.tables import LineExecution
from governance.commitments.storing.actions import NO_ORGANISATION
from governance.commitments.tables import CommitmentLine
from governance.commitments.warning.rules import case_data

_THERE = "select from organisation where id = $1"
_KEPT = "select * from line_execution where commitment_line = $1"


async def execute_otherwise(
    line_id: UUID, form: ExecutionForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Say who carries out a commitment for one party: as agreed, itself, or another organisation.

    Raises :class:`Refused` with every complaint, :class:`WrongState` where nothing is owed any
    more or not yet, :class:`Overtaken` where somebody said otherwise first.
    """
    async with DATABASE.transaction():
        seen = await execution_of(line_id, by=by)
        await lock(CommitmentLine, line_id)
        entitled(by, TABLE["commitment.execute"].who, own=seen.organisation_id)
        if not seen.open:
            raise WrongState("execute_otherwise", seen.state, NOT_NOW)
        rows = await DATABASE.fetch(_KEPT, line_id)
        unchanged(rows[0] if rows else {"version": 0}, form.version)
        asked = case_data(form, rows[0].values() if rows else ())
        complain([*complaints(form), *asked, *await _unknown(form)], unread)
        values: dict[str, Any] = {
            "how": form.how,
            "executor_organisation": form.executor_organisation_id,
            "why": form.why.strip(),
        }
        if rows:
            await change(LineExecution, rows[0], **values)
        else:
            await add(LineExecution(commitment_line=line_id, **values))
        before = {name: rows[0][name] if rows else None for name in values}
        noted = changed(before, values, organisation=seen.organisation_id)
        on = ("commitment", seen.commitment_id)
        await record(
            seen.organisation_id, "execute_otherwise", *on, noted,
            by=by, at=at, audience="committee",
        )  # fmt: skip


async def _unknown(form: ExecutionForm) -> list[Complaint]:
    """That the organisation is not in the register."""
    asked = form.executor_organisation_id
    if asked is None or await DATABASE.fetch(_THERE, asked):
        return []
    return [Complaint("executorOrganisationId", NO_ORGANISATION)]
