"""Which codes somebody has for a second step; never the codes themselves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.sealing import opened
from governance.identity.factors.rules import ABOUT, OFFERED_FOR, address_of, spaced

_MINE = """
select t.confirmed_at as app_since, t.offered_at,
  (select count(*) from recovery_code c where c.person = p.id and c.used_at is null) as codes_left
from person p left join totp t on t.person = p.id where p.id = $1
"""
_FACTORS = """
select (select count(*) from totp where person = $1 and secret is not null)
     + (select count(*) from passkey where person = $1) as factors
"""
_OFFERED = """
select t.offered, p.sign_in_name from totp t join person p on p.id = t.person
where t.person = $1 and t.offered is not null and t.offered_at > $2
"""


class Codes(Struct, frozen=True, rename="camel"):
    """What somebody has: an app since when, and how many recovery codes are left."""

    app_since: datetime | None
    codes_left: int
    setting_up: bool = False


class Offer(Struct, frozen=True):
    """An app that is being set up: its secret as it is typed over, and as a QR code holds it."""

    secret: str
    address: str


async def my_codes(*, by: Actor, at: datetime) -> Codes:
    """What the actor has: 1 query."""
    [row] = await DATABASE.fetch(_MINE, by.person_id)
    offered = row["offered_at"]
    setting_up = offered is not None and at - offered < OFFERED_FOR
    return Codes(row["app_since"], row["codes_left"], setting_up)


async def factors_of(person_id: UUID) -> int:
    """How many second factors somebody has, apps and passkeys: for the service itself."""
    [row] = await DATABASE.fetch(_FACTORS, person_id)
    return int(row["factors"])


async def my_offer(*, key: str, issuer: str, by: Actor, at: datetime) -> Offer:
    """The app that the actor is setting up; :class:`NotFound` when there is none any more."""
    rows = await DATABASE.fetch(_OFFERED, by.person_id, at - OFFERED_FOR)
    if not rows:
        raise NotFound
    secret = opened(key, rows[0]["offered"], f"{ABOUT} {by.person_id}").decode()
    return Offer(spaced(secret), address_of(secret, rows[0]["sign_in_name"], issuer))
