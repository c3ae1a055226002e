"""Whose functions, routes and tables somebody sees: for every query that reads of the network.

Who there is (organisations, regions, what they can and offer) is for whoever is signed in; who
fills which function, where a signal goes and who sits at which table is for one's own region.
Who goes on for an organisation that ended (herindeling) reads its history as its own.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on

_READ = TABLE["network.read"].who
Sight = tuple[bool, list[UUID], list[UUID], list[UUID], date]
"""``$1`` to ``$5`` of every query of the network, as :func:`sight_of` gives them."""
SIGHT = """sight as (
    select unnest($3::uuid[]) as region
    union select c."grouping" from committee c
    where c.id = any($4::uuid[]) and ($1::boolean, $2::uuid[], $5::date) is not null)"""
"""The regions that somebody sees, to begin a query with (``with``); types what it may not use."""


def sight_of(by: Actor, today: date) -> Sight:
    """What the actor sees: everything; own organisations; regions; committees; on which day."""
    everything = any(
        held.reach is Reach.ALL and role.kind is held.kind and role.for_all
        for held in _READ
        for role in by.roles
    )
    own = held_on(by, _READ, Reach.OWN, past=True)
    regions, committees = held_on(by, _READ, Reach.REGION), held_on(by, _READ, Reach.COMMITTEE)
    return everything, sorted(own), sorted(regions), sorted(committees), today


def holding(row: str, on: str) -> str:
    """Whether a row with a period (``m``) holds on a day, which is a parameter or column."""
    return f"{row}.valid_from <= {on} and ({row}.valid_until is null or {row}.valid_until > {on})"


def organisation_in_sight(column: str, also_on: str = "$5::date") -> str:
    """Whether an organisation is one's own, or is in a region that somebody sees: today, when it
    ended, or on the day that is asked about (``also_on``)."""
    return f"""($1::boolean or {column} = any($2::uuid[]) or {column} in (
    select sm.organisation from membership sm join sight on sight.region = sm."grouping"
    join organisation so on so.id = sm.organisation
    where {holding("sm", "$5::date")} or {holding("sm", also_on)}
      or (so.valid_until <= $5::date and sm.valid_until >= so.valid_until)))"""  # noqa: S608 - constant text


def region_in_sight(column: str) -> str:
    """Whether a region is one that somebody sees."""
    return f"($1::boolean or {column} in (select region from sight))"  # noqa: S608 - constant text


_SEEN = f"with {SIGHT} select 1 where {organisation_in_sight('$6::uuid')}"


async def seen_organisation(organisation_id: UUID, *, by: Actor, today: date) -> None:
    """Raise :class:`NotFound` unless an organisation is in sight: 1 query."""
    if not await DATABASE.fetch(_SEEN, *sight_of(by, today), organisation_id):
        raise NotFound


_REGION_SEEN = f"with {SIGHT} select 1 where {region_in_sight('$6::uuid')}"


async def sees_region(region_id: UUID, *, by: Actor, today: date) -> bool:
    """Whether a region is in sight: 1 query."""
    return bool(await DATABASE.fetch(_REGION_SEEN, *sight_of(by, today), region_id))
