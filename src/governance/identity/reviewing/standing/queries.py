"""When the next review of each organisation is due, for who may read it or is to do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, holds, may, somewhere
from governance.identity.reviewing.held.queries import CHAIN
from governance.identity.reviewing.rules import (
    ReviewKind,
    Timing,
    chain_of,
    due_on,
    on,
    organisation_of,
    timing,
)
from governance.identity.roles.queries import ACCEPTED, UNTIL
from governance.identity.roles.rules import SPECIAL

PAGE_SIZE = 50
LATEST = 50
"""Reviews in the list of one organisation; older ones are in the trail."""
_HELD = f"""
select x.organisation, coalesce(g.name, '') as name, min(x.valid_from) as first,
  min(x.valid_from) filter (where x.special) as first_special,
  count(*) filter (where x.counts)::int as roles,
  count(*) filter (where x.counts and x.special)::int as special_roles,
  count(*) filter (where x.administers)::int as administrators
from (
  select {CHAIN} as organisation, r.kind, r.valid_from, r.kind = any($3::text[]) as special,
    u.until is null or (u.until > $4 and u.until > r.valid_from) as counts,
    r.kind = 'administrator' and r.valid_from <= $4 and (u.until is null or u.until > $4)
      and p.kind = 'human' and (p.valid_until is null or p.valid_until > $4) and {ACCEPTED}
      as administers
  from role_assignment r join person p on p.id = r.person
  left join committee c on c.id = r.committee
  left join filling f on f.id = r.filling left join role_assignment o on o.id = r.stands_in_for
  cross join lateral (select {UNTIL} as until) u
  where $1 or {CHAIN} = any($2::uuid[]) or ($5 and {CHAIN} is null)) x
left join organisation g on g.id = x.organisation
group by x.organisation, g.name, g.sort_key order by g.sort_key nulls first, x.organisation"""  # noqa: S608 - constant text
_REVIEWS = """
select distinct on (v.organisation, v.kind, v.completed_at is null)
  v.organisation, v.kind, v.id, v.completed_at from access_review v
where $1 or v.organisation = any($2::uuid[]) or ($3 and v.organisation is null)
order by v.organisation, v.kind, v.completed_at is null, v.completed_at desc"""

_OF = """
select v.id, v.kind, v.begun_at, v.completed_at, b.function as begun_by,
       coalesce(d.function, '') as completed_by,
       count(l.id) filter (where not l.gone)::int as lines,
       count(l.id) filter (where l.answer = 'withdraw' and not l.gone)::int as withdrawn
