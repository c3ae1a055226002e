"""Beginning an addendum beside an agreement in force, with the same parties."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements import actions as agreements
from governance.agreements.amending.staying.queries import staying
from governance.agreements.following import actions as following
from governance.agreements.forms import AuthorityForm, PartyForm
from governance.agreements.rules import TITLES, text_complaints
from governance.agreements.steps.actions import stepping
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, complain
from governance.formation.actions import begin, fill_in
from governance.formation.adding.forms import AddendumForm
from governance.formation.forms import BeginForm
from governance.formation.queries import Forming, forming

MODEL = "addendum"


async def begin_addendum(
    agreement_id: UUID, form: AddendumForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Begin an addendum of an agreement in force, from its model; gives its id.

    It has the parties of the agreement; what the model asks of the agreement is filled in.
    """
    async with DATABASE.transaction():
        await stepping(agreement_id, "begin_addendum", by)
        complain(text_complaints(form, TITLES), unread)
        if there := await following.same_addendum(agreement_id, form.title):
            return there
        whole = await forming(agreement_id, by=by)
        view = whole.agreement
        asked = BeginForm(MODEL, form.title, form.short_title, view.keeper_id, view.committee_id)
        made = await begin(asked, by=by, at=at)
        await following.stand_beside(made, agreement_id, by=by, at=at)
        await agreements.set_parties(made, await _parties(whole, at), None, by=by, at=at)
        known = {"overeenkomst": view.short_title, "ondertekend": view.last_signed_on}
        blanks = {key: str(value) for key, value in known.items() if value}
        await fill_in(made, blanks, None, by=by, at=at)
    return made


async def _parties(whole: Forming, at: datetime) -> list[PartyForm]:
    """Those for whom the agreement holds today, through the same authorities."""
    there = {one.id for one in await staying(whole.agreement.id, day(at))}
    return [
        PartyForm(
            party.organisation_id,
            party.participation,
            party.acting_body_id,
            [AuthorityForm(o.authority_id, o.represented_by_function) for o in party.authorities],
        )
        for party in whole.parties
        if party.id in there
    ]
