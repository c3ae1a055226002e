"""New access for who lost a phone or forgot a password: the old ways in end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread, complain
from governance.base.views import change, lock, unchanged
from governance.identity.inviting.making.actions import Invited, chain_of, end_first, invite
from governance.identity.people.erasing.actions import close
from governance.identity.people.forms import RenewalForm
from governance.identity.people.renewing.queries import renewable
from governance.identity.roles.actions import person_for
from governance.identity.tables import Person
from governance.notices.actions import post
from governance.notices.letters.rules import AccessRenewed
from governance.notices.rules import Receiver, unreceivable


async def new_access(
    person_id: UUID, form: RenewalForm, *, by: Actor, at: datetime, days: int,
    providers: Collection[str], unread: Unread = (),
) -> Invited:  # fmt: skip
    """Take away every way to sign in, end the sessions, and invite anew; its owner is told.

    By who could withdraw every role of the person: the link is shown to who makes it. Who comes
    in by one of the ``providers`` that the service offers gets it back there.
    """
    async with DATABASE.transaction():
        await person_for(person_id, by, at, works=True)
        await renewable(person_id, providers, by=by, at=at)
        complain([], unread)
        unchanged(await lock(Person, person_id), form.version)
        return await renewed(person_id, by=by, at=at, days=days)


async def renewed(person_id: UUID, *, by: Actor, at: datetime, days: int) -> Invited:
    """Do so in the open transaction, in which it was seen that the actor may."""
    row = await lock(Person, person_id)
    chain = await chain_of(person_id)
    await end_first(person_id, by=by, at=at)
    await close(person_id)
    await change(Person, row, password_hash="")
    await record(chain, "new_access", "person", person_id, {}, by=by, at=at)
    if row["email"] and not any(unreceivable(row["email"], "address")):
        to = Receiver(row["email"], row["language"], person_id)
        cause = ("person", person_id)
        await post(chain, to, AccessRenewed(at, by.function), cause=cause, by=by, at=at)
    whose = chain if chain != SERVICE else None
    return await invite(person_id, row["email"], whose, by=by, at=at, days=days)
