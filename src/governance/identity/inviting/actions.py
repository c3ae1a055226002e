"""Inviting somebody, sending it again, withdrawing it, and accepting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.audit.actions import record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import (
    MISSING,
    N_,
    Complaint,
    NotFound,
    Unread,
    WrongState,
    complain,
)
from governance.base.origin import network_of
from governance.base.permissions import acting, in_turn
from governance.identity.account.actions import weaknesses
from governance.identity.attempts.actions import Counted, count, give_back
from governance.identity.inviting.access.actions import opens_no_more
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.making.actions import Invited, chain_of, end, invite
from governance.identity.inviting.rules import Offer
from governance.identity.passwords import hash_password
from governance.identity.queries import CAME_IN, OPENS, roles_of
from governance.identity.roles.actions import assigned, person_for
from governance.identity.roles.forms import RoleForm
from governance.identity.roles.queries import people_seen
from governance.identity.roles.rules import may_give
from governance.identity.roles.steps.actions import target_of
from governance.identity.rules import (
    FAILURES_PER_NETWORK,
    attempt_key,
    token_hash,
)
from governance.notices.actions import hold_back
from governance.notices.letters.rules import Kind

ACCEPTED = N_("This person can sign in already.")
SIGNED_IN = N_(
    "You are signed in as somebody else. This invitation is for a new person: sign out first."
)
_TOO_OFTEN = N_("Too many attempts from your network. From {time} you can try again.")
_BY_LINK = f"""
select i.*, p.function from invitation i join person p on p.id = i.person
where i.token_hash = $1 and {OPENS} for update of i"""  # noqa: S608 - constant text
_WHOSE = """
select from person where id in (select person from invitation where token_hash = $1) for update"""
_MINE = """
select i.id, i.organisation from invitation i
where i.id = $1 and i.ended_at is null and ($2 or i.organisation = any($3::uuid[])
  or i.made_by = $4) for update"""
_CAME_IN = f"select {CAME_IN} as came_in, p.email from person p where p.id = $1"  # noqa: S608 - constant text
_PASSWORD = "update person set password_hash = $2, version = version + 1 where id = $1"  # noqa: S105 - SQL


async def send_again(person_id: UUID, *, by: Actor, at: datetime, days: int) -> Invited:
    """Invite somebody anew who has not accepted yet; the earlier link works no longer."""
    async with DATABASE.transaction():
        await person_for(person_id, by, at, works=True)
        await opens_no_more(person_id, by, at)
        rows = await DATABASE.fetch(_CAME_IN, person_id)
        earlier = await DATABASE.fetch(
            "select organisation from invitation where person = $1 and offer is null"
            " order by made_at desc limit 1", person_id,
        )  # fmt: skip
        if rows[0]["came_in"] or not earlier:
            raise WrongState("send_again", "accepted", ACCEPTED)
        whose = earlier[0]["organisation"]
        return await invite(person_id, rows[0]["email"], whose, by=by, at=at, days=days)


async def withdraw(invitation_id: UUID, *, by: Actor, at: datetime) -> None:
    """Withdraw an invitation: its link works no longer. Roles that were given stay as they are."""
    async with DATABASE.transaction():
        rows = await _mine(invitation_id, by)
        await end([invitation_id], used=False, by=by, at=at)
        chain = rows[0]["organisation"] or SERVICE
        await record(chain, "withdraw_invitation", "invitation", invitation_id, {}, by=by, at=at)


async def _mine(invitation_id: UUID, by: Actor) -> list[Any]:
    """An invitation of the actor, locked: by a role, and else as who made it."""
    for way in in_turn(by):
        everywhere, organisations, _, person = people_seen(way)
        maker = person if way.roles == by.roles else None
        rows = await DATABASE.fetch(_MINE, invitation_id, everywhere, organisations, maker)
        if rows:
            acting(way)
            return rows
    raise NotFound


@asynccontextmanager
async def guessing(address: str, at: datetime) -> AsyncIterator[None]:
    """Look a link up that somebody tries: only one that is not there counts, as a guess.

    Counted before it is looked up; ``Refused`` above the limit.
    """
    tried = await _counted(address, at)
    yield
    await give_back(tried)


async def _counted(address: str, at: datetime) -> Counted:
    limit = {attempt_key("invitation", network_of(address)): FAILURES_PER_NETWORK}
    return await count(limit, at=at, field="password", why=_TOO_OFTEN)


async def accept(
    token: str, form: AcceptForm, *, by: Actor | None, address: str, at: datetime,
    unread: Unread = (),
) -> UUID:  # fmt: skip
    """Accept an invitation: once, in time, with a password; or a role, by who it is for."""
    tried = await _counted(address, at)
    async with DATABASE.transaction():
        # The person first, as whoever sends an invitation again does.
        await DATABASE.fetch(_WHOSE, token_hash(token))
        rows = await DATABASE.fetch(_BY_LINK, token_hash(token), at, day(at))
        if not rows:
            raise NotFound
        await give_back(tried)
        await hold_back(Kind.INVITATION, "invitation", [rows[0]["id"]])
        person: UUID = await _accept(dict(rows[0]), form, by, at, unread)
    return person


async def _accept(
    row: dict[str, Any], form: AcceptForm, by: Actor | None, at: datetime, unread: Unread
) -> UUID:
    person: UUID = row["person"]
    oneself = Actor(person, row["function"])
    chain = row["organisation"] or SERVICE
    if row["offer"]:
        if by is None or by.person_id != person:
            raise NotFound
        await _take(row, at)
    else:
        complain([] if by is None else [Complaint("", SIGNED_IN)])
        missing = () if form.password else (Complaint("password", MISSING),)
        complain([*missing, *await weaknesses(form.password, person, "password")], unread)
        await DATABASE.fetch(_PASSWORD, person, await hash_password(form.password))
        chain = row["organisation"] or await chain_of(person)
    await end([row["id"]], used=True, by=oneself, at=at)
    await record(chain, "accept_invitation", "invitation", row["id"], {}, by=oneself, at=at)
    return person


async def _take(row: dict[str, Any], at: datetime) -> None:
    """The role that is offered begins, in the name of who offered it."""
    offer = msgspec.json.decode(row["offer"], type=Offer)
    giver = await inviter(row["made_by"], at)
    if not may_give(offer.kind, await target_of(offer.for_id), giver):
        raise NotFound
    form = RoleForm(
        offer.kind, max(offer.valid_from, day(at)), offer.for_id, offer.valid_until,
        offer.holder_function,
    )  # fmt: skip
    if form.valid_until is not None and form.valid_until <= form.valid_from:
        raise NotFound
    person = {"id": row["person"], "function": row["function"]}
    await assigned(person, form, by=giver, at=at, cause=("invitation", row["id"]))


async def inviter(person_id: UUID | None, at: datetime) -> Actor:
    """Who offered a role, with the roles of today: who may no longer give it, gives nothing."""
    rows = await DATABASE.fetch("select function from person where id = $1", person_id)
    if person_id is None or not rows:
        raise NotFound
    return Actor(person_id, rows[0]["function"], await roles_of(person_id, at))
