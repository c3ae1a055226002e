"""A new executive after elections: portfolios end on one day, mandates are asked about again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, holds, taken_by
from governance.overview.executives.forms import ExecutiveForm
from governance.overview.executives.rules import OF_EXECUTIVE, day_complaints, staying_complaints
from governance.parties.actions import ask_again, end_filling

_ORGANISATION = "select id, keeper from organisation where id = $1 for update"
_THERE = """
select id, function, mandate <> '' as mandated from filling
where coalesce(provider, organisation) = $1 and valid_from < $2
  and (valid_until is null or valid_until > $2) order by id for update"""


async def change_executive(
    organisation_id: UUID, form: ExecutiveForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> int:
    """End the portfolios of an organisation on the first day of its new executive, but for those
    that stay, and ask again whether what rests on a mandate is right; gives how many ended."""
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_ORGANISATION, organisation_id)
        if not rows:
            raise NotFound
        own = {organisation_id, rows[0]["keeper"] or organisation_id}
        who = TABLE["filling.change_executive"].who
        if not taken_by(by, lambda way: any(holds(way, who, own=one) for one in own)):
            raise NotAllowed
        complain(day_complaints(form.begins, day(at)), unread)
        there = await DATABASE.fetch(_THERE, organisation_id, form.begins)
        portfolios = [row["id"] for row in there if row["function"] in OF_EXECUTIVE]
        complain(staying_complaints(form.stays, portfolios), unread)
        made = new_id()
        cause = ("executive", made)
        ending = [one for one in portfolios if one not in set(form.stays)]
        for filling in ending:
            await end_filling(filling, form.begins, by=by, at=at, cause=cause)
        mandated = [
            row["id"] for row in there if row["mandated"] and row["function"] not in OF_EXECUTIVE
        ]
        for filling in mandated:
            await ask_again(filling, by=by, at=at, cause=cause)
        noted = {"valid_from": form.begins, "ended": len(ending), "asked_again": len(mandated)}
        await record(
            organisation_id, "change_executive", "organisation", organisation_id, noted,
            by=by, at=at,
        )  # fmt: skip
        return len(ending)
