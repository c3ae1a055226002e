"""My account: what somebody signs in with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.factors.queries import Codes, my_codes
from governance.identity.passkeys.queries import PasskeyView, my_passkeys

_ME = "select sign_in_name, password_hash <> '' as password from person where id = $1"
_KNOWN = """
select sign_in_name, name, function, email from person where id = $1
"""
_ORGANISATIONS = """
select distinct o.name, o.short_name from role_assignment r
join organisation o on o.id = r.organisation where r.person = $1
"""


class Account(Struct, frozen=True, rename="camel"):
    """What somebody signs in with; no secret is in it."""

    sign_in_name: str
    function: str
    password: bool
    codes: Codes
    passkeys: list[PasskeyView]

    @property
    def factors(self) -> int:
        """How many second factors there are."""
        return len(self.passkeys) + (self.codes.app_since is not None)


async def my_account(*, by: Actor, at: datetime) -> Account:
    """The account of the actor: 3 queries."""
    [row] = await DATABASE.fetch(_ME, by.person_id)
    codes, keys = await my_codes(by=by, at=at), await my_passkeys(by=by)
    return Account(row["sign_in_name"], by.function, row["password"], codes, keys)


async def known_of(person_id: UUID) -> list[str]:
    """What others know of somebody, which makes a bad password: for the service itself."""
    rows = await DATABASE.fetch(_KNOWN, person_id)
    rows += await DATABASE.fetch(_ORGANISATIONS, person_id)
    return [said for row in rows for said in dict(row).values() if said]
