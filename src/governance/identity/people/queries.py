"""Who there is, and one person: what administrators see of those who work for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.searching import like
from governance.identity.inviting.queries import OpenInvitation, open_invitations
from governance.identity.people.rules import Wanted
from governance.identity.queries import CAME_IN
from governance.identity.roles.queries import (
    FROM,
    PEOPLE,
    ROLES,
    WORKS,
    RoleShown,
    people_seen,
    roles_of_person,
    stand_ins_for,
)
from governance.identity.roles.rules import HeldFor, gives, may_open

PAGE_SIZE = 50
MOST = 10_000
"""Lines in a file of people."""


class RoleListed(Struct, frozen=True, rename="camel"):
    """A role in the list. ``when``: now, later or before."""

    kind: RoleKind
    for_name: str
    valid_from: date
    valid_until: date | None
    stands_in_for: str
    when: str


class PersonListed(Struct, frozen=True, rename="camel"):
    """Somebody in the list, with the roles that the reader sees."""

    id: UUID
    function: str
    name: str
    email: str
    last_signed_in_on: date | None
    invited: bool
    erased: bool
    roles: tuple[RoleListed, ...]


class PeopleView(Struct, frozen=True, rename="camel"):
    """One page of people; ``total`` counts all that were found, ``pages`` is at least 1."""

    people: tuple[PersonListed, ...]
    total: int
    page: int
    pages: int


class Known(Struct, frozen=True):
    """What the verbs ask of a person: who works for the reader, has come in, and holds a role
    that the reader does not see."""

    works: bool
    came_in: bool
    elsewhere: bool


class PersonView(Struct, frozen=True, rename="camel"):
    """One person. ``verbs``: what this reader may do here now. ``works``: whether the person
    works for the reader, who sees name, address, language and signing in; else those are empty.
    ``left``: whether signing in is over by now."""

    id: UUID
    version: int
    function: str
    name: str
    email: str
    language: str
    valid_until: date | None
    last_signed_in_on: date | None
    erased_at: datetime | None
    works: bool
    left: bool
    sessions: int | None
    roles: tuple[RoleShown, ...]
    stand_ins: tuple[RoleShown, ...]
    invitation: OpenInvitation | None
    verbs: tuple[str, ...]

    @property
    def last_day(self) -> date | None:
        """The last day on which somebody who leaves signs in."""
        return None if self.valid_until is None else self.valid_until - timedelta(days=1)

    def held(self, when: str) -> list[RoleShown]:
        """The roles of now, later or before."""
        return [role for role in self.roles if role.when == when]


_COUNTS = "(u.until is null or u.until > $5)"
_SEEN = f"""select {FROM} where r.person = p.id and {ROLES}
  and ($7::text is null or r.kind = $7)
  and ($8::uuid is null or r.organisation = $8 or c.organisation = $8)"""
_OTHERS = f"select {FROM} where r.person = p.id and {ROLES} and {_COUNTS}"
_OTHERS_ROLES = f"""
select {FROM} where r.person = p.id and not coalesce({ROLES}, false) and {_COUNTS}"""
_WHERE = f"""
from person p where p.kind = 'human' and {PEOPLE}
  and ($6::text is null or ' ' || p.sort_key like $6
       or (' ' || p.search_key like $6 and {WORKS}))
  and (case $9::text
       when 'current' then exists ({_SEEN} and {_COUNTS})
       when 'ended' then not exists ({_OTHERS})
            and ($7::text is null and $8::uuid is null or exists ({_SEEN}))
       else $7::text is null and $8::uuid is null or exists ({_SEEN}) end)"""
_LISTED_ROLES = f"""
select json_build_object('kind', r.kind, 'forName', coalesce(g.short_name, c.name, q.name, ''),
    'validFrom', r.valid_from, 'validUntil', u.until, 'standsInFor', coalesce(op.function, ''),
    'when', case when u.until <= $5 then 'before' when r.valid_from > $5 then 'later'
            else 'now' end) as role, r.valid_from, r.id
{FROM} where r.person = p.id and {ROLES} and ($9 <> 'current' or {_COUNTS})"""
_DETAILS = f"""
case when {WORKS} then p.name else '' end as name,
case when {WORKS} then p.email else '' end as email,
case when {WORKS} then p.last_signed_in_on end as last_signed_in_on"""
_TOTAL = f"select count(*)::int as number {_WHERE}"
_LISTED = f"""
select p.id, p.function, p.erased_at is not null as erased, {_DETAILS},
       exists (select from invitation i where i.person = p.id and i.ended_at is null
               and i.offer is null) as invited,
       coalesce((select json_agg(x.role order by x.valid_from desc, x.id)
                 from ({_LISTED_ROLES}) x), '[]')::text as roles
