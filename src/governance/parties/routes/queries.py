"""Reporting routes that somebody sees, with their links as they are today, broken ones first."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.base.searching import anywhere, like
from governance.base.views import fetch
from governance.parties.choosing.queries import Choice
from governance.parties.queries import PAGE_SIZE, OrganisationView, organisation
from governance.parties.routes.rules import Flaw, Link, Source, flaws
from governance.parties.visible.queries import SIGHT, holding, region_in_sight, sight_of


class RouteView(Struct, frozen=True, rename="camel"):
    """A route with its links in their order. ``flaws``: why it is broken; none: it holds.
    ``valid_until`` is not included. ``may_change``: whether this reader may."""

    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    region_id: UUID | None
    region: str
    name: str
    source: Source
    without_report: bool
    secrecy: str
    note: str
    valid_from: date
    valid_until: date | None
    links: tuple[Link, ...]
    broken: bool
    flaws: tuple[Flaw, ...]
    may_change: bool


class Routes(Struct, frozen=True, rename="camel"):
    """One page of routes; ``total`` counts all that were found, and ``broken`` those of them that
    are broken; ``pages`` is at least 1."""

    routes: tuple[RouteView, ...]
    total: int
    broken: int
    page: int
    pages: int


class Wanted(Struct, frozen=True):
    """What a list is narrowed to. ``ended``: also what holds no more. ``organisation``: routes
    that name it or that it keeps."""

    source: str = ""
    region: UUID | None = None
    organisation: UUID | None = None
    broken: bool = False
    search: str = ""
    ended: bool = False


_NAMES = "r.id in (select n.route from route_link n where n.organisation"
SEEN = f"""($1::boolean or r.organisation = any($2::uuid[]) or {region_in_sight('r."grouping"')}
  or {_NAMES} = any($2::uuid[])))"""
"""Which routes (``r``) somebody sees: of the own organisation, of a region in sight, and those
that name the own organisation."""
_FILLED = f"""(l.function = '' or exists (select 1 from filling f
    where f.function = l.function and f.part = 'holder' and {holding("f", "$5")}
      and (f.organisation = l.organisation or f."grouping" in (
        select m."grouping" from membership m
        where m.organisation = l.organisation and {holding("m", "$5")}))))"""  # noqa: S608 - constant text
# ``holds`` says in SQL what ``rules.flaws`` says of the same links, so that pages can begin with
# broken routes; a test compares the two.
_FROM = f"""
from reporting_route r join organisation k on k.id = r.organisation
left join "grouping" g on g.id = r."grouping"
left join lateral (
  select jsonb_agg(jsonb_build_object('place', x.place, 'part', x.part,
      'organisationId', x.organisation, 'organisation', coalesce(x.name, ''),
      'function', x.function, 'withinDays', x.within_days, 'ended', x.ended,
      'filled', x.filled) order by x.place) as links,
    bool_and(x.organisation is not null and not x.ended and x.filled)
      and bool_or(x.part = 'receives') and bool_or(x.part = 'victim')
      and bool_or(x.part = 'offender') as holds
  from (select l.*, o.name, coalesce(o.valid_until <= $5, false) as ended, {_FILLED} as filled
        from route_link l left join organisation o on o.id = l.organisation
        where l.route = r.id) x) y on true
where {SEEN} and ($6::uuid is null or r.id = $6) and ($7::text is null or r.source = $7)
  and ($8::uuid is null or r."grouping" = $8)
  and ($9::uuid is null or r.organisation = $9 or {_NAMES} = $9))
  and (not $10::boolean or not coalesce(y.holds, false))
  and ($12::text = '%%' or ' ' || k.search_key like $11::text or lower(r.name) like $12
       or ' ' || g.search_key like $11)
  and ($13::boolean or r.valid_until is null or r.valid_until > $5)"""  # noqa: S608 - constant text
_COUNT = f"""with {SIGHT} select count(*)::int as number,
  count(*) filter (where not coalesce(y.holds, false))::int as broken {_FROM}"""
_LIST = f"""with {SIGHT}
select r.id, r.version, k.id as organisation_id, k.name as organisation, g.id as region_id,
       coalesce(g.name, '') as region, r.name, r.source, r.without_report, r.secrecy, r.note,
       r.valid_from, r.valid_until, coalesce(y.links, '[]') as links,
       not coalesce(y.holds, false) as broken
{_FROM} order by broken desc, array_position($14::text[], r.source::text), k.sort_key,
  lower(r.name), r.id limit $15 offset $16"""
_NEAR = f"""
select o.id, o.name from organisation o
where o.id = any($3::uuid[]) or ((o.valid_until is null or o.valid_until > $2) and (
    o.id = $1 or o.keeper = $1 or o.kind = any($5::text[]) or ' ' || o.search_key like $4::text
    or o.id in (
      select b.organisation from membership a join membership b on b."grouping" = a."grouping"
      where a.organisation = $1 and {holding("a", "$2")} and {holding("b", "$2")})))