from access_review v join person b on b.id = v.begun_by
left join person d on d.id = v.completed_by left join access_review_line l on l.review = v.id
where v.organisation is not distinct from $1::uuid
group by v.id, b.function, d.function
order by v.completed_at is not null, v.completed_at desc, v.id limit $2"""


class Listed(Struct, frozen=True, rename="camel"):
    """A review in the list of its organisation."""

    id: UUID
    kind: ReviewKind
    begun_at: datetime
    begun_by: str
    completed_at: datetime | None
    completed_by: str
    lines: int
    withdrawn: int


class Standing(Struct, frozen=True, rename="camel"):
    """How the reviews of one kind stand in an organisation; an empty name is the service itself.

    ``last_on``: when one was completed that counts for it, ``open_id``: one that was begun.
    ``administered``: whether it has an administrator who can sign in and do it.
    """

    organisation_id: UUID
    name: str
    kind: ReviewKind
    roles: int
    administered: bool
    last_on: date | None
    due_on: date
    timing: Timing
    open_id: UUID | None


class StandingPage(Struct, frozen=True, rename="camel"):
    """One page of how reviews stand; ``pages`` is at least 1."""

    standings: tuple[Standing, ...]
    total: int
    page: int
    pages: int


_READ = TABLE["review.read"].who
Reading = tuple[bool, list[UUID], bool]
"""All, these organisations, and the service itself."""


def visible_to(by: Actor) -> Reading:
    """Of which organisations the actor reads reviews, and whether of the service itself."""
    everywhere = any(held.reach is Reach.ALL and holds(by, (held,)) is not None for held in _READ)
    return (
        everywhere,
        sorted(held_on(by, _READ, Reach.OWN)),
        bool(holds(by, _READ, service=chain_of(None))),
    )


async def _standings(reading: Reading, today: date) -> list[Standing]:
    """How every review stands: 2 queries. For the service itself, or narrowed by the caller."""
    everywhere, organisations, service = reading
    special = [str(kind) for kind in SPECIAL]
    rows = await DATABASE.fetch(_HELD, everywhere, organisations, special, today, service)
    reviews = await DATABASE.fetch(_REVIEWS, everywhere, organisations, service)
    last: dict[tuple[UUID | None, str], Any] = {}
    open_ones: dict[tuple[UUID | None, str], UUID] = {}
    for row in reviews:
        place = (row["organisation"], row["kind"])
        if row["completed_at"] is None:
            open_ones[place] = row["id"]
        else:
            last[place] = day(row["completed_at"])
    return [one for row in rows for one in _of(row, last, open_ones, today)]


def _of(row: Any, last: Any, open_ones: Any, today: date) -> Iterator[Standing]:
    """Both kinds of one organisation, as far as somebody holds such a role."""
    organisation = row["organisation"]
    whole = last.get((organisation, ReviewKind.ALL))
    special = last.get((organisation, ReviewKind.SPECIAL))
    # A review of all roles is one of special rights as well.
    lately = max((one for one in (whole, special) if one), default=None)
    for kind, done, first, roles in (
        (ReviewKind.ALL, whole, row["first"], row["roles"]),
        (ReviewKind.SPECIAL, lately, row["first_special"], row["special_roles"]),
    ):
        due = due_on(kind, done, first)
        if roles and due is not None:
            yield Standing(
                organisation_id=chain_of(organisation),
                name=row["name"],
                kind=kind,
                roles=roles,
                administered=organisation is None or row["administrators"] > 0,
                last_on=done,
                due_on=due,
                timing=timing(kind, due, today),
                open_id=open_ones.get((organisation, kind)),
            )


async def standings(
    by: Actor, today: date, *, only_due: bool = False, page: int = 1
) -> StandingPage:
    """How reviews stand that the actor may read, the first that is due first: 2 queries."""
    every = await _standings(visible_to(by), today)
    found = sorted(
        (one for one in every if not only_due or one.timing is not Timing.LATER),
        key=lambda one: (one.due_on, one.name, one.kind),
    )
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, page), pages)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return StandingPage(tuple(shown), len(found), page, pages)


async def standings_of(chain: UUID, *, by: Actor, today: date) -> list[Standing]:
    """How the reviews of one organisation stand, or of the service itself: 2 queries."""
    everywhere, organisations, service = visible_to(by)
    whole = chain == chain_of(None)
    if not (service if whole else everywhere or chain in organisations):
        return []
    reading = (False, [] if whole else [chain], whole)
    return await _standings(reading, today)


async def to_review(by: Actor, today: date) -> list[Standing]:
    """What is due and waits for the actor: 2 queries, none for who carries out no review.

    An administrator does the own organisation, a system administrator the service and where
    there is no administrator.
    """
    if not somewhere(by, "review.carry_out"):
        return []
    mine = by.organisations_as(RoleKind.ADMINISTRATOR)
    runs = by.role(RoleKind.SYSTEM_ADMINISTRATOR) is not None
    return [
        one
        for one in _due(await _standings(visible_to(by), today))
        if one.organisation_id in mine or (runs and _for_system(one))
    ]


async def all_due(today: date) -> list[Standing]:
    """Everything that is due: 2 queries. For the service itself, which tells who is to do it."""
    return _due(await _standings((True, [], True), today))


def _due(every: Iterable[Standing]) -> list[Standing]:
    found = (one for one in every if one.timing is not Timing.LATER)
    return sorted(found, key=lambda one: (one.due_on, one.name, one.kind))


def _for_system(one: Standing) -> bool:
    return one.organisation_id == chain_of(None) or not one.administered


async def reviews_of(chain: UUID, *, by: Actor) -> list[Listed]:
    """The reviews of an organisation, open ones first, then the newest: 1 query."""
    if not may(by, "review.read", **on(chain)):
        raise NotFound
    rows = await DATABASE.fetch(_OF, organisation_of(chain), LATEST)
    return [Listed(**{**dict(row), "kind": ReviewKind(row["kind"])}) for row in rows]
