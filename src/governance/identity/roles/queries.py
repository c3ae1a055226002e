"""What is shown of roles, and to whom: who sees which people and which of their roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.base.views import fetch
from governance.identity.roles.rules import RULES, HeldFor, Target, may_end, may_give

ROLES = """($1 or r.person = $4 or r.organisation = any($2::uuid[])
    or c.organisation = any($2::uuid[]) or r.committee = any($3::uuid[]))"""
"""Which roles (``r``, with its committee ``c``) somebody sees; from :func:`people_seen`."""
PEOPLE = """($1 or p.id = $4 or p.id in (
    select v.person from role_assignment v left join committee vc on vc.id = v.committee
    where v.organisation = any($2::uuid[]) or vc.organisation = any($2::uuid[])
       or v.committee = any($3::uuid[])))"""
"""Which people (``p``) somebody sees: oneself, and who holds or held a role that one keeps."""


def works_for(person: str, everybody: str, organisations: str, committees: str, today: str) -> str:
    """Whether a ``person`` works for some ``organisations`` now or later, after the day ``today``:
    in SQL, each a column or a parameter. ``everybody``: when whoever asks need not look.

    Somebody works for the organisations for which they hold a role of their own. Who holds none,
    and nothing elsewhere, works for the committees that these keep.
    """
    kept = f"(vc.organisation = any({organisations}) or v.committee = any({committees}))"
    held = f"v.person = {person} and (v.valid_until is null or v.valid_until > {today})"
    of = "role_assignment v left join committee vc on vc.id = v.committee"
    return f"""({everybody} or exists (
    select from role_assignment v
    where {held} and v.organisation = any({organisations}) and v.stands_in_for is null)
  or (exists (select from {of} where {held} and {kept})
  and not exists (select from {of} where {held} and not coalesce({kept}, false))))"""  # noqa: S608 - constant text


WORKS = works_for("p.id", "$1 or p.id = $4", "$2::uuid[]", "$3::uuid[]", "$5")
"""Which people (``p``) work for somebody now or later (after the day ``$5``): whose details and
sessions are somebody's to see and change. Those belong to the organisations for which a person
holds a role. A committee gives and ends its own roles, and describes only who holds none but
its own. Of anybody else, and of who has left, the function and those roles are all one sees."""
ACCEPTED = """not exists (
    select from invitation i where i.person = p.id and i.ended_at is null and i.offer is null)"""
"""Which people (``p``) have accepted their invitation."""


_READ = TABLE["person.read"].who


def people_seen(by: Actor) -> tuple[bool, list[UUID], list[UUID], UUID]:
    """By what the actor sees people and roles: everything as system administrator, the
    organisations as administrator, the committees as secretary, and oneself."""
    return (
        may(by, "person.read"),
        sorted(held_on(by, _READ, Reach.OWN)),
        sorted(held_on(by, _READ, Reach.COMMITTEE)),
        by.person_id,
    )


class RoleShown(Struct, frozen=True, rename="camel"):
    """One role of a person. It counts between the two days, also where a filling or the role
    that is stood in for ends it. ``when``: now, later or before."""

    id: UUID
    version: int
    person_id: UUID
    person: str
    kind: RoleKind
    held_for: HeldFor
    for_id: UUID | None
    for_name: str
    keeper_id: UUID | None
    valid_from: date
    valid_until: date | None
    filled_by: str
    stands_in_for_id: UUID | None
    stands_in_for: str
    when: str
    special: bool = False
    may_end: bool = False
    may_let_stand_in: bool = False

    @property
    def target(self) -> Target:
        """For whom it is held."""
        return Target(self.held_for, self.for_id, self.keeper_id, self.for_name)


class Choice(Struct, frozen=True, rename="camel"):
    """Something that can be chosen: a person by function, or for whom a role is held."""

    id: UUID | None
    name: str
    kind: str = ""


UNTIL = "least(r.valid_until, f.valid_until, o.valid_until)"
"""Until when a role counts; what is open does not end it."""
FROM = f"""
from role_assignment r
join person rp on rp.id = r.person
left join committee c on c.id = r.committee
left join organisation g on g.id = r.organisation
left join grouping q on q.id = r."grouping"
left join filling f on f.id = r.filling
left join role_assignment o on o.id = r.stands_in_for
left join person op on op.id = o.person
cross join lateral (select {UNTIL} as until) u"""
COLUMNS = """
r.id, r.version, r.person as person_id, rp.function as person, r.kind,
case when g.id is not null then 'organisation' when c.id is not null then 'committee'
     when q.id is not null then 'region' else 'service' end as held_for,
coalesce(g.id, c.id, q.id) as for_id, coalesce(g.name, c.name, q.name, '') as for_name,
coalesce(g.id, c.organisation) as keeper_id, r.valid_from, u.until as valid_until,
coalesce(f.holder_function, '') as filled_by, o.id as stands_in_for_id,
coalesce(op.function, '') as stands_in_for"""
_WHEN = """case when u.until <= $5 then 'before' when r.valid_from > $5 then 'later'
     else 'now' end as "when" """
_OF = f"select {COLUMNS}, {_WHEN} {FROM} where {ROLES}"
_OF_OR_MINE = f"select {COLUMNS}, {_WHEN} {FROM} where (o.person = $4 or {ROLES})"
_ORDER = " order by r.valid_from desc, r.id desc"
_FORS = """
select id, name, 'organisation' as kind, sort_key from organisation
where $1 or id = any($2::uuid[])
union all
select id, name, 'committee', sort_key from committee
where organisation = any($2::uuid[]) or id = any($3::uuid[])
union all select id, name, 'region', sort_key from grouping where $1
order by 3 desc, 4, 1"""
_NAMED = f"""
select p.id, p.function as name from person p
where p.id = $5 and p.kind = 'human' and p.erased_at is null and {PEOPLE}"""  # noqa: S608 - constant text
_PEERS = f"""
select distinct p.id, p.function as name from role_assignment o
join role_assignment h on h.organisation is not distinct from o.organisation
  and h.committee is not distinct from o.committee
  and h."grouping" is not distinct from o."grouping"
