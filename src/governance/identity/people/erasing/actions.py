"""Takes away sessions, invitations, second factors, passkeys and accounts at providers."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE

_WAYS = (
    "delete from session where person = $1",
    "delete from provider_flow where person = $1"
    " or invitation in (select id from invitation where person = $1)",
    "delete from invitation where person = $1 and offer is null",
    "delete from identity_link where person = $1",
    "delete from totp where person = $1",
    "delete from recovery_code where person = $1",
    "delete from passkey where person = $1",
    "delete from passkey_challenge where person = $1",
    "delete from pending_sign_in where person = $1",
)
_EVERY = (*_WAYS, "delete from invitation where person = $1")


async def close(person_id: UUID) -> None:
    """Take away every way in but the password; in the transaction of what gives a new one. Roles
    that are offered stay open: they are accepted by who has come in anew."""
    for statement in _WAYS:
        await DATABASE.fetch(statement, person_id)


async def take_away(person_id: UUID) -> None:
    """Take away every way in; in the transaction of the action that erases the details."""
    for statement in _EVERY:
        await DATABASE.fetch(statement, person_id)
