"""Describing a person anew; another address takes more, since that is where access is given."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import MISSING, N_, Complaint, NotAllowed, Unread, complain
from governance.base.views import change, lock, unchanged
from governance.identity.inviting.access.actions import opens_no_more
from governance.identity.inviting.making.actions import chain_of, end_first
from governance.identity.people.forms import DetailsForm
from governance.identity.people.rules import (
    IN_USE,
    address_complaints,
    address_of,
    function_complaints,
    keys_of,
    known,
)
from governance.identity.queries import holds_any
from governance.identity.roles.actions import person_for
from governance.identity.roles.queries import PEOPLE, WORKS, people_seen
from governance.identity.sessions.actions import end_all_of
from governance.identity.tables import Person
from governance.notices.actions import post
from governance.notices.letters.rules import AddressChanged
from governance.notices.rules import Receiver, unreceivable

Row = dict[str, Any]
NOT_YOURS = N_(
    "This person has a role that you cannot withdraw. Another e-mail address is set by who can: "
    "the system administrator."
)

# Two who take up the same address at once wait for one another.
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('person ' || $1, 0))"
_TAKEN = f"""
select p.id, p.function, {PEOPLE} as seen, {WORKS} as works,
       {holds_any("$5")} as holds
from person p
where (lower(p.email) = $6 or p.sign_in_name = $6) and p.id is distinct from $7
order by p.id limit 1"""  # noqa: S608 - constant text


async def holder_of(email: str, by: Actor, at: datetime, *, but: UUID | None = None) -> Row | None:
    """Whose address this is already, in a transaction: ``seen`` by the actor, who ``works`` for
    the actor, and who ``holds`` any role, now or later."""
    await DATABASE.fetch(_ONE_BY_ONE, email)
    rows = await DATABASE.fetch(_TAKEN, *people_seen(by), day(at), email, but)
    return dict(rows[0]) if rows else None


async def sets_address(person_id: UUID, by: Actor, at: datetime) -> bool:
    """Whether another address is the actor's to set: it opens every role of the person."""
    try:
        await opens_no_more(person_id, by, at)
    except NotAllowed:
        return False
    return True


async def change_details(
    person_id: UUID, form: DetailsForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Describe a person anew: function, name, language, address.

    Another address is set by who could withdraw every role of the person. The sign-in name
    goes with it where it was the address; sessions and an open invitation end, and the old
    address is told.
    """
    async with DATABASE.transaction():
        await person_for(person_id, by, at, works=True)
        row = await lock(Person, person_id)
        email = row["email"] if form.email is None else address_of(form.email)
        moves = email != row["email"].casefold()
        complain([*function_complaints(form.function), *await _taken(row, email, by, at)], unread)
        unchanged(row, form.version)
        function, name = form.function.strip(), form.name.strip()
        values = {"function": function, "language": form.language}
        chain = await chain_of(person_id)
        named = await _moved(row, email, chain, by, at) if moves else {}
        await change(Person, row, **values, **named, name=name, **keys_of(function, name, email))
        noted = changed(row, values) | ({"another_address": True} if moves else {})
        await record(chain, "change_details", "person", person_id, noted, by=by, at=at)


async def _taken(row: Row, email: str, by: Actor, at: datetime) -> list[Complaint]:
    """What is wrong with another address; nothing where it stays as it is."""
    if email == row["email"].casefold():
        return []
    if not await sets_address(row["id"], by, at):
        return [Complaint("email", NOT_YOURS)]
    if not email:
        return [Complaint("email", MISSING)]
    taken = await holder_of(email, by, at, but=row["id"])
    if taken:
        return [known(taken["function"]) if taken["seen"] else Complaint("email", IN_USE)]
    return list(address_complaints(email))


async def _moved(row: Row, email: str, chain: UUID, by: Actor, at: datetime) -> dict[str, str]:
    """Another address: nobody goes on with what was sent to the old one, which is told."""
    person_id, old = row["id"], row["email"]
    cause = ("person", person_id)
    await end_all_of(person_id, cause=cause)
    await end_first(person_id, by=by, at=at)
    if old and not any(unreceivable(old, "address")):
        to = Receiver(old, row["language"], person_id)
        await post(chain, to, AddressChanged(at, by.function), cause=cause, by=by, at=at)
    follows = row["sign_in_name"] == old.casefold()
    return {"email": email} | ({"sign_in_name": email} if follows else {})
