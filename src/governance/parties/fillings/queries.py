"""Who fills which function: lists as on a day, one filling, and whom somebody can serve."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.searching import anywhere, like
from governance.base.views import fetch
from governance.parties.fillings.rules import to_confirm
from governance.parties.queries import PAGE_SIZE, OrganisationView, organisation
from governance.parties.rules import Age, Domain, ExploitationForm, FillingPart, FunctionKind
from governance.parties.visible.queries import (
    SIGHT,
    organisation_in_sight,
    region_in_sight,
    sight_of,
)


class FillingView(Struct, frozen=True, rename="camel"):
    """A filling. ``serves``: the organisation or region that it is for; ``provider``: who provides
    it. E-mail and telephone that are ``shielded`` are shown to who works there only: then
    ``withheld``. ``valid_until`` is not included. ``may_change`` and ``may_end``: this reader."""

    id: UUID
    version: int
    function: FunctionKind
    part: FillingPart
    holder_function: str
    serves_id: UUID
    serves: str
    serves_region: bool
    provider_id: UUID
    provider: str
    age: Age
    domain: Domain
    exploitation: ExploitationForm
    mailbox: str
    email: str
    telephone: str
    shielded: bool
    withheld: bool
    mandate: str
    fte: Decimal | None
    fte_agreed: Decimal | None
    purpose: str
    valid_from: date
    valid_until: date | None
    confirmed_on: date | None
    to_confirm: bool
    may_change: bool
    may_end: bool
    may_confirm: bool


class Fillings(Struct, frozen=True, rename="camel"):
    """One page of fillings; ``total`` counts all that were found, ``pages`` is at least 1."""

    fillings: tuple[FillingView, ...]
    total: int
    page: int
    pages: int


class Served(Struct, frozen=True, rename="camel"):
    """Whom an organisation can fill a function for: itself, a region, a member of one."""

    id: UUID
    name: str
    kind: str
    region_kind: str
    """Which kind of region, where it is one."""


class Wanted(Struct, frozen=True):
    """What a list is narrowed to; ``on`` none: whatever the day. ``unconfirmed``: only what was
    not confirmed for a quarter."""

    organisation: UUID | None = None
    region: UUID | None = None
    function: str = ""
    search: str = ""
    on: date | None = None
    unconfirmed: bool = False


def _is_of(column: str) -> str:
    return f"""({column} is null or p.id = {column} or f.organisation = {column}
      or f."grouping" in (
      select om."grouping" from membership om where om.organisation = {column}
      and om.valid_from <= coalesce($11::date, $5)
      and (om.valid_until is null or om.valid_until > coalesce($11::date, $5))))"""  # noqa: S608 - constant text


_IN_REGION = """($9::uuid is null or f."grouping" = $9 or f.organisation in (
      select gm.organisation from membership gm where gm."grouping" = $9
      and gm.valid_from <= coalesce($11::date, $5)
      and (gm.valid_until is null or gm.valid_until > coalesce($11::date, $5))))"""
SEEN = f"""({organisation_in_sight("f.organisation")} or {region_in_sight('f."grouping"')}
  or coalesce(f.provider, f.organisation) = any($2::uuid[]))"""
"""Which fillings (``f``) somebody sees: in sight, and those that the own organisation provides."""
_WHERE = f"""
from filling f
left join organisation o on o.id = f.organisation left join "grouping" g on g.id = f."grouping"
join organisation p on p.id = coalesce(f.provider, f.organisation)
where {SEEN} and ($7::uuid is null or f.id = $7) and {_is_of("$8::uuid")} and {_IN_REGION}
  and ($10::text is null or f.function = $10)
  and ($11::date is null
       or (f.valid_from <= $11 and (f.valid_until is null or f.valid_until > $11)))
  and ($12::text is null or ' ' || coalesce(o.search_key, g.search_key) like $12
       or ' ' || p.search_key like $12 or lower(f.holder_function) like $13)
  and (not $14::boolean
       or $5 - greatest(coalesce(f.confirmed_on, f.valid_from), f.valid_from) > 92)
