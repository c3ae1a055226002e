"""What leaving does to the person; which roles are handed over is for a higher floor."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import change, lock
from governance.identity.tables import Person

_ELSEWHERE = """
select from role_assignment
where person = $1 and (valid_until is null or valid_until > greatest($2, valid_from))"""


async def depart(
    person_id: UUID, until: date, chain: UUID, *, by: Actor, at: datetime,
    cause: tuple[str, UUID] | None = None,
) -> bool:  # fmt: skip
    """Note that somebody leaves, in the open transaction, once the roles have their end.

    Who still holds a role elsewhere goes on signing in for that: then False. From ``until`` no
    session counts any more; where that is today, they end now.
    """
    elsewhere = bool(await DATABASE.fetch(_ELSEWHERE, person_id, until))
    if not elsewhere:
        await change(Person, await lock(Person, person_id), valid_until=until)
        if until <= day(at):
            await DATABASE.fetch("delete from session where person = $1", person_id)
    noted = {"valid_until": until, "works_elsewhere": elsewhere}
    await record(chain, "leave", "person", person_id, noted, by=by, at=at, cause=cause)
    return not elsewhere
