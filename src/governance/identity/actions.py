"""Signing in and out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.clock import AMSTERDAM
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused
from governance.base.ids import new_id
from governance.base.origin import network_of
from governance.base.views import add
from governance.identity.noting.actions import note, note_refused_sign_in
from governance.identity.passwords import matches
from governance.identity.queries import roles_of
from governance.identity.rules import (
    FAILURES_PER_NAME,
    FAILURES_PER_NETWORK,
    WINDOW,
    attempt_key,
    new_token,
    open_again,
    throttled,
    token_hash,
)
from governance.identity.tables import Person, Session

_COUNT = """
insert into sign_in_attempt (id, key, failures, window_start) values ($1, $2, 1, $3)
on conflict (key) do update set
  failures = case when sign_in_attempt.window_start > $4
                  then sign_in_attempt.failures + 1 else 1 end,
  window_start = case when sign_in_attempt.window_start > $4
                      then sign_in_attempt.window_start else $3 end
"""
_ATTEMPTS = "select key, failures, window_start from sign_in_attempt where key = any($1)"
_WRONG = N_("This name and password do not belong together.")
_TOO_OFTEN = N_("Too many wrong passwords from your network. From {time} you can try again.")


async def sign_in(sign_in_name: str, password: str, *, address: str, at: datetime) -> str:
    """Sign somebody in and give the token of a fresh session.

    An unknown name, a wrong password and a person without a role answer the same, as
    :class:`Refused`; failures are counted per network, and there per name, over all
    processes: nobody closes the name of somebody who is elsewhere.
    """
    network = network_of(address)
    keys = {
        attempt_key("name", network, sign_in_name): FAILURES_PER_NAME,
        attempt_key("network", network): FAILURES_PER_NETWORK,
    }
    await _refuse_throttled(keys, at)
    people = await Person.select(Person.id, Person.function, Person.password_hash).where(
        Person.sign_in_name == sign_in_name.strip().casefold()
    )
    person = people[0] if people else None
    known = await matches(person["password_hash"] if person else None, password)
    roles = await roles_of(person["id"], at) if person and known else ()
    if person is None or not roles:
        for key in keys:
            await DATABASE.fetch(_COUNT, new_id(), key, at, at - WINDOW)
        await note_refused_sign_in(sign_in_name, person["id"] if person else None, at=at)
        raise Refused([Complaint("signInName", _WRONG)])
    return await _begin(Actor(person["id"], person["function"], roles), at)


async def _refuse_throttled(keys: dict[str, int], at: datetime) -> None:
    closed = [
        row["window_start"]
        for row in await DATABASE.fetch(_ATTEMPTS, list(keys))
        if throttled(row["failures"], row["window_start"], at, keys[row["key"]])
    ]
    if closed:
        until = open_again(max(closed)).astimezone(AMSTERDAM)
        raise Refused([Complaint("signInName", _TOO_OFTEN, {"time": f"{until:%H:%M}"})])


async def _begin(actor: Actor, at: datetime) -> str:
    token = new_token()
    session = Session(person=actor.person_id, token_hash=token_hash(token), made_at=at, seen_at=at)
    async with DATABASE.transaction():
        await add(session)
        await note("signed_in", session.id, actor, at)
    return token


async def sign_out(session_id: UUID, *, by: Actor, at: datetime) -> None:
    """End one session of the actor."""
    async with DATABASE.transaction():
        gone = await DATABASE.fetch(
            "delete from session where id = $1 and person = $2 returning id",
            session_id,
            by.person_id,
        )
        if gone:
            await note("signed_out", session_id, by, at)


async def seen(session_id: UUID, *, at: datetime) -> None:
    """Note that a session is in use; no state of the work, so no entry in the trail."""
    await Session.update({Session.seen_at: at}).where(Session.id == session_id)
