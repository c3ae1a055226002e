"""Waiting for the second step of a sign-in, and taking it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.database import DATABASE
from governance.base.errors import SignInNeeded
from governance.base.views import add
from governance.identity.factors.actions import judge
from governance.identity.passkeys.actions import prove
from governance.identity.passkeys.rules import PASSWORD_PASSKEY, SECOND_STEP, Site
from governance.identity.queries import may_act
from governance.identity.rules import PENDING_FOR, TRIES, Caller, new_token, token_hash
from governance.identity.second_step.tables import PendingSignIn
from governance.identity.sessions.actions import begin, hold

_LAPSED = "delete from pending_sign_in where expires_at <= $1"
_TRY = """
update pending_sign_in set tries = tries + 1
where token_hash = $1 and expires_at > $2 and tries < $3 returning person
"""
_TAKE = "delete from pending_sign_in where token_hash = $1 returning id"


async def wait(person_id: UUID, *, at: datetime) -> str:
    """Keep that the password was right, and give the token that the second step must carry."""
    token = new_token()
    await DATABASE.fetch(_LAPSED, at)
    await add(
        PendingSignIn(
            person=person_id, token_hash=token_hash(token), tries=0, expires_at=at + PENDING_FOR
        )
    )
    return token


async def take(token: str, code: str, *, key: str, caller: Caller, at: datetime) -> str:
    """Take the second step with a code, and give the token of a session.

    ``Refused`` for a wrong code; :class:`SignInNeeded` when it took too long or too many codes.
    """
    person_id = await _tried(token, at)
    method = await judge(person_id, code, key=key, at=at)
    return await _through(token, person_id, method, caller, at)


async def take_by_passkey(
    token: str, credential: str, *, site: Site, caller: Caller, at: datetime
) -> str:
    """Take the second step with a passkey, and give the token of a session."""
    person_id = await _tried(token, at)
    await prove(credential, SECOND_STEP, person_id, site=site, at=at)
    return await _through(token, person_id, PASSWORD_PASSKEY, caller, at)


async def _tried(token: str, at: datetime) -> UUID:
    """Who takes a step: counted before it is judged, so five at once are five."""
    rows = await DATABASE.fetch(_TRY, token_hash(token), at, TRIES)
    if not rows:
        raise SignInNeeded
    return UUID(str(rows[0]["person"]))


async def _through(token: str, person_id: UUID, method: str, caller: Caller, at: datetime) -> str:
    actor = await may_act(person_id, at)
    async with DATABASE.transaction():
        await hold(person_id)
        taken = await DATABASE.fetch(_TAKE, token_hash(token))
        if actor is None or not taken:
            raise SignInNeeded
        return await begin(actor, method=method, caller=caller, at=at)
