"""A registration that counts becomes a draft again, and what was opened for it goes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.registering.forms import ReopenForm
from governance.agreements.registering.reopening.actions import reopen
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread
from governance.commitments.withdrawing.actions import remove_lines


async def reopen_registration(
    registration_id: UUID, form: ReopenForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Take a registration back to draft with all that was filled in; gives the agreement.

    Raises :class:`governance.base.errors.WrongState` where anything followed from it.
    """
    async with DATABASE.transaction():
        made = await reopen(registration_id, form, unread=unread, by=by, at=at)
        await remove_lines(made, by=by, at=at)
    return made
