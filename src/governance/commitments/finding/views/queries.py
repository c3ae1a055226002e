"""The lists that somebody keeps under a name, and those that are shared with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound
from governance.base.permissions import TABLE, Reach, held_on, holds
from governance.base.views import fetch

KEEP = TABLE["saved_view.keep"].who


class ViewShown(Struct, frozen=True, rename="camel"):
    """A list under a name; ``organisation``: with which it is shared, none: for oneself only."""

    id: UUID
    version: int
    name: str
    query: str
    organisation_id: UUID | None
    organisation: str | None
    may_change: bool


class ShareChoice(Struct, frozen=True):
    """An organisation with which one may share a list."""

    id: UUID
    name: str


_VIEWS = """
select v.id, v.version, v.name, v.query, v.organisation as organisation_id,
       o.short_name as organisation
from saved_view v left join organisation o on o.id = v.organisation
where ((v.person = $1 and v.organisation is null) or v.organisation = any($2::uuid[]))
  and ($3::uuid is null or v.id = $3)
order by v.organisation is not null, o.sort_key, v.sort_key, v.id"""
_SHARING = "select id, short_name as name from organisation where id = any($1) order by sort_key"


def homes(by: Actor) -> list[UUID]:
    """The organisations of which the actor sees the shared lists: its own."""
    return sorted({role.organisation_id for role in by.roles if role.organisation_id})


def keeps(by: Actor, organisation_id: UUID | None) -> bool:
    """Whether the actor may change a list that it sees: its own, or one that it may share."""
    return organisation_id is None or holds(by, KEEP, own=organisation_id) is not None


async def views_of(*, by: Actor) -> list[ViewShown]:
    """One's own lists, then those that are shared with one: 1 query."""
    return [_shown(row, by) for row in await DATABASE.fetch(_VIEWS, by.person_id, homes(by), None)]


async def view(view_id: UUID, *, by: Actor) -> ViewShown:
    """One list: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_VIEWS, by.person_id, homes(by), view_id)
    if not rows:
        raise NotFound
    return _shown(rows[0], by)


async def kept(view_id: UUID, *, by: Actor) -> ViewShown:
    """One list that the actor may change: 1 query. Raises :class:`NotAllowed`."""
    found = await view(view_id, by=by)
    if not found.may_change:
        raise NotAllowed
    return found


def _shown(row: Any, by: Actor) -> ViewShown:
    return ViewShown(**dict(row), may_change=keeps(by, row["organisation_id"]))


async def may_share_with(*, by: Actor) -> list[ShareChoice]:
    """The organisations with which the actor may share a list: 1 query."""
    return await fetch(ShareChoice, _SHARING, sorted(held_on(by, KEEP, Reach.OWN)))
