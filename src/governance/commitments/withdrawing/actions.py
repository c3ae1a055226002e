"""The lines of an agreement that becomes a draft again. No role is asked: the step above does."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from asyncpg import ForeignKeyViolationError

from governance.agreements.steps.actions import note
from governance.agreements.tables import Agreement
from governance.agreements.when.rules import FOLLOWED
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import WrongState
from governance.base.views import lock

_BUDGETED = """
select from contribution where agreement = $1 union all select from spending where agreement = $1
union all select from annual_plan n join party p on p.id = n.party where p.agreement = $1
limit 1"""
_LINES = "(select id from commitment_line where agreement = $1)"
_REMOVE = (
    f"delete from milestone_line where commitment_line in {_LINES}",  # noqa: S608 - constant text
    f"delete from line_execution where commitment_line in {_LINES}",  # noqa: S608 - constant text
    f"delete from line_history where commitment_line in {_LINES}",  # noqa: S608 - constant text
    "delete from commitment_line where agreement = $1 returning id",
)


async def remove_lines(agreement_id: UUID, *, by: Actor, at: datetime) -> int:
    """Take away the lines that were opened for an agreement, with their history; gives how many.

    Raises :class:`WrongState` where a report speaks of one of them, which its key knows, or where a
    budget is kept.
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        if await DATABASE.fetch(_BUDGETED, agreement_id):
            raise WrongState("reopen_registration", row["state"], FOLLOWED)
        try:
            for statement in _REMOVE:
                gone = await DATABASE.fetch(statement, agreement_id)
        except ForeignKeyViolationError as error:
            raise WrongState("reopen_registration", row["state"], FOLLOWED) from error
        await note(row, "remove_lines", {"lines": len(gone)}, by, at)
    return len(gone)
