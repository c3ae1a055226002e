"""What a party gives notice of, with what follows from it today."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.noticing import actions as noticing
from governance.agreements.noticing.forms import (
    ConsultationForm,
    EventForm,
    NoticeForm,
    PublicationForm,
    RevokeForm,
)
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread
from governance.formation.entering.actions import enter_when_due
from governance.formation.lasting.actions import follow_what_was_told
from governance.formation.queries import forming


async def give_notice(
    agreement_id: UUID, form: NoticeForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Record the notice of one party; one whose day has come takes effect at once."""
    async with DATABASE.transaction():
        made = await noticing.give_notice(agreement_id, form, unread=unread, by=by, at=at)
        await follow_what_was_told(agreement_id, form.confirmed, by=by, at=at)
    return made


async def revoke_notice(
    notice_id: UUID, form: RevokeForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Take a notice back before it takes effect; gives the agreement."""
    return await noticing.revoke_notice(notice_id, form, unread=unread, by=by, at=at)


async def conclude_consultation(
    notice_id: UUID, form: ConsultationForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Record what the others decided after a withdrawal; gives the agreement."""
    async with DATABASE.transaction():
        of = await noticing.conclude_consultation(notice_id, form, unread=unread, by=by, at=at)
        await follow_what_was_told(of, form.confirmed, by=by, at=at)
    return of


async def record_event(
    agreement_id: UUID, form: EventForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """The event that ends the agreement has happened: it ends on the day after."""
    async with DATABASE.transaction():
        await noticing.record_event(agreement_id, form, unread=unread, by=by, at=at)
        await follow_what_was_told(agreement_id, form.confirmed, by=by, at=at)


async def record_publication(
    agreement_id: UUID, form: PublicationForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Record the publication: the agreement enters into force on the day after."""
    async with DATABASE.transaction():
        await noticing.record_publication(agreement_id, form, unread=unread, by=by, at=at)
        await enter_when_due(await forming(agreement_id, by=by), by, at)
