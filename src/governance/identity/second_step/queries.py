"""Who waits for a second step, and with what it can be taken."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.base.errors import SignInNeeded
from governance.identity.rules import TRIES, token_hash

_WAITING = """
select w.person, exists (select from totp t where t.person = w.person and t.secret is not null)
  as app, exists (select from passkey k where k.person = w.person) as passkey
from pending_sign_in w where w.token_hash = $1 and w.expires_at > $2 and w.tries < $3
"""


class Waiting(Struct, frozen=True):
    """A sign-in that waits, and what its person has for the second step."""

    person_id: UUID
    app: bool
    passkey: bool


async def waiting(token: str, *, at: datetime) -> Waiting:
    """The sign-in of a token: for who holds it; :class:`SignInNeeded` when it waits no more."""
    rows = await DATABASE.fetch(_WAITING, token_hash(token), at, TRIES)
    if not rows:
        raise SignInNeeded
    return Waiting(rows[0]["person"], rows[0]["app"], rows[0]["passkey"])
