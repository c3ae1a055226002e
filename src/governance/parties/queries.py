"""What is shown of organisations, authorities and committees: the register of who there is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.searching import like
from governance.base.views import fetch
from governance.parties.rules import AuthorityKind, GroupingKind
from governance.parties.visible.queries import SIGHT, region_in_sight, sight_of

PAGE_SIZE = 50


class OrganisationView(Struct, frozen=True, rename="camel"):
    """An organisation as the register has it. ``acting_body``: who acts for it (penvoerder)."""

    id: UUID
    kind: str
    name: str
    short_name: str
    cbs_code: str
    tooi_uri: str
    oin: str
    kvk: str
    legal_personality: bool
    acting_body_id: UUID | None
    acting_body: str | None
    valid_from: date | None
    valid_until: date | None
    level: str
    mailbox: str
    keeper_id: UUID | None
    source: str
    version: int


class AuthorityView(Struct, frozen=True, rename="camel"):
    """A bestuursorgaan of an organisation, and the function that represents it."""

    id: UUID
    version: int
    organisation_id: UUID
    kind: str
    name: str
    represented_by_function: str


class GroupingView(Struct, frozen=True, rename="camel"):
    """A region of some kind; ``members`` on the day that was asked."""

    id: UUID
    kind: str
    name: str
    code: str
    members: int


class CommitteeView(Struct, frozen=True, rename="camel"):
    """A steering committee, its region, and the organisation that keeps its records."""

    id: UUID
    kind: str
    name: str
    grouping: str
    organisation_id: UUID
    valid_until: date | None


Existing = TypeVar("Existing", OrganisationView, CommitteeView)
_WHERE = """
from organisation o left join organisation b on b.id = o.acting_body
where $1 and ($2::text is null or ' ' || o.search_key like $2)
  and ($3::text is null or o.kind = $3) and ($4::uuid is null or o.id = $4)"""
_REGISTER = f"""
select o.id, o.kind, o.name, o.short_name, o.cbs_code, o.tooi_uri, o.oin, o.kvk,
       o.legal_personality, b.id as acting_body_id, b.name as acting_body, o.valid_from,
       o.valid_until, o.level, o.mailbox, o.keeper as keeper_id, o.source, o.version
{_WHERE} order by o.sort_key, o.id limit $5 offset $6"""
_AUTHORITIES = """
select u.id, u.version, u.organisation as organisation_id, u.kind, u.name, u.represented_by_function
from authority u join organisation o on o.id = u.organisation
where u.organisation = any($1::uuid[])
order by o.sort_key, array_position($2::text[], u.kind::text), u.name, u.id"""
_GROUPINGS = f"""with {SIGHT}
select g.id, g.kind, g.name, g.code, (select count(*)::int from membership m
    where m."grouping" = g.id and m.valid_from <= $5
    and (m.valid_until is null or m.valid_until > $5)) as members
from "grouping" g where {region_in_sight("g.id")} and (g.valid_until is null or g.valid_until > $5)
order by array_position($6::text[], g.kind::text), g.sort_key, g.id"""  # noqa: S608 - constant text
_COMMITTEES = """
select c.id, c.kind, c.name, g.name as grouping, c.organisation as organisation_id, c.valid_until
from committee c join grouping g on g.id = c.grouping
where $1 order by c.sort_key, c.id"""


def there(things: Iterable[Existing], on: date) -> list[Existing]:
    """Those that have not ended on a day: what somebody can choose."""
    return [one for one in things if one.valid_until is None or one.valid_until > on]


def visible_to(by: Actor | None) -> bool:
    """The register is for whoever is signed in, whatever their roles; for nobody else."""
    return by is not None


async def organisations(
    by: Actor | None, search: str | None = None, kind: str | None = None
) -> list[OrganisationView]:
    """All organisations by name, also those that have ended: 1 query.

    ``search`` finds the beginning of words in the name.
    """
    wanted = (visible_to(by), like(search), kind or None, None, None, 0)
    return await fetch(OrganisationView, _REGISTER, *wanted)


async def organisation(organisation_id: UUID, *, by: Actor | None) -> OrganisationView:
    """One organisation: 1 query. Raises :class:`NotFound`."""
    wanted = (visible_to(by), None, None, organisation_id, 1, 0)
    found = await fetch(OrganisationView, _REGISTER, *wanted)
    if not found:
        raise NotFound
    return found[0]


async def authorities(of: Iterable[UUID], *, by: Actor | None) -> list[AuthorityView]:
    """The authorities of some organisations, as an agreement names them: the college before
    the burgemeester. 1 query."""
    wanted = sorted(set(of)) if visible_to(by) else []
    return await fetch(AuthorityView, _AUTHORITIES, wanted, list(AuthorityKind))


async def groupings(by: Actor, today: date) -> list[GroupingView]:
    """The regions that somebody sees, own cooperations first: 1 query."""
    asked = (*sight_of(by, today), list(GroupingKind))
    return await fetch(GroupingView, _GROUPINGS, *asked)


async def committees(by: Actor | None) -> list[CommitteeView]:
    """All committees by name, also those that have ended: 1 query."""
    return await fetch(CommitteeView, _COMMITTEES, visible_to(by))
