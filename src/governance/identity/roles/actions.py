"""Giving a role, ending one, and letting somebody stand in (waarnemen)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.permissions import acting, in_turn, taken_by
from governance.base.views import unchanged
from governance.identity.roles.forms import EndForm, RoleForm, StandInForm
from governance.identity.roles.queries import PEERS, PEOPLE, WORKS, people_seen
from governance.identity.roles.rules import (
    RULES,
    HeldFor,
    Target,
    ending_complaints,
    filled_complaints,
    gives,
    longest_complaints,
    may_end,
    may_give,
    oneself_complaints,
    period_complaints,
    target_complaints,
)
from governance.identity.roles.steps.actions import (
    Row,
    ended,
    held_on,
    locked,
    store,
    target_of,
)
from governance.parties.actions import end_filling, fill

ENDED = N_("This role has ended already.")
NO_STAND_IN = N_("Who stands in for a role lets nobody stand in for that.")
_UNKNOWN = N_("Choose somebody of this list.")
_NOT_ACCEPTED = N_(
    "This person has not accepted the invitation of somebody else yet. Wait for that, or make a "
    "new invitation first."
)
_LATER = N_("This role ends earlier already.")
_ELSEWHERE = N_(
    "This person works for another organisation. Invite the person by e-mail address, under "
    "People: the person then accepts this role."
)
IN_FORCE = """
select from role_assignment where person = $1 and (valid_until is null or valid_until > $2)"""
"""Whether somebody ``$1`` holds a role on a day ``$2``, or later."""
_PERSON = f"""
select p.id, p.function, {WORKS} as works from person p
where p.id = $6 and p.kind = 'human' and p.erased_at is null and {PEOPLE} for update of p"""  # noqa: S608 - constant text
_INVITED = """
select made_by from invitation where person = $1 and ended_at is null and offer is null"""
_FILLINGS = """
select id, holder_function, valid_from from filling
where organisation = $1 and function = $2
  and daterange(valid_from, valid_until) && daterange($3, $4) order by valid_from"""


async def person_for(person_id: UUID, by: Actor, at: datetime, *, works: bool = False) -> Row:
    """Somebody to whom the actor may give something, locked; else :class:`NotFound`.

    ``works``: only who works for the actor now or later, not who has left.
    """
    for way in in_turn(by):
        rows = await DATABASE.fetch(_PERSON, *people_seen(way), day(at), person_id)
        if rows and gives(way) and (rows[0]["works"] or not works):
            acting(way)
            return dict(rows[0])
    raise NotFound


async def _accepted(person_id: UUID, by: Actor) -> None:
    """Whoever invited may hold the link still: nobody else adds to what that link opens."""
    rows = await DATABASE.fetch(_INVITED, person_id)
    complain(Complaint("kind", _NOT_ACCEPTED) for row in rows if row["made_by"] != by.person_id)


async def works_here(person: Row, target: Target, at: datetime, *, field: str = "forId") -> None:
    """Who works elsewhere is not made to work here unasked: details and sessions belong to whom
    somebody works for, so the person accepts such a role (``people.actions.join`` offers it)."""
    if person["works"] or target.held_for is not HeldFor.ORGANISATION:
        return
    rows = await DATABASE.fetch(IN_FORCE, person["id"], day(at))
    complain([Complaint(field, _ELSEWHERE)] if rows else [])


async def give_role(
    person_id: UUID, form: RoleForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Give somebody a role, from today or later."""
    async with DATABASE.transaction():
        person = await person_for(person_id, by, at)
        found = [*oneself_complaints("kind", person_id, by)]
        found += period_complaints(form.valid_from, form.valid_until, day(at))
        target = await target_of(form.for_id)
        found += target_complaints(form.kind, target, by)
        complain(found, unread)
        await works_here(person, target, at)
        await _accepted(person_id, by)
        return await assigned(person, form, by=by, at=at)