"""
_COUNT = f"with {SIGHT} select count(*)::int as number {_WHERE} and $6::boolean is not null"
_LIST = f"""with {SIGHT}
select f.id, f.version, f.function, f.part, f.holder_function, f.age, f.domain, f.exploitation,
       f.mailbox, f.email, f.telephone, f.shielded, f.mandate, f.fte, f.fte_agreed, f.purpose,
       f.valid_from, f.valid_until, f.confirmed_on,
       coalesce(o.id, g.id) as serves_id, coalesce(o.name, g.name) as serves,
       g.id is not null as serves_region, p.id as provider_id, p.name as provider,
       o.keeper as served_keeper, p.keeper as provider_keeper,
       f.shielded and not ($6::boolean or coalesce(p.id = any($2::uuid[]), false)
         or coalesce(f.organisation = any($2::uuid[]), false)) as withheld
{_WHERE} order by coalesce(o.sort_key, g.sort_key), f.function, f.part desc, f.age, f.domain,
  f.exploitation, f.valid_from, f.id limit $15 offset $16"""
_SERVED = """
select x.id, x.name, x.kind, x.region_kind from (
  select o.id, o.name, 'organisation' as kind, '' as region_kind, 0 as place, o.sort_key
  from organisation o where o.id = $1
  union select g.id, g.name, 'region', g.kind::text, 1, g.sort_key from membership m
  join "grouping" g on g.id = m."grouping"
  where m.organisation = $1 and (m.valid_until is null or m.valid_until > $2)
  union select o.id, o.name, 'member', '', 2, o.sort_key from membership mine
  join "grouping" g on g.id = mine."grouping" and g.kind = any($3::text[])
  join membership m on m."grouping" = g.id and (m.valid_until is null or m.valid_until > $2)
  join organisation o on o.id = m.organisation and o.id <> $1
  where mine.organisation = $1 and (mine.valid_until is null or mine.valid_until > $2)
) x order by x.place, x.sort_key, x.region_kind, x.id"""
NEAR = ("region", "care_region", "district", "safety_region")
"""Regions of whose members an organisation may fill a function."""


def owners(row: Any) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Whose administrators change a filling (who provides it, and who keeps that one's entry),
    and whose may end it: these, and who is served."""
    provides = {row["provider_id"], row["provider_keeper"]} - {None}
    served = set() if row["serves_region"] else {row["serves_id"], row["served_keeper"]}
    return frozenset(provides), frozenset(provides | served - {None})


def _may(by: Actor, action: str, of: frozenset[UUID]) -> bool:
    return any(may(by, action, own=one) for one in of)


def _view(row: Any, by: Actor, today: date) -> FillingView:
    change, end = owners(row)
    values = {**row, "to_confirm": to_confirm(row["confirmed_on"], row["valid_from"], today)}
    over = row["valid_until"] is not None and row["valid_until"] <= today
    values["may_change"] = _may(by, "filling.change", change)
    values["may_end"] = not over and _may(by, "filling.end", end)
    values["may_confirm"] = not over and _may(by, "filling.confirm", end)
    if row["withheld"]:
        values |= {"email": "", "telephone": ""}
    for name in ("served_keeper", "provider_keeper"):
        values.pop(name)
    kinds = {"function": FunctionKind, "part": FillingPart, "age": Age, "domain": Domain}
    kinds["exploitation"] = ExploitationForm
    return FillingView(**values | {name: kind(row[name]) for name, kind in kinds.items()})


def _asked(by: Actor, today: date, wanted: Wanted, filling_id: UUID | None = None) -> list[Any]:
    sight = sight_of(by, today)
    runs = may(by, "filling.change") and sight[0]
    return [
        *sight, runs, filling_id, wanted.organisation, wanted.region, wanted.function or None,
        wanted.on, like(wanted.search), anywhere(wanted.search), wanted.unconfirmed,
    ]  # fmt: skip


async def fillings(
    by: Actor, today: date, wanted: Wanted, *, page: int = 1, size: int = PAGE_SIZE
) -> Fillings:
    """One page of the fillings that the actor sees: 2 queries. A page too far is the last."""
    asked = _asked(by, today, wanted)
    [row] = await DATABASE.fetch(_COUNT, *asked)
    pages = max(1, -(-row["number"] // size))
    page = min(max(1, page), pages)
    rows = await DATABASE.fetch(_LIST, *asked, size, (page - 1) * size)
    return Fillings(tuple(_view(one, by, today) for one in rows), row["number"], page, pages)


async def of_organisation(
    organisation_id: UUID, *, by: Actor, today: date, on: date | None = None
) -> list[FillingView]:
    """What an organisation provides, and what is there for it, on a day: 1 query."""
    asked = _asked(by, today, Wanted(organisation=organisation_id, on=on or today))
    return [_view(row, by, today) for row in await DATABASE.fetch(_LIST, *asked, 500, 0)]


async def filling(filling_id: UUID, *, by: Actor, today: date) -> FillingView:
    """One filling: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_LIST, *_asked(by, today, Wanted(), filling_id), 1, 0)
    if not rows:
        raise NotFound
    return _view(rows[0], by, today)


def fills(view: OrganisationView, by: Actor) -> bool:
    """Whether the actor lets an organisation fill a function."""
    own = {view.id, view.keeper_id or view.id}
    return _may(by, "filling.fill", frozenset(own))


async def fillable(organisation_id: UUID, *, by: Actor) -> OrganisationView:
    """An organisation that the actor lets fill functions: 1 query. Raises :class:`NotFound`."""
    view = await organisation(organisation_id, by=by)
    if not fills(view, by):
        raise NotFound
    return view


async def served_by(organisation_id: UUID, *, by: Actor, today: date) -> list[Served]:
    """Whom an organisation can fill a function for, itself first: 1 query. For who may there."""
    del by
    return await fetch(Served, _SERVED, organisation_id, today, list(NEAR))
