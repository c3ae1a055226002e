"""The prevention offer: who offers what to whom, and where offers double or miss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.base.searching import anywhere, like
from governance.base.views import fetch
from governance.parties.choosing.queries import RegionChoice
from governance.parties.offers.rules import AreaReach, Cell, Method, cells
from governance.parties.queries import (
    PAGE_SIZE,
    OrganisationView,
    organisation,
    visible_to,
)
from governance.parties.rules import TargetGroup
from governance.parties.visible.queries import holding


class OfferView(Struct, frozen=True, rename="camel"):
    """A prevention offer; ``area``: the region where it can be had, where that is one region."""

    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    title: str
    target_group: TargetGroup
    method: Method
    content: str
    reach: AreaReach
    area_id: UUID | None
    area: str
    cost: Decimal | None
    cost_note: str
    valid_from: date
    valid_until: date | None
    may_change: bool


class Offers(Struct, frozen=True, rename="camel"):
    """One page of offers; ``total`` counts all that were found, ``pages`` is at least 1."""

    offers: tuple[OfferView, ...]
    total: int
    page: int
    pages: int


class Wanted(Struct, frozen=True):
    """What a list is narrowed to. ``region``: what can be had in that region or municipality."""

    target_group: str = ""
    method: str = ""
    region: UUID | None = None
    search: str = ""
    organisation: UUID | None = None


_PLACES = f"""with towns as (
    select m."grouping" as region, m.organisation as town
    from membership m join organisation t on t.id = m.organisation and t.kind = 'municipality'
    where {holding("m", "$9::date")}),
areas as (
    select a.id as offer, a.area as region from prevention_offer a where a.reach = 'region'
    union select a.id, m."grouping" from prevention_offer a
    join organisation w on w.id = a.organisation and w.kind <> 'municipality'
    join membership m on m.organisation = w.id and {holding("m", "$9")} where a.reach = 'own'),
places as (
    select offer, region as place from areas
    union select a.offer, t.town from areas a join towns t on t.region = a.region
    union select a.id, w.id from prevention_offer a
    join organisation w on w.id = a.organisation and w.kind = 'municipality'
    where a.reach = 'own'),
here as (select $6::uuid as place union select town from towns where region = $6)
"""  # noqa: S608 - constant text
"""Where each offer can be had (``places``), and where one looks (``here``): regions and
municipalities. Two that overlap have a place in common: one region, or one municipality."""
_WHERE = f"""
from prevention_offer f join organisation o on o.id = f.organisation
left join "grouping" g on g.id = f.area
where $1::boolean and ($2::uuid is null or f.id = $2)
  and ($3::uuid is null or f.organisation = $3) and ($4::text is null or f.target_group = $4)
  and ($5::text is null or f.method = $5)
  and ($6 is null or f.reach = 'country'
       or f.id in (select p.offer from places p join here h on h.place = p.place))
  and ($8::text = '%%' or ' ' || o.search_key like $7::text or ' ' || f.sort_key like $7
       or lower(f.content) like $8)
  and ($2 is not null or $3 is not null or {holding("f", "$9")})"""  # noqa: S608 - constant text
_COUNT = f"{_PLACES} select count(*)::int as number {_WHERE}"
_CELLS = f"""{_PLACES}, found as (select f.id, f.target_group, f.method, f.reach {_WHERE}),
met as (
    select f.target_group, f.method, count(*) as number
    from found f join places p on p.offer = f.id
    where $6 is null or p.place in (select place from here)
    group by f.target_group, f.method, p.place)
select f.target_group, f.method, count(*)::int as number,
       greatest(1, count(*) filter (where f.reach = 'country') + coalesce((
         select max(m.number) from met m
         where m.target_group = f.target_group and m.method = f.method), 0))::int as at_once
