"""Sessions that begin, are seen, are renewed and end."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, SignInNeeded
from governance.base.views import add
from governance.identity.callers.rules import coarse
from governance.identity.noting.actions import note, warn
from governance.identity.rules import RECOVERY, Caller, Vouched, new_token, token_hash
from governance.identity.tables import Session

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_END_WAITING = "delete from pending_sign_in where person = $1"
_HOLD = "select id from person where id = $1 for no key update"
_LAST = "update person set last_signed_in_on = $2 where id = $1"
_END = "delete from session where id = $1 and person = $2 returning id"
_END_OTHERS = "delete from session where person = $1 and id is distinct from $2 returning id"
_RENEW = """
update session set token_hash = $2, confirmed_at = $3,
  method = case when method = 'enrolling' then coalesce($4::varchar, method) else method end
where id = $1 returning id
"""


async def hold(person_id: UUID) -> None:
    """Hold somebody's ways in as they are, until the transaction ends.

    Before a way in is taken and a session begins by it: what closes the ways holds the person
    first too, so either the session is there by then and ends, or the way is closed already.
    """
    await DATABASE.fetch(_HOLD, person_id)


async def begin(
    actor: Actor, *, method: str, caller: Caller, at: datetime, vouched: Vouched | None = None
) -> str:
    """Begin a session of somebody who just showed who they are, and give its token."""
    token = new_token()
    noted = {"signed_in_by": method} | ({"provider": vouched.provider} if vouched else {})
    session = Session(
        person=actor.person_id,
        token_hash=token_hash(token),
        made_at=at,
        seen_at=at,
        confirmed_at=_confirmed(vouched, at),
        method=method,
        address=coarse(caller.address),
        device=caller.device[:120],
        provider=vouched.provider if vouched else "",
        provider_session=vouched.session if vouched else "",
    )
    async with DATABASE.transaction():
        await add(session)
        await DATABASE.fetch(_LAST, actor.person_id, day(at))
        await note("signed_in", "session", session.id, noted, by=actor, at=at)
        if method == RECOVERY:
            await warn("used_recovery_code", by=actor, at=at)
    return token


def _confirmed(vouched: Vouched | None, at: datetime) -> datetime:
    """When somebody last showed who they are. A provider that was signed in already vouches for
    who it was then: what is sensitive asks again, as after any long while."""
    if vouched is None:
        return at
    return min(vouched.shown_at or _NEVER, at)


async def renew(session_id: UUID, *, at: datetime, enrolled: str | None = None) -> str:
    """Another token for a session whose owner just showed again who it is.

    The old token is nobody's from then on: who copied it has nothing. In a transaction that
    also notes why. ``enrolled``: the method that a session for enrolling goes on with.
    """
    token = new_token()
    if not await DATABASE.fetch(_RENEW, session_id, token_hash(token), at, enrolled):
        raise SignInNeeded
    return token


async def seen(session_id: UUID, *, at: datetime) -> None:
    """Note that a session is in use; no state of the work, so no entry in the trail."""
    await Session.update({Session.seen_at: at}).where(Session.id == session_id)


async def end_session(session_id: UUID, *, by: Actor, at: datetime) -> None:
    """End one of the actor's own sessions; :class:`NotFound` when it is not there any more."""
    async with DATABASE.transaction():
        if not await DATABASE.fetch(_END, session_id, by.person_id):
            raise NotFound
        await note("ended_session", "session", session_id, {}, by=by, at=at)


async def end_others(session_id: UUID | None, *, by: Actor, at: datetime) -> int:
    """End every session of the actor but this one; gives how many there were.

    So does a sign-in that waits for its second step: the password it came by may be an old one.
    """
    async with DATABASE.transaction():
        await DATABASE.fetch(_END_WAITING, by.person_id)
        gone = await DATABASE.fetch(_END_OTHERS, by.person_id, session_id)
        for row in gone:
            await note("ended_session", "session", row["id"], {}, by=by, at=at)
    return len(gone)


async def end_all_of(person_id: UUID, *, cause: tuple[str, UUID]) -> int:  # noqa: ARG001 - says why
    """End every session of somebody, because of what was done to that person (the cause).

    In the transaction of that act, which notes it in the trail.
    """
    return len(await DATABASE.fetch(_END_OTHERS, person_id, None))
