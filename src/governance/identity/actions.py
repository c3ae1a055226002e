"""Signing in and out."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused
from governance.base.origin import network_of
from governance.identity.attempts.actions import count, give_back
from governance.identity.factors.actions import judge
from governance.identity.factors.queries import factors_of
from governance.identity.factors.rules import NO_CODE
from governance.identity.noting.actions import note, note_refused_sign_in
from governance.identity.passwords import hash_password, matches, outgrown
from governance.identity.queries import begins_on, may_act
from governance.identity.rules import (
    ENROLLING,
    FAILURES_PER_NAME,
    FAILURES_PER_NETWORK,
    Caller,
    attempt_key,
)
from governance.identity.second_step.actions import wait
from governance.identity.sessions.actions import begin
from governance.identity.tables import Person

_REHASH = """
update person set password_hash = $3 where id = $1 and password_hash = $2 returning id"""
_STILL = "select id from person where id = $1 and password_hash = $2 for no key update"
_WRONG = N_("This name and password do not belong together.")
_LATER = N_("Your first role begins on {day}. From that day you can sign in.")


class Step(StrEnum):
    """How far a sign-in is: in, at its second step, or in to set up a second factor."""

    IN = "in"
    SECOND = "second_step"
    ENROL = "enrol"


class Begun(Struct, frozen=True):
    """A sign-in with the right password. The token is of a session, or of the second step."""

    token: str
    step: Step


class Shown(Struct, frozen=True):
    """What a name and password showed: whose name it is, who may act, or from which day."""

    person_id: UUID | None
    actor: Actor | None = None
    begins: date | None = None
    password_hash: str = ""


async def sign_in(
    sign_in_name: str,
    password: str,
    *,
    caller: Caller,
    at: datetime,
    code: str | None = None,
    required: bool = False,
    key: str = "",
) -> Begun:
    """Sign somebody in by password, or to the second step of whoever has one.

    An unknown name, a wrong password and a person without a role or password answer the same
    after the same work, as :class:`Refused`. With the right password somebody whose first role
    begins later is told from which day: nobody else learns that. Attempts are counted per
    network, and there per name, before the password is looked at: whether a name is closed says
    nothing of a person, and nobody closes the name of somebody who is elsewhere.

    ``code``: of the second step, from a machine that gives all at once; None for a browser,
    which is asked. ``required``: who has no second factor may only set one up.
    """
    network = network_of(caller.address)
    counted = await count(
        {
            attempt_key("name", network, sign_in_name): FAILURES_PER_NAME,
            attempt_key("network", network): FAILURES_PER_NETWORK,
        },
        at=at,
    )
    shown = await _who(sign_in_name, password, at)
    if shown.actor is None:
        await note_refused_sign_in(sign_in_name, shown.person_id, at=at)
        raise Refused([_wrong() if shown.begins is None else _later(shown.begins)])
    await give_back(counted)
    if not await factors_of(shown.actor.person_id):
        method, step = (ENROLLING, Step.ENROL) if required else ("password", Step.IN)
    else:
        method, step = await _coded(shown.actor, code, key, at)
    return Begun(await _let_in(shown.actor, shown.password_hash, method, caller, at), step)


async def _let_in(
    actor: Actor, password_hash: str, method: str, caller: Caller, at: datetime
) -> str:
    """Begin a session, or without a method the second step, if the password that was judged still
    counts: it takes a tenth of a second, in which somebody else may have closed it."""
    async with DATABASE.transaction():
        if not await DATABASE.fetch(_STILL, actor.person_id, password_hash):
            raise Refused([_wrong()])
        if not method:
            return await wait(actor.person_id, at=at)
        return await begin(actor, method=method, caller=caller, at=at)


def _wrong() -> Complaint:
    return Complaint("signInName", _WRONG)


def _later(begins: date) -> Complaint:
    return Complaint("signInName", _LATER, {"day": begins})


async def _who(sign_in_name: str, password: str, at: datetime) -> Shown:
    """Whose name this is; and the actor, when the password is right and there is a role, or the
    day on which the first role begins."""
    people: list[dict[str, Any]] = await Person.select(Person.id, Person.password_hash).where(
        Person.sign_in_name == sign_in_name.strip().casefold()
    )
    person = people[0] if people else None
    known = await matches(person["password_hash"] if person else None, password)
    if person is None or not known:
        return Shown(person["id"] if person else None)
    kept = person["password_hash"]
    if outgrown(kept):
        again = await hash_password(password)
        if not await DATABASE.fetch(_REHASH, person["id"], kept, again):
            return await _who(sign_in_name, password, at)  # Somebody else changed it just now.
        kept = again
    actor = await may_act(person["id"], at)
    begins = None if actor else await begins_on(person["id"], at)
    return Shown(person["id"], actor, begins, kept)


async def _coded(actor: Actor, code: str | None, key: str, at: datetime) -> tuple[str, Step]:
    """How somebody comes in who has a second step: by the code that came along, else it waits."""
    if code is None:
        return "", Step.SECOND
    if not code:
        raise Refused([Complaint("code", NO_CODE)])
    return await judge(actor.person_id, code, key=key, at=at), Step.IN


async def sign_out(session_id: UUID, *, by: Actor, at: datetime) -> None:
    """End one session of the actor."""
    async with DATABASE.transaction():
        gone = await DATABASE.fetch(
            "delete from session where id = $1 and person = $2 returning id",
            session_id,
            by.person_id,
        )
        if gone:
            await note("signed_out", "session", session_id, {}, by=by, at=at)
