"""A draft says which agreement it follows, or beside which one it stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.following.queries import may_follow
from governance.agreements.steps.actions import note, stepping
from governance.agreements.tables import Agreement
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Unread, complain
from governance.base.views import change, lock, unchanged

NOT_THAT_ONE = N_("Choose an agreement in force that the same organisation keeps.")
_SAME = """
select id from agreement where supplements = $1 and state = 'draft' and title = $2
order by id limit 1"""


async def choose_predecessor(
    agreement_id: UUID, predecessor: UUID | None, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Say which agreement a draft follows, or none: that one ends when it enters into force."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "choose_predecessor", by)
        unchanged(row, version)
        known = {one.id for one in await may_follow(agreement_id, by=by)} | {None}
        found = [] if predecessor in known else [Complaint("predecessorId", NOT_THAT_ONE)]
        complain(found, unread)
        if row["predecessor"] == predecessor:
            return
        value = {"predecessor": predecessor}
        await change(Agreement, row, **value)
        await note(row, "choose_predecessor", changed(row, value), by, at)


async def same_addendum(agreement_id: UUID, title: str) -> UUID | None:
    """The draft of an addendum of this title, if there is one: who presses twice begins one."""
    for row in await DATABASE.fetch(_SAME, agreement_id, " ".join(title.split())):
        return UUID(str(row["id"]))
    return None


async def stand_beside(agreement_id: UUID, beside: UUID, *, by: Actor, at: datetime) -> None:
    """Let a draft that was just begun be an addendum: it ends with the agreement ``beside``."""
    row = await lock(Agreement, agreement_id)
    await change(Agreement, row, supplements=beside)
    told = {"addendum": row["short_title"]}
    into = {"id": beside, "keeper": row["keeper"]}
    await note(into, "begin_addendum", told, by, at)
