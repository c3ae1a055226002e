"""What somebody who leaves still owns, and who could take each of it over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.identity.people.queries import person
from governance.identity.roles.queries import ACCEPTED, Choice, RoleShown, peers_of_each
from governance.identity.roles.rules import ADMINISTERS, may_give
from governance.identity.tokens.queries import TokenView, tokens_made_by


class Owned(Struct, frozen=True, rename="camel"):
    """A role of the leaver. ``only``: nobody else holds it there; ``needed``: somebody must.

    ``agreements`` wait for an administrator, ``reports`` for a linking pin. ``successors``: who
    works there; nobody where this reader can end the role but not give it.
    """

    role: RoleShown
    only: bool
    needed: bool
    agreements: int
    reports: int
    successors: tuple[Choice, ...]


class Leaving(Struct, frozen=True, rename="camel"):
    """Somebody who leaves, with everything to hand over."""

    person_id: UUID
    function: str
    owned: tuple[Owned, ...]
    elsewhere: int
    """Roles that this reader cannot end: with these the person stays."""
    tokens: tuple[TokenView, ...] = ()
    """API tokens that the leaver made and that work: they stay, for whom they are."""


_FACTS = f"""
select r.id, not exists (
           select from role_assignment x join person p on p.id = x.person
           where {ACCEPTED} and p.kind = 'human' and x.kind = r.kind
             and x.person <> r.person and x.stands_in_for is null
             and coalesce(x.organisation, x.committee, x."grouping")
                 is not distinct from coalesce(r.organisation, r.committee, r."grouping")
             and (x.valid_until is null or x.valid_until > $2)
             and (p.valid_until is null or p.valid_until > $2)) as only,
       case when r.kind = 'administrator' then (
           select count(*)::int from agreement a where a.keeper = r.organisation
             and a.state not in ('in_force', 'ended')) else 0 end as agreements,
       case when r.kind = 'linking_pin' then (
           select count(*)::int from report e where e.organisation = r.organisation
             and e.state not in ('submitted', 'accepted')) else 0 end as reports
from role_assignment r where r.id = any($1::uuid[])"""  # noqa: S608 - constant text
_THERE = f"""
select distinct k.keeper, p.id, p.function as name
from unnest($1::uuid[]) k(keeper)
join role_assignment r on r.organisation = k.keeper or r.committee in (
    select c.id from committee c where c.organisation = k.keeper)
join person p on p.id = r.person
where p.id <> all($2::uuid[]) and p.kind = 'human' and p.erased_at is null and {ACCEPTED}
  and (r.valid_until is null or r.valid_until > $3) order by p.function, p.id"""  # noqa: S608 - constant text
_RUN = f"""
select distinct p.id, p.function as name from person p join role_assignment r on r.person = p.id
where p.id <> all($1::uuid[]) and p.kind = 'human' and p.erased_at is null and {ACCEPTED}
  and (r.valid_until is null or r.valid_until > $2) order by 2, 1 limit 500"""  # noqa: S608 - constant text


async def there(
    keepers: Iterable[UUID], without: Iterable[UUID], today: date, *, by: Actor
) -> dict[UUID | None, tuple[Choice, ...]]:
    """Who works for some organisations and their committees: 1 query. For who gives roles there."""
    del by
    rows = await DATABASE.fetch(_THERE, sorted(set(keepers)), sorted(without), today)
    found: dict[UUID | None, tuple[Choice, ...]] = {}
    for row in rows:
        kept = found.get(row["keeper"], ())
        found[row["keeper"]] = (*kept, Choice(row["id"], row["name"]))
    return found


async def leaving(person_id: UUID, *, by: Actor, at: datetime) -> Leaving:
    """What somebody still owns: 7 queries, one more where a role is of the whole service and one
    where the leaver stands in for somebody. Raises :class:`NotFound`."""
    view, today = await person(person_id, by=by, at=at), day(at)
    held = [role for role in view.roles if role.when != "before" and role.may_end]
    if "leave" not in view.verbs:
        raise NotFound
    rows = await DATABASE.fetch(_FACTS, [role.id for role in held], today)
    facts = {row["id"]: row for row in rows}
    keepers = {role.keeper_id for role in held if role.keeper_id}
    without = {person_id, by.person_id}
    choices = await there(keepers, without, today, by=by)
    if any(role.keeper_id is None for role in held):
        run = await DATABASE.fetch(_RUN, sorted(without), today)
        choices[None] = tuple(Choice(row["id"], row["name"]) for row in run)
    standing = [role for role in held if role.stands_in_for_id]
    stood = await peers_of_each(standing, by=by, today=today)
    others = sum(role.when != "before" for role in view.roles) - len(held)
    owned = tuple(_owned(role, facts[role.id], choices | stood, by) for role in held)
    made = await tokens_made_by(person_id, by=by, at=at)
    return Leaving(person_id, view.function, owned, others, made)


def _owned(role: RoleShown, facts: Any, choices: Any, by: Actor) -> Owned:
    given = may_give(role.kind, role.target, by)
    standing = role.stands_in_for_id is not None
    return Owned(
        role=role,
        only=facts["only"] and not standing,
        needed=facts["only"] and role.kind in ADMINISTERS and not standing,
        agreements=facts["agreements"] if facts["only"] and not standing else 0,
        reports=facts["reports"] if facts["only"] and not standing else 0,
        successors=choices.get(role.id if standing else role.keeper_id, ()) if given else (),
    )
