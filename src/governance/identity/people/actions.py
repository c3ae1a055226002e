"""Joining, moving, ending sessions, and erasing details."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from governance.audit.actions import hold, record, separate
from governance.audit.rules import SERVICE
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import (
    N_,
    Complaint,
    NotAllowed,
    NotFound,
    Unread,
    WrongState,
    complain,
)
from governance.base.permissions import TABLE, acting, entitled, in_turn, taken_by
from governance.base.views import add, change, lock, unchanged
from governance.identity.inviting.making.actions import Invited, chain_of, invite
from governance.identity.inviting.rules import Offer
from governance.identity.people.describing.actions import holder_of
from governance.identity.people.erasing.actions import take_away
from governance.identity.people.forms import ErasureForm, JoinForm, MoveForm
from governance.identity.people.returning.actions import come_back
from governance.identity.people.rules import (
    address_complaints,
    address_of,
    function_complaints,
    keys_of,
    known,
    moving_complaints,
)
from governance.identity.queries import home_of
from governance.identity.roles.actions import IN_FORCE, assigned, person_for, works_here
from governance.identity.roles.forms import RoleForm
from governance.identity.roles.queries import WORKS, people_seen
from governance.identity.roles.rules import (
    HeldFor,
    ending_complaints,
    gives,
    may_end,
    may_give,
    oneself_complaints,
    period_complaints,
    target_complaints,
)
from governance.identity.roles.steps.actions import ended, held_on, locked, target_of
from governance.identity.tables import Person
from governance.notices.actions import forget

HOLDS_ROLES = N_("This person still holds a role. Let the roles end first.")
ERASED = N_("The details of this person are erased already.")
_KNOWINGLY = N_("Confirm that you know this cannot be undone.")
_ROLE_MISSING = N_("Choose the role in the new organisation.")
_WORKS = f"select from person p where p.id = $6 and {WORKS}"
_OF_ORGANISATION = """
select id from role_assignment where person = $1 and organisation = $2
  and (valid_until is null or valid_until > $3)"""


async def join(
    form: JoinForm, *, by: Actor, at: datetime, days: int, unread: Unread = ()
) -> Invited:
    """Take somebody up with a first role, and invite; all of it or nothing.

    Somebody who takes part elsewhere already is offered the role and gets it by accepting; where
    the actor does not see who that is, it stays unknown. Who left comes back as somebody new.
    """
    if not gives(by):
        raise NotAllowed
    async with DATABASE.transaction():
        email = address_of(form.email)
        found = [*address_complaints(email), *function_complaints(form.function)]
        found += period_complaints(form.valid_from, form.valid_until, day(at))
        found += target_complaints(form.kind, await target_of(form.for_id), by)
        complain(found, unread)
        taken_by(by, partial(may_give, form.kind, await target_of(form.for_id)))
        role = RoleForm(
            form.kind, form.valid_from, form.for_id, form.valid_until, form.holder_function
        )
        taken = await holder_of(email, by, at)
        if taken and not (taken["seen"] or taken["holds"]):
            return await come_back(taken["id"], role, form, by=by, at=at, days=days)
        if taken:
            return await _offered(taken, email, form, by, at, days)
        person = await _taken_up(email, form, by, at)
        await assigned(person, role, by=by, at=at, told=False)
        target = await target_of(form.for_id)
        return await invite(person["id"], email, target.keeper, by=by, at=at, days=days)


async def _taken_up(email: str, form: JoinForm, by: Actor, at: datetime) -> dict[str, Any]:
    function, name = form.function.strip(), form.name.strip()
    keys = keys_of(function, name, email)
    made = await add(
        Person(
            sign_in_name=email,
            name=name,
            email=email,
            function=function,
            password_hash="",
            language=form.language,
            sort_key=keys["sort_key"],
            search_key=keys["search_key"],
        )
    )
    chain = (await target_of(form.for_id)).chain
    noted = {"function": function, "language": form.language}
    await record(chain, "join", "person", made, noted, by=by, at=at)
    return {"id": made, "function": function}


async def _offered(
    taken: dict[str, Any], email: str, form: JoinForm, by: Actor, at: datetime, days: int
) -> Invited:
    complain(oneself_complaints("email", taken["id"], by))
    target = await target_of(form.for_id)
    elsewhere = taken["holds"] and not taken["works"]
    if taken["seen"] and not (elsewhere and target.held_for is HeldFor.ORGANISATION):
        complain([known(taken["function"])])
    complain(target_complaints(form.kind, target, by))
    offer = Offer(
        form.kind, form.for_id, form.valid_from, form.valid_until, form.holder_function,
        email, form.function.strip(),
    )  # fmt: skip
    whose, who = target.keeper, taken["id"]
    return await invite(who, email, whose, by=by, at=at, days=days, offer=offer)


async def end_sessions(person_id: UUID, *, by: Actor, at: datetime) -> int:
    """End every session of somebody who works for the actor, or of oneself; gives how many."""
    async with DATABASE.transaction():
        await _works_for(person_id, by, at)
        gone = await DATABASE.fetch("delete from session where person = $1 returning id", person_id)
        if gone:
            chain, noted = await chain_of(person_id), {"sessions": len(gone)}
            await record(chain, "end_sessions", "person", person_id, noted, by=by, at=at)
    return len(gone)


async def _works_for(person_id: UUID, by: Actor, at: datetime) -> None:
    for way in in_turn(by):
        rows = await DATABASE.fetch(_WORKS, *people_seen(way), day(at), person_id)
        if rows and (gives(way) or person_id == by.person_id):
            acting(way)
            return
    raise NotFound


async def exported(number: int, *, by: Actor, at: datetime) -> None:
    """Note that a list of people left the service as a file."""
    async with DATABASE.transaction():
        chain = await home_of(by) or SERVICE
        noted = {"lines": number}
        await record(chain, "export", "people", by.person_id, noted, by=by, at=at)


async def move(
    person_id: UUID, form: MoveForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """End the roles for one organisation on a day, and give one in another from that day."""
    async with DATABASE.transaction():
        wanted = await DATABASE.fetch(_OF_ORGANISATION, person_id, form.from_id, day(at))
        rows = await locked(row["id"] for row in wanted)
        person = await person_for(person_id, by, at)
        found = [*ending_complaints("movesOn", form.moves_on, day(at))]
        if form.to_id is not None:
            found += oneself_complaints("toId", person_id, by)
        if form.to_id is not None and form.kind is None:
            found.append(Complaint("kind", _ROLE_MISSING))
        if form.to_id is not None:
            found += moving_complaints(form.function, person["function"], form.moves_on, day(at))
        complain(found, unread)
        if not rows:
            raise NotFound
        await hold([form.from_id, *([form.to_id] if form.to_id else [])])
        if form.to_id is not None and form.kind is not None:
            await works_here(person, await target_of(form.to_id), at, field="toId")
            await _begins_there(person, form, by, at)
        for row in rows:
            target = await target_of(held_on(row))
            if not taken_by(by, partial(may_end, RoleKind(row["kind"]), target)):
                raise NotAllowed
            until = row["valid_until"]
            if until is None or until > form.moves_on:
                cause = ("person", person_id)
                await ended(row, target, form.moves_on, by=by, at=at, field="movesOn", cause=cause)


async def _begins_there(person: dict[str, Any], form: MoveForm, by: Actor, at: datetime) -> None:
    function = form.function.strip()
    if function and function != person["function"]:
        row = await lock(Person, person["id"])
        keys = keys_of(function, row["name"], row["email"])
        await change(Person, row, function=function, **keys)
        person = {**person, "function": function}
    role = RoleForm(
        form.kind or RoleKind.READER, form.moves_on, form.to_id, None, form.holder_function
    )
    await assigned(person, role, by=by, at=at, cause=("person", person["id"]))


async def erase_details(
    person_id: UUID, form: ErasureForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Erase the name, the address and every way to sign in of somebody who left.

    Person, function and roles stay: the trail knows who did what by those.
    """
    entitled(by, TABLE["person.erase"].who)
    async with DATABASE.transaction():
        row = await lock(Person, person_id)
        if row["erased_at"] is not None:
            raise WrongState("erase_details", "erased", ERASED)
        if await DATABASE.fetch(IN_FORCE, person_id, day(at)):
            raise WrongState("erase_details", "holds_roles", HOLDS_ROLES)
        complain([] if form.knowingly else [Complaint("knowingly", _KNOWINGLY)], unread)
        unchanged(row, form.version)
        await forget(person_id, cause=("person", person_id), by=by, at=at)
        await take_away(person_id)
        await change(
            Person, row, name="", email="", sign_in_name=f"erased-{person_id}",
            password_hash="", erased_at=at, **keys_of(row["function"], "", ""),
        )  # fmt: skip
        await separate(person_id)
        await record(SERVICE, "erase_details", "person", person_id, {}, by=by, at=at)
