"""Takes away sessions, invitations, second factors, passkeys and accounts at providers."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE

_EVERY = (
    "delete from session where person = $1",
    "delete from provider_flow where person = $1"
    " or invitation in (select id from invitation where person = $1)",
    "delete from invitation where person = $1",
    "delete from identity_link where person = $1",
    "delete from totp where person = $1",
    "delete from recovery_code where person = $1",
    "delete from passkey where person = $1",
    "delete from passkey_challenge where person = $1",
    "delete from pending_sign_in where person = $1",
)


async def take_away(person_id: UUID) -> None:
    """Take away every way in; in the transaction of the action that erases the details."""
    for statement in _EVERY:
        await DATABASE.fetch(statement, person_id)
