"""The roles that are held now in an organisation or for the service, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.identity.reviewing.rules import ReviewKind, kinds_of
from governance.identity.roles.queries import FROM, works_for

CHAIN = "coalesce(r.organisation, c.organisation)"
"""To which organisation a role (``r``, with its committee ``c``) belongs; none: the service, also
for a role that is held for a region, since a system administrator gives it."""
COUNTS = "(u.until is null or (u.until > $2 and u.until > r.valid_from))"
"""Whether a role is held now or later, on the day ``$2``."""


def _works_here(person: str) -> str:
    """Whether a person works for the organisation ``$1`` on the day ``$2``. Of anybody else, such
    as a member of a committee who comes from elsewhere, a review knows function and roles and
    nothing more. The service itself (no ``$1``) knows everybody."""
    return works_for(person, "$1::uuid is null", "array[$1::uuid]", "array[]::uuid[]", "$2")


HELD = f"""
select r.id as assignment, r.version as role_version, r.person, rp.function,
    rp.kind = 'machine' as machine, r.kind,
    case when g.id is not null then 'organisation' when c.id is not null then 'committee'
         when q.id is not null then 'region' else 'service' end as held_for,
    coalesce(g.name, c.name, q.name, '') as for_name, r.valid_from, u.until as valid_until,
    coalesce(f.holder_function, '') as filled_by, o.person as stands_in_for,
    t.given_by, t.given_at,
    case when rp.kind = 'machine' then (
           select (k.last_used_at at time zone 'Europe/Amsterdam')::date
           from api_token k where k.person = rp.id)
         when {_works_here("r.person")} then rp.last_signed_in_on
    end as last_signed_in_on,
    case when not {_works_here("r.person")} then 'unknown'
         when exists (select from totp y where y.person = r.person and y.secret is not null)
           or exists (select from passkey y where y.person = r.person) then 'own'
         when exists (select from identity_link y where y.person = r.person) then 'provider'
         else 'none' end as factor
{FROM}
left join lateral (
    select gp.id as given_by, e.at as given_at
    from trail_entry e left join person gp on gp.id = e.actor_id
    where e.thing_id = r.id and e.kind = 'role' and e.verb in ('give_role', 'stand_in')
      and e.result = 'done'
    order by e.at, e.id limit 1) t on true
where {CHAIN} is not distinct from $1::uuid and {COUNTS}
  and ($3::text[] is null or r.kind = any($3::text[]))"""  # noqa: S608 - constant text
"""Of an organisation ``$1``, on a day ``$2``, of some kinds ``$3``: each role with its facts."""
FACTS = (
    "assignment", "role_version", "person", "function", "machine", "kind", "held_for", "for_name",
    "valid_from", "valid_until", "filled_by", "stands_in_for", "given_by", "given_at",
    "last_signed_in_on", "factor",
)  # fmt: skip
"""What a line notes of a role."""
_NOTED = "select * from access_review_line where review = $1 order by id"
_OTHERS = f"""
select r.person {FROM} where {CHAIN} is not distinct from $1::uuid and {COUNTS}
  and r.valid_from <= $2 and r.kind = $3 and r.person <> $4 and rp.kind = 'human'
  and rp.erased_at is null and (rp.valid_until is null or rp.valid_until > $2)
  and not exists (select from invitation i
                  where i.person = rp.id and i.ended_at is null and i.offer is null)
limit 1"""  # noqa: S608 - constant text
_PEOPLE = f"""
select p.id, p.function, case when {_works_here("p.id")} and exists (
    select {FROM} where r.person = p.id and {CHAIN} is not distinct from $1::uuid and {COUNTS})
  then p.name else '' end as name
from person p where p.id = any($3::uuid[])"""  # noqa: S608 - constant text

Row = dict[str, Any]


async def held_now(organisation: UUID | None, kind: ReviewKind, today: date) -> list[Row]:
    """The roles that a review is of, now: 1 query. For who may read the review."""
    rows = await DATABASE.fetch(f"{HELD} order by r.id", organisation, today, kinds_of(kind))
    return [dict(row) for row in rows]


async def noted(review_id: UUID) -> list[Row]:
    """The lines of a review as they were noted: 1 query. For who may read the review."""
    return [dict(row) for row in await DATABASE.fetch(_NOTED, review_id)]


async def a_colleague(organisation: UUID | None, *, by: Actor, today: date) -> bool:
    """Whether somebody else administers the same: who can answer about the actor. 1 query."""
    kind = "system_administrator" if organisation is None else "administrator"
    return bool(await DATABASE.fetch(_OTHERS, organisation, today, kind, by.person_id))


async def people_named(
    ids: Iterable[UUID], organisation: UUID | None, today: date
) -> dict[UUID, tuple[str, str]]:
    """Function and name of people, by id: 1 query. For who may read the review they stand in.

    Of who has left, and of who comes from elsewhere, only the function: their details are not
    those of somebody who works there.
    """
    rows = await DATABASE.fetch(_PEOPLE, organisation, today, sorted(set(ids)))
    return {row["id"]: (row["function"], row["name"]) for row in rows}
