"""What hangs on organisations that end: memberships, functions, seats, routes, offers, entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import may
from governance.base.views import fetch


class Hanging(Struct, frozen=True, rename="camel"):
    """One thing of an organisation that goes on. ``slot``: what can be filled once at a time."""

    kind: str
    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    name: str
    about: str
    slot: str
    valid_from: date
    valid_until: date | None


class Kept(Struct, frozen=True, rename="camel"):
    """What an organisation keeps for others, and so its successor from then on."""

    kind: str
    id: UUID
    organisation_id: UUID
    name: str


class Body(Struct, frozen=True, rename="camel"):
    """An organisation that ends or goes on in a reorganisation."""

    id: UUID
    name: str
    kind: str
    valid_from: date | None
    valid_until: date | None


_BODIES = """
select id, name, kind, valid_from, valid_until from organisation where id = any($1::uuid[])
order by sort_key, id"""
_TAKEN = """
select o.cbs_code as said, o.name from organisation o
where o.cbs_code <> '' and o.cbs_code = any($1::text[])
union select o.search_key, o.name from organisation o
where o.search_key = any($2::text[]) and o.valid_until is null and o.id <> all($3::uuid[])"""
_LIVE = "(x.valid_until is null or x.valid_until > $2::date)"
SLOT = "x.function || '|' || x.part || '|' || x.age || '|' || x.domain || '|' || x.exploitation"
_HANGING = f"""
select 'membership' as kind, x.id, x.version, o.id as organisation_id, o.name as organisation,
       g.name, x.part as about, '' as slot, x.valid_from, x.valid_until
from membership x join organisation o on o.id = x.organisation
join grouping g on g.id = x."grouping" where x.organisation = any($1::uuid[]) and {_LIVE}
union all select 'filling', x.id, x.version, o.id, o.name, x.function, x.holder_function,
       case when x.organisation = any($1) then {SLOT} else '' end, x.valid_from, x.valid_until
from filling x join organisation o
  on o.id = case when x.organisation = any($1) then x.organisation else x.provider end
where (x.organisation = any($1) or x.provider = any($1)) and {_LIVE}
union all select 'seat', x.id, x.version, o.id, o.name, c.name, x.holder_function, '',
       x.valid_from, x.valid_until
from seat x join organisation o on o.id = x.organisation join committee c on c.id = x.committee
where x.organisation = any($1) and {_LIVE}
union all select 'reporting_route', x.id, x.version, o.id, o.name, x.name, '', '', x.valid_from,
       x.valid_until
from reporting_route x join organisation o on o.id = x.organisation
where x.organisation = any($1) and {_LIVE}
union all select 'prevention_offer', x.id, x.version, o.id, o.name, x.title, '', '', x.valid_from,
       x.valid_until
from prevention_offer x join organisation o on o.id = x.organisation
where x.organisation = any($1) and {_LIVE}
order by kind, organisation, name, valid_from, id"""  # noqa: S608 - constant text
_KEPT = """
select 'entry' as kind, id, keeper as organisation_id, name from organisation
where keeper = any($1::uuid[]) and id <> all($1)
union all select 'acted_for', id, acting_body, name from organisation
where acting_body = any($1) and id <> all($1)
union all select 'region', id, keeper, name from grouping where keeper = any($1)
union all select 'committee', id, organisation, name from committee where organisation = any($1)
order by kind, name, id"""


async def hanging(of: Sequence[UUID], on: date, *, by: Actor) -> list[Hanging]:
    """What hangs on some organisations from a day on: 1 query. For who may reorganise."""
    return await fetch(Hanging, _HANGING, sorted(of) if may(by, "register.reorganise") else [], on)


async def kept_by(of: Sequence[UUID], *, by: Actor) -> list[Kept]:
    """What some organisations keep for others: 1 query. For who may reorganise."""
    return await fetch(Kept, _KEPT, sorted(of) if may(by, "register.reorganise") else [])


async def bodies(ids: Sequence[UUID], *, by: Actor) -> list[Body]:
    """Some organisations by name: 1 query. For who may reorganise."""
    return await fetch(Body, _BODIES, sorted(ids) if may(by, "register.reorganise") else [])


async def taken(
    codes: Sequence[str], keys: Sequence[str], but: Sequence[UUID], *, by: Actor
) -> dict[str, str]:
    """Who has one of some codes, or is called so (by key) and does not end now: 1 query."""
    if not may(by, "register.reorganise"):
        return {}
    rows = await DATABASE.fetch(_TAKEN, list(codes), list(keys), sorted(but))
    return {row["said"]: row["name"] for row in rows}