from found f group by f.target_group, f.method"""  # noqa: S608 - constant text
_LIST = f"""{_PLACES}
select f.id, f.version, o.id as organisation_id, o.name as organisation, f.title, f.target_group,
       f.method, f.content, f.reach, f.area as area_id, coalesce(g.name, '') as area, f.cost,
       f.cost_note, f.valid_from, f.valid_until, o.keeper
{_WHERE} order by f.sort_key, o.sort_key, f.id limit $10 offset $11"""
_SOMEWHERE = """
(select id, kind, name from "grouping"
 where $1 and (valid_until is null or valid_until > $2) order by sort_key, kind, id limit 500)
union all (select id, kind, name from organisation
 where $1 and kind = 'municipality' and (valid_from is null or valid_from <= $2)
   and (valid_until is null or valid_until > $2) order by sort_key, id limit 1000)"""


def _view(row: Any, by: Actor) -> OfferView:
    values = dict(row)
    keeper = values.pop("keeper")
    values |= {"target_group": TargetGroup(row["target_group"]), "method": Method(row["method"])}
    values |= {"reach": AreaReach(row["reach"])}
    kept = may(by, "offer.keep", own=row["organisation_id"], keeper=keeper)
    return OfferView(**values, may_change=kept)


def _asked(by: Actor, today: date, wanted: Wanted, offer_id: UUID | None = None) -> list[Any]:
    return [
        visible_to(by), offer_id, wanted.organisation, wanted.target_group or None,
        wanted.method or None, wanted.region, like(wanted.search), anywhere(wanted.search), today,
    ]  # fmt: skip


async def offers(
    by: Actor, today: date, wanted: Wanted, *, page: int = 1, size: int = PAGE_SIZE
) -> Offers:
    """One page of what can be had today: 2 queries. A page too far is the last."""
    asked = _asked(by, today, wanted)
    [row] = await DATABASE.fetch(_COUNT, *asked)
    pages = max(1, -(-row["number"] // size))
    page = min(max(1, page), pages)
    rows = await DATABASE.fetch(_LIST, *asked, size, (page - 1) * size)
    return Offers(tuple(_view(one, by) for one in rows), row["number"], page, pages)


async def picture(by: Actor, today: date, *, region: UUID | None = None) -> list[Cell]:
    """How many offers there are for each target group by each method, in a region or
    municipality or the whole country, and how many of them one place has at once: 1 query."""
    rows = await DATABASE.fetch(_CELLS, *_asked(by, today, Wanted(region=region)))
    return cells(
        (row["target_group"], row["method"], row["number"], row["at_once"]) for row in rows
    )


async def of_organisation(organisation_id: UUID, *, by: Actor, today: date) -> list[OfferView]:
    """What an organisation offers, also before and after today: 1 query."""
    asked = _asked(by, today, Wanted(organisation=organisation_id))
    return [_view(row, by) for row in await DATABASE.fetch(_LIST, *asked, 200, 0)]


async def offer(offer_id: UUID, *, by: Actor, today: date) -> OfferView:
    """One offer: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_LIST, *_asked(by, today, Wanted(), offer_id), 1, 0)
    if not rows:
        raise NotFound
    return _view(rows[0], by)


def own(by: Actor) -> UUID | None:
    """The one organisation of which the actor keeps offers; None where there are more, or none."""
    found = held_on(by, TABLE["offer.keep"].who, Reach.OWN)
    return next(iter(found)) if len(found) == 1 else None


async def offering(organisation_id: UUID, *, by: Actor) -> OrganisationView:
    """An organisation of which the actor keeps offers: 1 query. Raises :class:`NotFound`."""
    view = await organisation(organisation_id, by=by)
    if not may(by, "offer.keep", own=view.id, keeper=view.keeper_id):
        raise NotFound
    return view


async def somewhere(by: Actor, today: date) -> list[RegionChoice]:
    """Regions, then municipalities (of that kind), to narrow the offer to: 1 query."""
    return await fetch(RegionChoice, _SOMEWHERE, visible_to(by), today)
