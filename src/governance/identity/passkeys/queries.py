"""The passkeys of the actor."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.views import fetch

_MINE = """
select id, name, made_at, used_at from passkey where person = $1 order by made_at, id
"""


class PasskeyView(Struct, frozen=True, rename="camel"):
    """A passkey as its owner knows it."""

    id: UUID
    name: str
    made_at: datetime
    used_at: datetime | None


async def my_passkeys(*, by: Actor) -> list[PasskeyView]:
    """The passkeys of the actor: 1 query."""
    return await fetch(PasskeyView, _MINE, by.person_id)


async def my_passkey(passkey_id: UUID, *, by: Actor) -> PasskeyView:
    """One passkey of the actor; :class:`NotFound` for any other."""
    found = next((key for key in await my_passkeys(by=by) if key.id == passkey_id), None)
    if found is None:
        raise NotFound
    return found