async def assigned(
    person: Row, form: RoleForm, *, by: Actor, at: datetime, prefix: str = "", told: bool = True,
    cause: tuple[str, UUID] | None = None,
) -> UUID:  # fmt: skip
    """Give a role in the open transaction, with the filling that it follows."""
    target = await target_of(form.for_id)
    complain(target_complaints(form.kind, target, by, prefix=prefix))
    taken_by(by, partial(may_give, form.kind, target))
    filling = None
    if RULES[form.kind].fills:
        filling = await _filling(person, target, form, prefix, by, at, cause)
    return await store(
        person["id"], form.kind, target, form.valid_from, form.valid_until,
        by=by, at=at, field=f"{prefix}kind", ends_field=f"{prefix}validUntil", filling=filling,
        cause=cause, told=told,
    )  # fmt: skip


async def _filling(
    person: Row, target: Target, form: RoleForm, prefix: str, by: Actor, at: datetime,
    cause: tuple[str, UUID] | None,
) -> UUID:  # fmt: skip
    """The filling that a role follows: the one that holds then, or one that begins with it."""
    if target.id is None:
        raise NotAllowed
    said, begins = form.holder_function.strip(), form.valid_from
    rows = await DATABASE.fetch(_FILLINGS, target.id, form.kind, begins, form.valid_until)
    holders = [row["holder_function"] for row in rows]
    complain(filled_complaints(f"{prefix}holderFunction", said, holders))
    if rows:
        found: UUID = rows[0]["id"]
        return found
    named = said or person["function"]
    return await fill(
        target.id, form.kind, named, begins, form.valid_until,
        by=by, at=at, cause=cause or ("person", person["id"]),
    )  # fmt: skip


async def role_for(role_id: UUID, by: Actor) -> tuple[Row, Target, bool]:
    """An assignment that the actor may end, locked, and whether it is the actor's own to end.

    One's own is the role that one holds, or that somebody stands in for.
    """
    rows = await locked([role_id])
    if not rows:
        raise NotFound
    row = rows[0]
    target = await target_of(held_on(row))
    own = row["person"] == by.person_id
    if row["stands_in_for"] and not own:
        stood = await DATABASE.fetch(
            "select person from role_assignment where id = $1", row["stands_in_for"]
        )
        own = stood[0]["person"] == by.person_id
    ends = partial(may_end, RoleKind(row["kind"]), target)
    if not taken_by(by, lambda way: own or ends(way)):
        raise NotFound
    return row, target, own


async def end_role(
    role_id: UUID, form: EndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Withdraw a role from a day; one may give up one's own."""
    async with DATABASE.transaction():
        row, target, _ = await role_for(role_id, by)
        today, until = day(at), row["valid_until"]
        if until is not None and until <= today:
            raise WrongState("end_role", "ended", ENDED)
        found = [*ending_complaints("validUntil", form.valid_until, today)]
        if not unread and until is not None and form.valid_until > until:
            found.append(Complaint("validUntil", _LATER))
        complain(found, unread)
        unchanged(row, form.version)
        filling = row["filling"]
        if form.end_filling and filling and may_give(RoleKind(row["kind"]), target, by):
            await end_filling(filling, form.valid_until, by=by, at=at, cause=("role", role_id))
        await ended(row, target, form.valid_until, by=by, at=at)


async def stand_in(
    role_id: UUID, form: StandInForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Let somebody stand in for the holder of a role, from a day until a day."""
    async with DATABASE.transaction():
        row, target, own = await role_for(role_id, by)
        kind = RoleKind(row["kind"])
        if row["stands_in_for"]:
            raise WrongState("stand_in", "standing_in", NO_STAND_IN)
        if not own and not taken_by(by, partial(may_give, kind, target)):
            raise NotFound
        today = day(at)
        if row["valid_until"] is not None and row["valid_until"] <= today:
            raise WrongState("stand_in", "ended", ENDED)
        found = [*oneself_complaints("personId", form.person_id, by)]
        found += period_complaints(form.valid_from, form.valid_until, today)
        found += longest_complaints(form.valid_from, form.valid_until)
        complain(found, unread)
        if not await DATABASE.fetch(PEERS, role_id, today, None, form.person_id):
            complain([Complaint("personId", _UNKNOWN)])
        return await store(
            form.person_id, kind, target, form.valid_from, form.valid_until,
            by=by, at=at, field="personId", ends_field="validUntil", verb="stand_in",
            stands_in_for=role_id, filling=row["filling"],
        )  # fmt: skip
