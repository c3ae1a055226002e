"""What a form offers to choose from: the organisations near, or found by name, and those in it
already; and the regions that an organisation is in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.searching import like
from governance.base.views import fetch
from governance.parties.queries import OrganisationView, visible_to
from governance.parties.visible.queries import holding

FEW = 200
"""So many organisations are all offered."""
NEAR = 500
FOUND = 100


class Asked(Struct, frozen=True):
    """What is offered: who shares a region with ``near``, or whose name has the words of
    ``search``; and those of ``also``, which stand in the form already, even if they ended."""

    near: UUID
    search: str = ""
    also: Iterable[UUID] = ()


_THERE = "(x.valid_until is null or x.valid_until > $2)"
_OFFERED = f"""
select o.id, o.kind, o.name, o.short_name, o.cbs_code, o.tooi_uri, o.oin, o.kvk,
       o.legal_personality, b.id as acting_body_id, b.name as acting_body, o.valid_from,
       o.valid_until, o.level, o.mailbox, o.keeper as keeper_id, o.source, o.version
from organisation o left join organisation b on b.id = o.acting_body
where $1::boolean and (o.id = any($5::uuid[]) or o.id in (
    select x.id from organisation x where {_THERE} and (
      case when $3::text is not null then ' ' || x.search_key like $3
      else x.id = $4 or (select count(*) from organisation x where {_THERE}) <= $6 or exists (
        select from membership m join membership n on n."grouping" = m."grouping"
        where m.organisation = $4 and n.organisation = x.id
          and {holding("m", "$2")} and {holding("n", "$2")}) end)
    order by x.sort_key, x.id limit $7))
order by o.sort_key, o.id"""  # noqa: S608 - constant text


_REGIONS = f"""
select g.id, g.kind, g.name from "grouping" g
where (($3 and g.keeper = $1) or g.id in (
    select m."grouping" from membership m where m.organisation = $1 and {holding("m", "$2")}))
  and (g.valid_until is null or g.valid_until > $2)
order by g.sort_key, g.kind, g.id"""  # noqa: S608 - constant text


class Choice(Struct, frozen=True):
    """One of what a form lets choose."""

    id: UUID
    name: str


class RegionChoice(Choice, frozen=True):
    """A region to choose, or a municipality where a form has both."""

    kind: str


async def regions_of(
    organisation_id: UUID, *, by: Actor, today: date, kept: bool = False
) -> list[RegionChoice]:
    """The regions that an organisation is in, and with ``kept`` those that it keeps: 1 query. For
    who may do something there in its name."""
    del by
    return await fetch(RegionChoice, _REGIONS, organisation_id, today, kept)


async def offered(by: Actor, asked: Asked, *, today: date) -> list[OrganisationView]:
    """The organisations to choose from, by name: 1 query. Where the register has few, all."""
    search = like(asked.search)
    return await fetch(
        OrganisationView, _OFFERED, visible_to(by), today, search, asked.near,
        sorted(set(asked.also)), FEW, FOUND if search else NEAR,
    )  # fmt: skip
