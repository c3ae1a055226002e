"""The regions as they were on a day, one region with its members, and one membership."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.searching import like
from governance.base.views import fetch
from governance.parties.queries import PAGE_SIZE, visible_to


class Wanted(Struct, frozen=True):
    """What is asked of the regions. ``on``: the day as of which they are shown."""

    search: str = ""
    kind: str = ""
    on: date | None = None


class Listed(Struct, frozen=True, rename="camel"):
    """A region, with how many were in it on the day that was asked."""

    id: UUID
    kind: str
    name: str
    code: str
    members: int
    valid_until: date | None


class Regions(Struct, frozen=True, rename="camel"):
    """One page of the regions; ``total`` counts all that were found."""

    regions: tuple[Listed, ...]
    total: int
    page: int
    pages: int


class MemberView(Struct, frozen=True, rename="camel"):
    """Who was in a region on a day, by the name that it bore then."""

    id: UUID
    version: int
    organisation_id: UUID
    name: str
    kind: str
    part: str
    valid_from: date
    valid_until: date | None


class RegionView(Struct, frozen=True, rename="camel"):
    """A region with one page of its members on a day, and what this reader may do."""

    id: UUID
    version: int
    kind: str
    name: str
    code: str
    source: str
    keeper_id: UUID | None
    keeper: str | None
    valid_until: date | None
    on: date | None = None
    members: tuple[MemberView, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    may_change: bool = False
    may_choose_keeper: bool = False


class MembershipView(Struct, frozen=True, rename="camel"):
    """One membership of a region."""

    id: UUID
    version: int
    region_id: UUID
    region: str
    organisation_id: UUID
    organisation: str
    part: str
    valid_from: date
    valid_until: date | None
    keeper_id: UUID | None


_THERE = """
from grouping g
where $1 and ($2::text is null or ' ' || g.search_key like $2 or lower(g.code) = trim($2, ' %'))
  and ($3::text = '' or g.kind = $3) and (g.valid_until is null or g.valid_until > $4::date)"""
_TOTAL = f"select count(*)::int as number {_THERE}"
_REGIONS = f"""
select g.id, g.kind, g.name, g.code, g.valid_until, (
    select count(*)::int from membership m where m."grouping" = g.id
      and m.valid_from <= $4 and (m.valid_until is null or m.valid_until > $4)) as members
{_THERE} order by g.kind, g.sort_key, g.id limit $5 offset $6"""  # noqa: S608 - constant text
_REGION = """
select g.id, g.version, g.kind, g.name, g.code, g.source, k.id as keeper_id, k.name as keeper,
       g.valid_until
from grouping g left join organisation k on k.id = g.keeper where $1 and g.id = $2"""
_IN_IT = """
from membership m join organisation o on o.id = m.organisation
where m."grouping" = $1 and m.valid_from <= $2::date
  and (m.valid_until is null or m.valid_until > $2)"""
_COUNT = f"select count(*)::int as number {_IN_IT}"
_MEMBERS = f"""
select m.id, m.version, o.id as organisation_id, coalesce((
           select n.name from organisation_name n
           where n.organisation = o.id and n.valid_until > $2
           order by n.valid_until limit 1), o.name) as name,
       o.kind, m.part, m.valid_from, m.valid_until
{_IN_IT} order by m.part, o.sort_key, o.id limit $3 offset $4"""  # noqa: S608 - constant text
_MEMBERSHIP = """
select m.id, m.version, g.id as region_id, g.name as region, o.id as organisation_id,
       o.name as organisation, m.part, m.valid_from, m.valid_until, g.keeper as keeper_id
from membership m join grouping g on g.id = m."grouping"
join organisation o on o.id = m.organisation
where $1 and m.id = $2 and g.id = $3"""


async def regions(by: Actor | None, wanted: Wanted, *, today: date, page: int = 1) -> Regions:
    """One page of the regions that there are on a day: 2 queries. A page too far is the last."""
    asked = (visible_to(by), like(wanted.search), wanted.kind, wanted.on or today)
    [row] = await DATABASE.fetch(_TOTAL, *asked)
    pages = max(1, -(-row["number"] // PAGE_SIZE))
    page = min(max(1, page), pages)
    found = await fetch(Listed, _REGIONS, *asked, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    return Regions(tuple(found), row["number"], page, pages)


async def region(region_id: UUID, *, by: Actor | None, on: date, page: int = 1) -> RegionView:
    """One region with who was in it on a day: 3 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_REGION, visible_to(by), region_id)
    if not rows or by is None:
        raise NotFound
    [counted] = await DATABASE.fetch(_COUNT, region_id, on)
    pages = max(1, -(-counted["number"] // PAGE_SIZE))
    page = min(max(1, page), pages)
    there = (region_id, on, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    row = dict(rows[0])
    return RegionView(
        **row,
        on=on,
        members=tuple(await fetch(MemberView, _MEMBERS, *there)),
        total=counted["number"],
        page=page,
        pages=pages,
        may_change=may(by, "region.change", keeper=row["keeper_id"]),
        may_choose_keeper=may(by, "region.add"),
    )


async def membership(region_id: UUID, membership_id: UUID, *, by: Actor) -> MembershipView:
    """One membership, for who may end it: 1 query. Raises :class:`NotFound`."""
    found = await fetch(MembershipView, _MEMBERSHIP, visible_to(by), membership_id, region_id)
    if not found or not may(by, "region.admit", keeper=found[0].keeper_id):
        raise NotFound
    return found[0]