order by o.sort_key, o.id limit 1000"""  # noqa: S608 - constant text
PARTNERS = (
    "riec", "liec", "care_and_safety_house", "police", "public_prosecution", "marechaussee",
    "labour_authority", "inspectorate", "national_partner",
)  # fmt: skip
"""Kinds of which there are few, so that a route can name each of them."""


def _view(row: Any, by: Actor) -> RouteView:
    links = msgspec.json.decode(row["links"], type=tuple[Link, ...])
    found = tuple(flaws(links))
    kept = may(by, "reporting_route.change", own=row["organisation_id"])
    values = {**row, "source": Source(row["source"]), "links": links, "broken": bool(found)}
    return RouteView(**values, flaws=found, may_change=kept)


def _asked(by: Actor, today: date, wanted: Wanted, route_id: UUID | None = None) -> list[Any]:
    return [
        *sight_of(by, today), route_id, wanted.source or None, wanted.region, wanted.organisation,
        wanted.broken, like(wanted.search),
        anywhere(wanted.search), wanted.ended,
    ]  # fmt: skip


async def _rows(asked: list[Any], size: int, skip: int = 0) -> list[Any]:
    return list(await DATABASE.fetch(_LIST, *asked, list(Source), size, skip))


async def routes(
    by: Actor, today: date, wanted: Wanted, *, page: int = 1, size: int = PAGE_SIZE
) -> Routes:
    """One page of the routes that the actor sees, broken ones first: 2 queries. A page too far
    is the last."""
    asked = _asked(by, today, wanted)
    [row] = await DATABASE.fetch(_COUNT, *asked)
    pages = max(1, -(-row["number"] // size))
    page = min(max(1, page), pages)
    found = tuple(_view(one, by) for one in await _rows(asked, size, (page - 1) * size))
    return Routes(found, row["number"], row["broken"], page, pages)


async def of_organisation(organisation_id: UUID, *, by: Actor, today: date) -> list[RouteView]:
    """The routes that name an organisation or that it keeps, as far as the actor sees them,
    broken ones first: 1 query."""
    asked = _asked(by, today, Wanted(organisation=organisation_id))
    return [_view(row, by) for row in await _rows(asked, 500)]


async def route(route_id: UUID, *, by: Actor, today: date) -> RouteView:
    """One route: 1 query. Raises :class:`NotFound`."""
    rows = await _rows(_asked(by, today, Wanted(ended=True), route_id), 1)
    if not rows:
        raise NotFound
    return _view(rows[0], by)


def may_add(view: OrganisationView, by: Actor) -> bool:
    """Whether the actor lets this organisation keep a route."""
    return may(by, "reporting_route.add", own=view.id)


def own(by: Actor) -> UUID | None:
    """The one organisation whose routes the actor keeps; None where there are more, or none."""
    found = held_on(by, TABLE["reporting_route.add"].who, Reach.OWN)
    return next(iter(found)) if len(found) == 1 else None


async def addable(organisation_id: UUID, *, by: Actor) -> OrganisationView:
    """An organisation that the actor lets keep a route: 1 query. Raises :class:`NotFound`."""
    view = await organisation(organisation_id, by=by)
    if not may_add(view, by):
        raise NotFound
    return view


async def near(
    organisation_id: UUID, named: list[UUID], search: str, *, by: Actor, today: date
) -> list[Choice]:
    """Whom a route of an organisation can name, to choose from: who shares a region with it, the
    kinds of which there are few, and who is named already; also whom a search finds: 1 query."""
    del by
    asked = (organisation_id, today, named, like(search), list(PARTNERS))
    return await fetch(Choice, _NEAR, *asked)
