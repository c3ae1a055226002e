"""Who a token belongs to, and what that person may be today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor, Role, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.identity.rules import Limits, alive, token_hash

_PERSON = """
select function from person where id = $1 and kind = 'human' and erased_at is null
  and (valid_until is null or valid_until > $2)
"""
ROLE = """r.id, r.kind, r.organisation, r.committee, r."grouping" as region,
       coalesce(op.function, '') as stands_in_for,
       case when r."grouping" is not null then array[r."grouping"] else array(
           select m."grouping" from membership m
           where m.organisation = r.organisation and m.valid_from <= $2
             and (m.valid_until is null or m.valid_until > $2)
       ) end as regions, array(
           with recursive past as (
               select s.predecessor as id from succession s
               where s.successor = r.organisation and s.happens_on <= $2
               union select s.predecessor from succession s join past on past.id = s.successor)
           select id from past) as past"""
"""The columns of :func:`role_of`, of a role (``r``) on the day ``$2``."""
HELD = """role_assignment r left join filling f on f.id = r.filling
left join role_assignment o on o.id = r.stands_in_for left join person op on op.id = o.person"""
"""Roles with what may end them."""
COUNTS = """r.valid_from <= $2 and (r.valid_until is null or r.valid_until > $2)
  and (f.id is null or (f.valid_from <= $2 and (f.valid_until is null or f.valid_until > $2)))
  and (o.id is null or (o.valid_from <= $2 and (o.valid_until is null or o.valid_until > $2)))"""
"""Which of them count on the day ``$2``."""
_ROLES = f"""
select {ROLE} from {HELD}
where r.person = $1 and {COUNTS} order by r.valid_from, r.id
"""  # noqa: S608 - put together from our own text
_FROM = "greatest(r.valid_from, f.valid_from, o.valid_from)"
_BEGINS = f"""
select min({_FROM}) as begins from {HELD} join person p on p.id = r.person
where r.person = $1 and {_FROM} > $2 and p.kind = 'human' and p.erased_at is null
  and coalesce(least(r.valid_until, f.valid_until, o.valid_until, p.valid_until) > {_FROM}, true)
"""  # noqa: S608 - put together from our own text
_SESSION = f"""
select s.id as session_id, s.made_at, s.seen_at, s.confirmed_at, s.method,
  p.id as person_id, p.function, p.language, held.*,
  case when held.id is null then (
    select max(least(r.valid_until, f.valid_until, o.valid_until, p.valid_until)) from {HELD}
    where r.person = p.id and r.valid_from <= $2) end as ended_on
from session s join person p on p.id = s.person
left join lateral (select {ROLE}, r.valid_from from {HELD}
  where r.person = p.id and {COUNTS} and (p.valid_until is null or p.valid_until > $2)
) held on true
where s.token_hash = $1
order by held.valid_from, held.id
"""  # noqa: S608 - put together from our own text

CAME_IN = """(p.password_hash <> '' or exists (select from identity_link l where l.person = p.id)
  or exists (select from totp t where t.person = p.id and t.secret is not null)
  or exists (select from passkey k where k.person = p.id)
  or exists (select from invitation u where u.person = p.id and u.used and u.offer is null))"""
"""Which people (``p``) have come in, by whatever way: no invitation lets them in once more."""


def holds_any(today: str) -> str:
    """Whether somebody (``p``) holds a role after a day, which is a parameter: now or later."""
    return f"""exists (select from role_assignment h where h.person = p.id
  and (h.valid_until is null or h.valid_until > {today}))"""


OPENS = f"""(i.ended_at is null and i.expires_at > $2 and (i.offer is not null or not {CAME_IN}
  and {holds_any("$3")}))"""
"""Which invitations (``i``, of ``p``) open something: in time, of who has not come in yet and has
a role now or later; at ``$2``, which is on the day ``$3``."""


class SignedIn(Struct, frozen=True):
    """A session that counts, with its actor."""

    session_id: UUID
    actor: Actor
    language: str
    seen_at: datetime
    confirmed_at: datetime
    method: str


class Over(Struct, frozen=True):
    """A session of somebody whose access ended: nobody's, who is told since when."""

    ended_on: date | None
    language: str


def role_of(row: Any) -> Role:
    """A role assignment in force, from its row."""
    return Role(
        id=row["id"],
        kind=RoleKind(row["kind"]),
        organisation_id=row["organisation"],
        committee_id=row["committee"],
        region_id=row["region"],
        regions=tuple(row["regions"]),
        stands_in_for=row["stands_in_for"],
        past=tuple(row["past"]),
    )


async def roles_of(person_id: UUID, at: datetime) -> tuple[Role, ...]:
    """The roles that count on the day of ``at``; a role that follows a
    filling or stands in for another ends with it."""
    return tuple(role_of(row) for row in await DATABASE.fetch(_ROLES, person_id, day(at)))


async def signed_in(
    token: str,
    *,
    at: datetime,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> SignedIn | Over | None:
    """The session of a token with its actor: 1 query, since every request asks it.

    None when it is unknown or ended; ``Over`` when its owner left or holds no role any more.
    """
    rows = await DATABASE.fetch(_SESSION, token_hash(token), day(at))
    if not rows or not alive(rows[0]["made_at"], rows[0]["seen_at"], at, limits):
        return None
    row = rows[0]
    if row["id"] is None:
        return Over(row["ended_on"], row["language"])
    roles = tuple(role_of(held) for held in rows)
    actor = Actor(person_id=row["person_id"], function=row["function"], roles=roles)
    confirmed = row["confirmed_at"] or row["made_at"]
    return SignedIn(
        row["session_id"], actor, row["language"], row["seen_at"], confirmed, row["method"]
    )


async def home_of(actor: Actor) -> UUID | None:
    """The organisation in whose trail a person's own acts stand: of the oldest role."""
    for role in actor.roles:
        if role.organisation_id:
            return role.organisation_id
        if role.committee_id:
            rows = await DATABASE.fetch(
                "select organisation from committee where id = $1", role.committee_id
            )
            return UUID(str(rows[0]["organisation"]))
    return None


async def may_act(person_id: UUID, at: datetime) -> Actor | None:
    """Somebody as actor, or None for who left or holds no role: 2 queries, for signing in."""
    rows = await DATABASE.fetch(_PERSON, person_id, day(at))
    roles = await roles_of(person_id, at) if rows else ()
    return Actor(person_id, rows[0]["function"], roles) if roles else None


async def begins_on(person_id: UUID, at: datetime) -> date | None:
    """The first later day on which somebody holds a role and so may sign in; None without one.

    For who showed to be that person, by a password or the link of an invitation: 1 query.
    """
    [row] = await DATABASE.fetch(_BEGINS, person_id, day(at))
    found: date | None = row["begins"]
    return found


async def functions_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """What the people who entered something are, by id: 1 query. For who may read what they did."""
    rows = await DATABASE.fetch(
        "select id, function from person where id = any($1::uuid[])", sorted(people)
    )
    return {row["id"]: row["function"] for row in rows}
