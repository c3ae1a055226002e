"""Requests that need the consent of all, and what they agreed to, carried out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.consenting import actions as consenting
from governance.agreements.consenting.forms import CloseForm, ConsentForm, RequestForm
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Unread
from governance.commitments import queries as commitments
from governance.formation.lasting.actions import follow_what_was_told

OTHER = N_("This is no commitment of this agreement.")


async def ask_consent(
    agreement_id: UUID, form: RequestForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Ask all parties for their written consent; gives the id of the request."""
    async with DATABASE.transaction():
        own = {one.id for one in await commitments.of_agreement(agreement_id, by=by)}
        known = set(form.commitment_ids) <= own
        problems = unread if known else [*unread, Complaint("commitmentIds", OTHER)]
        return await consenting.ask(agreement_id, form, unread=problems, by=by, at=at)


async def record_consent(
    request_id: UUID, form: ConsentForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> str:
    """Record what one party says; what all agreed to is carried out. Gives how it stands now."""
    async with DATABASE.transaction():
        of, state = await consenting.record_consent(request_id, form, unread=unread, by=by, at=at)
        await follow_what_was_told(of, form.confirmed, by=by, at=at)
    return state


async def close_request(
    request_id: UUID, form: CloseForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Withdraw a request that is not carried out; gives the agreement."""
    return await consenting.close_request(request_id, form, unread=unread, by=by, at=at)
