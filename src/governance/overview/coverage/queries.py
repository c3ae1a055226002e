"""The picture of coverage, as on a day: a few queries, however many municipalities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.overview.choosing.queries import askable, whom_to_ask
from governance.overview.choosing.rules import Chosen
from governance.overview.coverage.rules import (
    FUNCTIONS,
    Holdings,
    Place,
    Wanted,
    counted,
    matched,
    quarters,
    states_of,
)
from governance.parties.fillings.rules import SOON, Held, State
from governance.parties.rules import Age, Domain, ExploitationForm, FillingPart, FunctionKind
from governance.parties.visible.queries import SIGHT, holding, organisation_in_sight, sight_of

_THERE = f"""o.kind = 'municipality' and (o.valid_from is null or o.valid_from <= $6)
  and (o.valid_until is null or o.valid_until > $6) and {organisation_in_sight("o.id", "$6")}
  and ($7::uuid is null or exists (select from membership rm where rm.organisation = o.id
    and rm."grouping" = $7 and {holding("rm", "$6")}))"""
_PLACES = f"""with {SIGHT},
asking as (select unnest($10::uuid[]) as region
    union select c."grouping" from committee c where c.id = any($11::uuid[])),
safe as (select distinct on (m.organisation) m.organisation, g.code, g.name, g.sort_key
    from membership m join "grouping" g on g.id = m."grouping" and g.kind = 'safety_region'
    where {holding("m", "$6")} order by m.organisation, g.sort_key, g.id)
select o.id, coalesce(n.short_name, o.short_name) as name, o.cbs_code as code,
       coalesce(s.code, '') as region_code, coalesce(s.name, '') as region,
       $8::boolean or o.id = any($9::uuid[]) or exists (
         select from membership am join asking a on a.region = am."grouping"
         where am.organisation = o.id and {holding("am", "$5")}) as may_ask
from organisation o
left join lateral (select x.short_name from organisation_name x
  where x.organisation = o.id and x.valid_until > $6 order by x.valid_until limit 1) n on true
left join safe s on s.organisation = o.id
where {_THERE} and ($12::uuid is null or o.id = $12)
order by s.sort_key nulls last, o.sort_key, o.id"""  # noqa: S608 - constant text
_FILLINGS = f"""
select f.organisation, f.function, f.part, f.age, f.domain, f.exploitation, f.valid_from,
       nullif(f.valid_until, o.valid_until), f.fte, f.fte_agreed, false as of_region
from filling f left join organisation o on o.id = f.organisation and o.valid_until is not null
where f.organisation = any($1::uuid[]) and f.valid_from <= $3
  and (f.valid_until is null or f.valid_until > $2)
union all
select m.organisation, f.function, f.part, f.age, f.domain, f.exploitation, f.valid_from,
       f.valid_until, f.fte, f.fte_agreed, true as of_region
from filling f join membership m on m."grouping" = f."grouping" and {holding("m", "$2")}
where m.organisation = any($1::uuid[]) and f.valid_from <= $3
  and (f.valid_until is null or f.valid_until > $2)"""  # noqa: S608 - constant text
_ASKED = """
select id, organisation, function from filling_request
where organisation = any($1::uuid[]) and answered_at is null"""
_OVER_TIME = f"""with {SIGHT}, days as (select unnest($8::date[]) as day),
there as (select d.day, o.id from days d join organisation o on o.kind = 'municipality'
    and (o.valid_from is null or o.valid_from <= d.day)
    and (o.valid_until is null or o.valid_until > d.day)
    where {organisation_in_sight("o.id", "d.day")} and ($7::uuid is null or exists (
      select from membership rm where rm.organisation = o.id and rm."grouping" = $7
      and {holding("rm", "d.day")}))),
filled as (
    select t.day, t.id, f.function from there t
    join filling f on f.organisation = t.id and {holding("f", "t.day")}
    where f.part = 'holder'
    union
    select t.day, t.id, f.function from there t
    join membership m on m.organisation = t.id and {holding("m", "t.day")}
    join filling f on f."grouping" = m."grouping" and {holding("f", "t.day")}
    where f.part = 'holder')
select d.day, (select count(*)::int from there t where t.day = d.day) as places,
       c.function, coalesce(c.number, 0)::int as number
