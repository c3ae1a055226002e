"""Builders of the ways in that somebody has: password, app, codes, passkey, provider, session."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.builders.people import AT

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add
from governance.identity.factors.tables import RecoveryCode, Totp
from governance.identity.passkeys.tables import Passkey, PasskeyChallenge
from governance.identity.providers.tables import IdentityLink
from governance.identity.rules import new_token, token_hash
from governance.identity.second_step.tables import PendingSignIn
from governance.identity.tables import Session

WAYS = ("session", "totp", "recovery_code", "passkey", "passkey_challenge", "pending_sign_in")
_LEFT = """
select (select count(*)::int from session where person = $1)
  + (select count(*)::int from totp where person = $1)
  + (select count(*)::int from recovery_code where person = $1)
  + (select count(*)::int from passkey where person = $1)
  + (select count(*)::int from passkey_challenge where person = $1)
  + (select count(*)::int from pending_sign_in where person = $1)
  + (select count(*)::int from identity_link where person = $1) as number"""


async def equipped(who: UUID) -> str:
    """Somebody has one of each way in but a provider; gives the token of the session."""
    token, random, until = new_token(), new_id().bytes, AT + timedelta(minutes=5)
    await add(Session(person=who, token_hash=token_hash(token), made_at=AT, seen_at=AT))
    await add(Totp(person=who, secret=b"sealed", confirmed_at=AT))
    await add(RecoveryCode(person=who, code_hash=random))
    await add(
        Passkey(person=who, name="sleutel", credential_id=random, public_key=b"k", made_at=AT)
    )
    await add(PasskeyChallenge(challenge=random, purpose="confirm", person=who, expires_at=until))
    await add(PendingSignIn(person=who, token_hash=random, expires_at=until))
    return token


async def linked(who: UUID, provider: str = "entra") -> None:
    """Somebody comes in with an account of a provider."""
    subject = str(new_id())
    await add(
        IdentityLink(person=who, provider=provider, issuer="i", subject=subject, linked_at=AT)
    )


async def ways_left(who: UUID) -> int:
    """How many ways in somebody has, the password apart."""
    [row] = await DATABASE.fetch(_LEFT, who)
    number: int = row["number"]
    return number