from (select p.* {_WHERE} order by p.sort_key, p.id limit $10 offset $11) p
order by p.sort_key, p.id"""  # noqa: S608 - constant text
_PERSON = f"""
select p.id, p.version, p.function, p.valid_until, p.erased_at, {_DETAILS},
       case when {WORKS} then p.language else '' end as language,
       {WORKS} as works, {CAME_IN} as came_in,
       exists ({_OTHERS_ROLES}) as elsewhere,
       case when {WORKS} then (select count(*)::int from session s where s.person = p.id)
             end as sessions
from person p where p.id = $6 and p.kind = 'human' and {PEOPLE}"""  # noqa: S608 - constant text


def _asked(by: Actor, wanted: Wanted, today: date) -> tuple[Any, ...]:
    narrowed = (like(wanted.search), wanted.role or None, wanted.organisation, wanted.state)
    return (*people_seen(by), today, *narrowed)


def _listed(row: Any) -> PersonListed:
    values = dict(row)
    roles = msgspec.json.decode(values.pop("roles"), type=tuple[RoleListed, ...])
    return PersonListed(**values, roles=roles)


async def people(by: Actor, wanted: Wanted, today: date) -> PeopleView:
    """One page of the people that the actor sees, by function: 2 queries.

    Raises :class:`NotFound` for who gives no roles. A page that is not there is the last.
    """
    if not gives(by):
        raise NotFound
    asked = _asked(by, wanted, today)
    [row] = await DATABASE.fetch(_TOTAL, *asked)
    pages = max(1, -(-row["number"] // PAGE_SIZE))
    page = min(max(1, wanted.page), pages)
    rows = await DATABASE.fetch(_LISTED, *asked, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    return PeopleView(tuple(map(_listed, rows)), row["number"], page, pages)


async def everybody(by: Actor, wanted: Wanted, today: date) -> list[PersonListed]:
    """All that was found, for a file: 1 query, at most ``MOST`` lines."""
    if not gives(by):
        raise NotFound
    rows = await DATABASE.fetch(_LISTED, *_asked(by, wanted, today), MOST, 0)
    return [_listed(row) for row in rows]


async def person(person_id: UUID, *, by: Actor, at: datetime) -> PersonView:
    """One person with roles, standing in and invitation: 4 queries. Raises :class:`NotFound`."""
    today = day(at)
    rows = await DATABASE.fetch(_PERSON, *people_seen(by), today, person_id)
    if not rows:
        raise NotFound
    values = dict(rows[0])
    roles = tuple(await roles_of_person(person_id, by=by, today=today))
    open_ones = await open_invitations(by, at, person=person_id)
    until = values["valid_until"]
    known = Known(values["works"], values.pop("came_in"), values.pop("elsewhere"))
    return PersonView(
        **values,
        left=until is not None and until <= today,
        roles=roles,
        stand_ins=tuple(await stand_ins_for(person_id, by=by, today=today)),
        invitation=open_ones[0] if open_ones else None,
        verbs=tuple(_verbs(values, roles, known, by)),
    )


def _verbs(row: dict[str, Any], roles: tuple[RoleShown, ...], known: Known, by: Actor) -> list[str]:
    """What the reader may do here: those who give roles, and everybody for oneself."""
    mine = row["id"] == by.person_id
    now = [role for role in roles if role.when != "before"]
    ends = [role for role in now if role.may_end]
    found = ["end_sessions"] if row["sessions"] and (mine or gives(by)) else []
    if not gives(by) or row["erased_at"] is not None:
        return found
    opens = [role for role in now if may_open(role.kind, role.target, by)]
    # Without a role there is nothing that a link could open.
    all_mine = known.works and not known.elsewhere and bool(now) and len(opens) == len(now)
    possible = {
        "give_role": not mine,
        "change_details": known.works,
        "move": any(role.held_for is HeldFor.ORGANISATION for role in ends),
        "leave": bool(ends),
        "new_access": known.came_in and not mine and all_mine,
        "send_again": not known.came_in and all_mine,
        "erase_details": may(by, "person.erase") and not now,
    }
    return found + [verb for verb, may in possible.items() if may]