from days d left join (
    select day, function, count(*) as number from filled group by day, function) c on c.day = d.day
where $6::date is not null order by d.day"""  # noqa: S608 - constant text


class Coverage(Struct, frozen=True, rename="camel"):
    """How every function stands at every municipality in sight, on a day.

    ``places`` are those that were asked for, ``counts`` of all of the region: by function, how
    many municipalities it stands at in each way. ``total`` is how many these are.
    """

    on: date
    functions: tuple[FunctionKind, ...]
    places: tuple[Place, ...]
    counts: dict[FunctionKind, dict[State, int]]
    total: int


class Moment(Struct, frozen=True, rename="camel"):
    """At how many of the municipalities of a day each function was filled by a holder."""

    day: date
    places: int
    filled: dict[str, int]


_PARTS = {str(part): part for part in FillingPart}
_AGES = {str(age): age for age in Age}
_DOMAINS = {str(domain): domain for domain in Domain}
_FORMS = {str(form): form for form in ExploitationForm}


def _held(row: Any) -> Held:
    return Held(
        _PARTS[row[2]], _AGES[row[3]], _DOMAINS[row[4]], _FORMS[row[5]], row[6], row[7],
        row[8], row[9], row[10],
    )  # fmt: skip


async def holdings_of(organisations: Sequence[UUID], on: date) -> Holdings:
    """What fills each function at some organisations on a day and soon after, directly or through
    a region: 1 query. Whoever calls this has decided that the actor may see these."""
    found: dict[tuple[UUID, str], list[Held]] = defaultdict(list)
    for row in await DATABASE.fetch(_FILLINGS, list(organisations), on, on + SOON):
        found[row[0], row[1]].append(_held(row))
    return found


def _place(
    row: dict[str, Any], states: tuple[State, ...], chosen: Chosen,
    asked: Mapping[tuple[UUID, str], UUID],
) -> Place:  # fmt: skip
    """A municipality, with whom to ask about each gap, and what was asked about it."""
    itself, open_ones, whom = row["id"], {}, {}
    for function, state in zip(FUNCTIONS, states, strict=True) if asked or chosen else ():
        other = None if state is State.FILLED else chosen.get((itself, function))
        if other is not None:
            whom[str(function)] = other
        found = asked.get((itself, function)) or (other and asked.get((other.id, function)))
        if found:
            open_ones[str(function)] = found
    return Place(**row, states=states, asked=open_ones, whom=whom)


async def coverage(by: Actor, today: date, wanted: Wanted, *, only: UUID | None = None) -> Coverage:
    """The picture: 4 queries, however many municipalities and fillings there are. ``only``: of
    one municipality."""
    on = wanted.on or today
    places = await DATABASE.fetch(
        _PLACES, *sight_of(by, today), on, wanted.region, *askable(by), only
    )
    ids = [row["id"] for row in places]
    holdings = await holdings_of(ids, on)
    states = {one: states_of(one, holdings, on) for one in ids}
    chosen: Chosen = {}
    asked: dict[tuple[UUID, str], UUID] = {}
    if on >= today:
        chosen = await whom_to_ask(ids, today, by=by)
        everyone = [*ids, *{one.id for one in chosen.values()}]
        rows = await DATABASE.fetch(_ASKED, everyone)
        asked = {(row["organisation"], row["function"]): row["id"] for row in rows}
    every = [_place(dict(row), states[row["id"]], chosen, asked) for row in places]
    shown = tuple(place for place in every if matched(place, wanted))
    return Coverage(on, FUNCTIONS, shown, counted(every), len(every))


async def over_time(
    by: Actor, today: date, *, region: UUID | None = None, number: int = 8
) -> list[Moment]:
    """At how many municipalities each function was filled, by quarter up to today: 1 query."""
    days: Sequence[date] = quarters(today, number)
    rows = await DATABASE.fetch(_OVER_TIME, *sight_of(by, today), today, region, list(days))
    found: dict[date, tuple[int, dict[str, int]]] = {}
    for row in rows:
        _, filled = found.setdefault(row["day"], (row["places"], {}))
        if row["function"]:
            filled[row["function"]] = row["number"]
    return [Moment(day, places, filled) for day, (places, filled) in found.items()]