left join filling hf on hf.id = h.filling join person p on p.id = h.person
where o.id = {{of}} and p.id <> o.person and h.stands_in_for is null and h.valid_from <= $2
  and coalesce(least(h.valid_until, hf.valid_until) > $2, true)
  and coalesce(p.valid_until > $2, true) and p.erased_at is null and p.kind = 'human'
  and p.id is distinct from $3 and ($4::uuid is null or p.id = $4)
  and {ACCEPTED} order by 2, 1 limit 1000"""  # noqa: S608 - constant text
PEERS = _PEERS.format(of="$1")
"""Who can stand in for a role ``$1`` on a day ``$2``, but for ``$3``: who holds a role of one's own
for the same organisation, committee or region that day. Nobody learns more by standing in than
what that organisation, committee or region sees already."""


_PEERS_OF_EACH = f"""
select w.id as role_id, x.id, x.name
from unnest($1::uuid[]) w(id) cross join lateral ({_PEERS.format(of="w.id")}) x
order by 1, 3, 2"""  # noqa: S608 - constant text


def role_shown(row: Any, by: Actor) -> RoleShown:
    """A row as it is shown, with what this reader may do with it."""
    values = dict(row)
    kind, held_for = RoleKind(values.pop("kind")), HeldFor(values.pop("held_for"))
    made = RoleShown(**values, kind=kind, held_for=held_for, special=RULES[kind].special)
    own, over = made.person_id == by.person_id, made.when == "before"
    stands = made.stands_in_for_id is not None
    return replace(
        made,
        may_end=not over and (own or may_end(kind, made.target, by)),
        may_let_stand_in=not over and not stands and (own or may_give(kind, made.target, by)),
    )


async def roles_of_person(person_id: UUID, *, by: Actor, today: date) -> list[RoleShown]:
    """The roles of somebody that the actor sees, the newest first: 1 query."""
    asked = (*people_seen(by), today, person_id)
    rows = await DATABASE.fetch(f"{_OF} and r.person = $6{_ORDER}", *asked)
    return [role_shown(row, by) for row in rows]


async def stand_ins_for(person_id: UUID, *, by: Actor, today: date) -> list[RoleShown]:
    """Who stands in for somebody, now or later, as far as the actor sees: 1 query.

    Whoever is stood in for sees it as well.
    """
    asked = (*people_seen(by), today, person_id)
    rows = await DATABASE.fetch(
        f"{_OF_OR_MINE} and o.person = $6 and (u.until is null or u.until > $5){_ORDER}", *asked
    )
    return [role_shown(row, by) for row in rows]


async def role(role_id: UUID, *, by: Actor, today: date) -> RoleShown:
    """One role that the actor may end, or let somebody stand in for: 1 query."""
    asked = (*people_seen(by), today, role_id)
    rows = await DATABASE.fetch(f"{_OF_OR_MINE} and r.id = $6 and rp.kind = 'human'", *asked)
    found = [role_shown(row, by) for row in rows]
    if not found:
        raise NotFound
    return found[0]


async def sees(person_id: UUID, *, by: Actor) -> bool:
    """Whether the actor sees somebody: 1 query."""
    return bool(await DATABASE.fetch(_NAMED, *people_seen(by), person_id))


async def person_named(person_id: UUID, *, by: Actor) -> Choice:
    """Somebody that the actor sees, by function: 1 query."""
    found = await fetch(Choice, _NAMED, *people_seen(by), person_id)
    if not found:
        raise NotFound
    return found[0]


async def to_be_held_for(by: Actor) -> list[Choice]:
    """For whom the actor gives roles: organisations, committees, regions. 1 query."""
    rows = await DATABASE.fetch(_FORS, *people_seen(by)[:3])
    return [Choice(row["id"], row["name"], row["kind"]) for row in rows]


async def peers(of: RoleShown, *, by: Actor, today: date) -> list[Choice]:
    """Who can stand in for a role: who else holds a role for the same today. 1 query.

    Who sees the role sees who works there, by function.
    """
    return await fetch(Choice, PEERS, of.id, today, by.person_id, None)


async def peers_of_each(
    roles: Iterable[RoleShown], *, by: Actor, today: date
) -> dict[UUID, tuple[Choice, ...]]:
    """Who can stand in for each of some roles, as :func:`peers`, by the id of the role: 1 query
    for all, none where there are no roles."""
    ids = sorted(role.id for role in roles)
    rows = await DATABASE.fetch(_PEERS_OF_EACH, ids, today, by.person_id, None) if ids else []
    return {
        of: tuple(Choice(row["id"], row["name"]) for row in rows if row["role_id"] == of)
        for of in ids
    }
