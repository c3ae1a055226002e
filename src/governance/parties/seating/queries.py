"""The tables that somebody sees, and who sits there on a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.searching import like
from governance.parties.choosing.queries import Choice
from governance.parties.queries import PAGE_SIZE
from governance.parties.rules import CommitteeKind, SeatPart
from governance.parties.seating.rules import Seated, asks_basis, lacking
from governance.parties.visible.queries import SIGHT, holding, region_in_sight, sight_of


class TableView(Struct, frozen=True, rename="camel"):
    """A table: its region, who keeps its records, how often it meets, how many sit there."""

    id: UUID
    version: int
    kind: CommitteeKind
    name: str
    grouping_id: UUID
    grouping: str
    of_riec: bool
    organisation_id: UUID
    organisation: str
    purpose: str
    meetings_per_year: int | None
    valid_until: date | None
    seats: int
    without_data: int
    may_keep: bool
    may_seat: bool


class SeatView(Struct, frozen=True, rename="camel"):
    """A seat. ``lacking``: which of basis, protocol and DPIA are not named; while any is not, it
    is without personal data. ``asks``: what is asked about it, as a message."""

    id: UUID
    version: int
    committee_id: UUID
    committee: str
    organisation_id: UUID
    organisation: str
    holder_function: str
    part: SeatPart
    function: str
    basis: str
    protocol: str
    dpia: str
    valid_from: date
    valid_until: date | None
    lacking: tuple[str, ...]
    asks: str


class Tables(Struct, frozen=True, rename="camel"):
    """One page of tables; ``total`` counts all that were found, ``pages`` is at least 1."""

    tables: tuple[TableView, ...]
    total: int
    page: int
    pages: int


class Wanted(Struct, frozen=True):
    """What a list of tables is narrowed to; ``ended``: those that are not there any more."""

    kind: str = ""
    region: UUID | None = None
    search: str = ""
    ended: bool = False


IN_SIGHT = f"""({region_in_sight('c."grouping"')} or c.organisation = any($2::uuid[])
  or c.id = any($4::uuid[]) or exists (select from seat xs where xs.committee = c.id
     and xs.organisation = any($2::uuid[]) and {holding("xs", "$5")}))"""
"""Which tables (``c``) somebody sees: of the own region, that one keeps, or sits at."""
_WHERE = f"""
from committee c join "grouping" g on g.id = c."grouping"
join organisation o on o.id = c.organisation
where {IN_SIGHT} and ($6::uuid is null or c.id = $6) and ($7::text is null or c.kind = $7)
  and ($8::uuid is null or c."grouping" = $8)
  and ($9::text is null or ' ' || c.sort_key like $9 or ' ' || g.search_key like $9)
  and ($10::boolean is null or $10 = (c.valid_until is not null and c.valid_until <= $5))"""
_COUNT = f"with {SIGHT} select count(*)::int as number {_WHERE}"
_NOW = "from seat s where s.committee = c.id and " + holding("s", "$5")
_LIST = f"""with {SIGHT}
select c.id, c.version, c.kind, c.name, g.id as grouping_id, g.name as grouping,
       (g.kind = 'riec' or o.kind = 'riec') as of_riec, o.id as organisation_id,
       o.name as organisation, c.purpose, c.meetings_per_year, c.valid_until,
       (select count(*)::int {_NOW}) as seats,
       (select count(*)::int {_NOW} and '' in (s.basis, s.protocol, s.dpia)) as without_data
{_WHERE} order by array_position($11::text[], c.kind::text), c.sort_key, c.id
limit $12 offset $13"""
_SEATS = f"""with {SIGHT}
select s.id, s.version, c.id as committee_id, c.name as committee, o.id as organisation_id,
       o.name as organisation, s.holder_function, s.part, s.function, s.basis, s.protocol, s.dpia,
       s.valid_from, s.valid_until, (g.kind = 'riec' or k.kind = 'riec') as of_riec
from seat s join committee c on c.id = s.committee join organisation o on o.id = s.organisation
join "grouping" g on g.id = c."grouping" join organisation k on k.id = c.organisation
where {IN_SIGHT} and ($6::uuid is null or c.id = $6) and ($7::uuid is null or o.id = $7)
  and ($8::uuid is null or s.id = $8)
  and ($9::date is null or {holding("s", "$9")})
