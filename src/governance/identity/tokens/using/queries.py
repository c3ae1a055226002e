"""Which machine a token belongs to, and what it may do today."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.identity.queries import COUNTS, HELD, ROLE, role_of
from governance.identity.roles.rules import HeldFor, Target
from governance.identity.rules import token_hash
from governance.identity.tokens.rules import as_machine, well_formed

_MACHINE = f"""
select t.id as token_id, t.last_used_at, t.person, p.function, m.function as made_by, held.*
from api_token t join person p on p.id = t.person join person m on m.id = t.made_by
join lateral (select {ROLE}, r.valid_from from {HELD}
  where r.person = t.person and {COUNTS}) held on true
where t.token_hash = $1 and t.withdrawn_at is null and t.valid_until > $2
order by held.valid_from, held.id"""  # noqa: S608 - constant text
_REFUSED = """
select t.id, case when t.organisation is not null then 'organisation'
    when t.committee is not null then 'committee' when t."grouping" is not null then 'region'
    else 'service' end as held_for,
  coalesce(t.organisation, t.committee, t."grouping") as for_id,
  coalesce(t.organisation, c.organisation) as keeper
from api_token t left join committee c on c.id = t.committee where t.token_hash = $1"""


class Machine(Struct, frozen=True):
    """A machine that comes in, by which token, and when that was last used."""

    token_id: UUID
    actor: Actor
    last_used_at: datetime | None


class Known(Struct, frozen=True):
    """A token that is known but does not count, and for whom it is."""

    token_id: UUID
    target: Target


async def machine(token: str, *, at: datetime) -> Machine | None:
    """The machine of a token, or None where it is unknown, has ended, was withdrawn, or holds no
    role: 1 query, for the service itself. What cannot be a token is not looked up."""
    if not well_formed(token):
        return None
    rows = await DATABASE.fetch(_MACHINE, token_hash(token), day(at))
    if not rows:
        return None
    first, roles = rows[0], tuple(role_of(row) for row in rows)
    actor = Actor(first["person"], as_machine(first["function"]), roles, token_of=first["made_by"])
    return Machine(first["token_id"], actor, first["last_used_at"])


async def known(hashed: bytes) -> Known | None:
    """A token that was refused, by its hash, if it ever was one: 1 query, for the service itself,
    which notes the refusal."""
    rows = await DATABASE.fetch(_REFUSED, hashed)
    if not rows:
        return None
    row = rows[0]
    return Known(row["id"], Target(HeldFor(row["held_for"]), row["for_id"], row["keeper"]))
