"""Steps of giving and ending: for whom, which rows are locked, what is stored and noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, complain
from governance.base.views import add, change
from governance.identity.roles.rules import (
    ADMINISTERS,
    SPECIAL,
    HeldFor,
    Target,
    last_of,
    only_standing_in,
    outlives,
    twice,
)
from governance.identity.roles.telling.actions import (
    tell_given,
    tell_standing_in,
    tell_withdrawn,
)
from governance.identity.tables import RoleAssignment

Row = dict[str, Any]

_TARGETS = """
select 'organisation' as held_for, id, id as keeper, name from organisation where id = any($1)
union all select 'committee', id, organisation, name from committee where id = any($1)
union all select 'region', id, null, name from grouping where id = any($1)"""
# One pass in the order of the keys, with everybody who administers the same: two who withdraw
# themselves at once wait for one another instead of leaving nobody.
# The roles of a machine end with its token, or in a review: only there they are asked for.
_LOCK = """
select r.* from role_assignment r
where ($3 or exists (select from person p where p.id = r.person and p.kind = 'human'))
and (r.id = any($1::uuid[]) or (r.kind = any($2::text[]) and exists (
    select from role_assignment x where x.id = any($1::uuid[]) and x.kind = r.kind
      and x.organisation is not distinct from r.organisation)))
order by r.id for update"""
_TWICE = """
select from role_assignment where person = $1 and kind = $2
  and coalesce(organisation, "grouping", committee) is not distinct from $3
  and daterange(valid_from, valid_until) && daterange($4, $5)"""
_LEFT = """
select from role_assignment r join person p on p.id = r.person
where p.kind = 'human' and r.kind = $1 and r.organisation is not distinct from $2 and r.id <> $3
  and r.stands_in_for is null and r.valid_from <= $4 and r.valid_until is null
  and p.erased_at is null and p.valid_until is null
  and not exists (select from invitation i
                  where i.person = p.id and i.ended_at is null and i.offer is null)"""
_STANDING = """
select max(least(r.valid_until, f.valid_until, o.valid_until)) as until from role_assignment r
left join filling f on f.id = r.filling left join role_assignment o on o.id = r.stands_in_for
where r.id = any($1::uuid[])"""
_BACK = """
update person set valid_until = null
where id = $1 and valid_until is not null and ($2::date is null or valid_until < $2)"""


async def targets(ids: Iterable[UUID]) -> dict[UUID, Target]:
    """For whom roles are held, by id: 1 query."""
    rows = await DATABASE.fetch(_TARGETS, sorted(set(ids)))
    return {r["id"]: Target(HeldFor(r["held_for"]), r["id"], r["keeper"], r["name"]) for r in rows}


async def target_of(for_id: UUID | None) -> Target:
    """For whom a role is to be held; nothing is the whole service."""
    if for_id is None:
        return Target(HeldFor.SERVICE)
    found = (await targets([for_id])).get(for_id)
    if found is None:
        raise NotFound
    return found


def held_on(row: Mapping[str, Any]) -> UUID | None:
    """The id of the organisation, committee or region of an assignment."""
    found: UUID | None = row["organisation"] or row["committee"] or row["grouping"]
    return found


async def locked(role_ids: Iterable[UUID], *, machines: bool = False) -> list[Row]:
    """Some assignments, locked together with all others that administer the same."""
    wanted = set(role_ids)
    rows = await DATABASE.fetch(_LOCK, sorted(wanted), list(ADMINISTERS), machines)
    return [dict(row) for row in rows if row["id"] in wanted]


async def store(  # noqa: PLR0913 - one call says the whole assignment
    person: UUID, kind: RoleKind, target: Target, begins: date, ends: date | None, *,
    by: Actor, at: datetime, field: str = "kind", verb: str = "give_role",
    told: bool = True, cause: tuple[str, UUID] | None = None, filling: UUID | None = None,
    stands_in_for: UUID | None = None, ends_field: str = "",
) -> UUID:  # fmt: skip
    """Store an assignment and note it; the person is locked. Refused when it is held already."""
    await DATABASE.fetch("select from person where id = $1 for update", person)
    if kind in SPECIAL or stands_in_for is not None:
        complain(await outlived([kind], target, ends, ends_field or field, by))
    if await DATABASE.fetch(_TWICE, person, kind, target.id, begins, ends):
        complain([twice(field)])
    made = await add(
        RoleAssignment(
            person=person,
            kind=kind,
            organisation=target.id if target.held_for is HeldFor.ORGANISATION else None,
            committee=target.id if target.held_for is HeldFor.COMMITTEE else None,
            grouping=target.id if target.held_for is HeldFor.REGION else None,
            valid_from=begins,
            valid_until=ends,
            filling=filling,
            stands_in_for=stands_in_for,
        )
    )
    await _comes_back(person, ends)
    noted: dict[str, Any] = {
        "person": person,
        "role": kind,
        "held_for": target.id,
        "valid_from": begins,
    }
    noted["valid_until"] = ends
    noted |= {"stands_in_for": stands_in_for} if stands_in_for else {}
    await record(target.chain, verb, "role", made, noted, by=by, at=at, cause=cause)
    if stands_in_for is not None:
        await tell_standing_in(made, target, by=by, at=at)
    elif told:
        await tell_given(made, person, kind, target, begins, ends, by=by, at=at)
    return made


async def outlived(
    kinds: Iterable[RoleKind], target: Target, ends: date | None, field: str, by: Actor
) -> list[Complaint]:
    """What is wrong where who only stands in here gives something that lasts longer than that."""
    mine = {role.id for kind in kinds for role in only_standing_in(kind, target, by)}
    if not mine:
        return []
    [row] = await DATABASE.fetch(_STANDING, sorted(mine))
    late = row["until"] is not None and (ends is None or ends > row["until"])
    return [outlives(field)] if late else []


async def _comes_back(person: UUID, ends: date | None) -> None:
    """Who left and gets a role again may sign in again, as long as the role holds."""
    await DATABASE.fetch(_BACK, person, ends)


async def ended(
    row: Row, target: Target, ends: date, *, by: Actor, at: datetime,
    field: str = "validUntil", verb: str = "end_role", cause: tuple[str, UUID] | None = None,
) -> None:  # fmt: skip
    """End a locked assignment and note it; refused when nobody would administer any more."""
    if row["kind"] in ADMINISTERS and row["stands_in_for"] is None:
        left = await DATABASE.fetch(_LEFT, row["kind"], row["organisation"], row["id"], ends)
        if not left:
            complain([last_of(field, target.name)])
    until = {"valid_until": max(ends, row["valid_from"])}
    facts = {"person": row["person"], "role": row["kind"], "held_for": target.id}
    await change(RoleAssignment, row, **until)
    noted = changed(row, until, **facts)
    await record(target.chain, verb, "role", row["id"], noted, by=by, at=at, cause=cause)
    await tell_withdrawn(row, target, until["valid_until"], by=by, at=at)