order by array_position($10::text[], s.part::text), o.sort_key, s.holder_function, s.id
limit 500"""  # noqa: S608 - constant text
_MEMBERS = """
select distinct o.id, o.name, o.sort_key from committee c
join membership m on m."grouping" = c."grouping" and (m.valid_from <= $2 or $3::boolean)
  and (m.valid_until is null or m.valid_until > $2)
join organisation o on o.id = m.organisation where c.id = $1
union select o.id, o.name, o.sort_key from organisation o
where o.level in ('regional', 'national') and o.kind <> 'agency' and o.kind <> 'joint_body'
  and (o.valid_from is null or o.valid_from <= $2 or $3)
  and (o.valid_until is null or o.valid_until > $2)
order by 3, 1 limit 1000"""


def _table(row: Any, by: Actor) -> TableView:
    keeps = may(by, "table.keep", own=row["organisation_id"])
    seats = may(by, "table.seat", own=row["organisation_id"], committee=row["id"])
    kind = CommitteeKind(row["kind"])
    return TableView(**{**row, "kind": kind}, may_keep=keeps, may_seat=seats)


async def tables(by: Actor, today: date, wanted: Wanted, *, page: int = 1) -> Tables:
    """One page of the tables that somebody sees: 2 queries. A page too far is the last."""
    asked = (
        *sight_of(by, today), None, wanted.kind or None, wanted.region, like(wanted.search),
        wanted.ended,
    )  # fmt: skip
    [row] = await DATABASE.fetch(_COUNT, *asked)
    pages = max(1, -(-row["number"] // PAGE_SIZE))
    page = min(max(1, page), pages)
    at = (list(CommitteeKind), PAGE_SIZE, (page - 1) * PAGE_SIZE)
    rows = await DATABASE.fetch(_LIST, *asked, *at)
    return Tables(tuple(_table(one, by) for one in rows), row["number"], page, pages)


async def every(by: Actor, today: date, wanted: Wanted) -> list[TableView]:
    """Every table that somebody sees, 5,000 at most: 1 query."""
    asked = (
        *sight_of(by, today), None, wanted.kind or None, wanted.region, like(wanted.search),
        wanted.ended, list(CommitteeKind), 5000, 0,
    )  # fmt: skip
    return [_table(row, by) for row in await DATABASE.fetch(_LIST, *asked)]


async def table(committee_id: UUID, *, by: Actor, today: date) -> TableView:
    """One table: 1 query. Raises :class:`NotFound`."""
    asked = (*sight_of(by, today), committee_id, None, None, None, None, list(CommitteeKind), 1, 0)
    rows = await DATABASE.fetch(_LIST, *asked)
    if not rows:
        raise NotFound
    return _table(rows[0], by)


def _seat(row: Any) -> SeatView:
    values = {n: v for n, v in dict(row).items() if n != "of_riec"} | {
        "part": SeatPart(row["part"])
    }
    missing = lacking(Seated(row["basis"], row["protocol"], row["dpia"]))
    asks = asks_basis(row["function"], row["of_riec"], row["basis"])
    return SeatView(**values, lacking=missing, asks=asks)


async def _seats(by: Actor, today: date, *wanted: Any) -> list[SeatView]:
    rows = await DATABASE.fetch(_SEATS, *sight_of(by, today), *wanted, list(SeatPart))
    return [_seat(row) for row in rows]


async def seats(
    committee_id: UUID, *, by: Actor, today: date, on: date | None = None
) -> list[SeatView]:
    """Who sits at a table on a day: 1 query."""
    return await _seats(by, today, committee_id, None, None, on or today)


async def of_organisation(organisation_id: UUID, *, by: Actor, today: date) -> list[SeatView]:
    """At which tables in sight an organisation sits today: 1 query."""
    return await _seats(by, today, None, organisation_id, None, today)


async def seat(seat_id: UUID, *, by: Actor, today: date) -> SeatView:
    """One seat: 1 query. Raises :class:`NotFound`."""
    found = await _seats(by, today, None, None, seat_id, None)
    if not found:
        raise NotFound
    return found[0]


async def who_can_sit(
    committee_id: UUID, *, by: Actor, on: date, later: bool = False
) -> list[Choice]:
    """Who can have a seat at a table from a day: members of its region then, and partners above
    the local level; with ``later`` also who can from a later day. 1 query. For who may give seats
    there."""
    del by
    rows = await DATABASE.fetch(_MEMBERS, committee_id, on, later)
    return [Choice(row["id"], row["name"]) for row in rows]
