"""What organisations can and cannot do: of one, and in one table over all of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.base.searching import anywhere, like
from governance.parties.abilities.rules import AbilityKind
from governance.parties.queries import (
    PAGE_SIZE,
    OrganisationView,
    organisation,
    visible_to,
)
from governance.parties.rules import ExploitationForm, TargetGroup


class AbilityView(Struct, frozen=True, rename="camel"):
    """One thing that an organisation can do or cannot. No target group: for everybody; no form
    of exploitation: for all. ``may_change``: whether this reader may."""

    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    kind: AbilityKind
    title: str
    detail: str
    basis: str
    target_groups: tuple[TargetGroup, ...]
    exploitation: tuple[ExploitationForm, ...]
    may_change: bool


class Abilities(Struct, frozen=True, rename="camel"):
    """One page of abilities; ``total`` counts all that were found, ``pages`` is at least 1."""

    abilities: tuple[AbilityView, ...]
    total: int
    page: int
    pages: int


class Wanted(Struct, frozen=True):
    """What a list is narrowed to. A target group or form also finds what is meant for all."""

    kind: str = ""
    target_group: str = ""
    exploitation: str = ""
    search: str = ""
    organisation: UUID | None = None


_WHERE = """
from ability a join organisation o on o.id = a.organisation
where $1::boolean and ($2::uuid is null or a.id = $2)
  and ($3::uuid is null or a.organisation = $3) and ($4::text is null or a.kind = $4)
  and ($5::text is null or a.target_groups ? $5 or a.target_groups = '[]')
  and ($6::text is null or a.exploitation ? $6 or a.exploitation = '[]')
  and ($8::text = '%%' or ' ' || o.search_key like $7::text or lower(a.title) like $8
       or lower(a.detail) like $8 or lower(a.basis) like $8)"""
_COUNT = f"select count(*)::int as number {_WHERE}"
_LIST = f"""
select a.id, a.version, o.id as organisation_id, o.name as organisation, a.kind, a.title,
       a.detail, a.basis, a.target_groups, a.exploitation, o.keeper
{_WHERE} order by o.sort_key, o.id, array_position($9::text[], a.kind::text), lower(a.title), a.id
limit $10 offset $11"""
_MOST = 500
"""What one organisation can and cannot, at most, as its own page shows it."""


def _view(row: Any, by: Actor) -> AbilityView:
    values = dict(row)
    keeper = values.pop("keeper")
    groups = msgspec.json.decode(row["target_groups"], type=tuple[TargetGroup, ...])
    forms = msgspec.json.decode(row["exploitation"], type=tuple[ExploitationForm, ...])
    kept = may(by, "ability.change", own=row["organisation_id"], keeper=keeper)
    values |= {"kind": AbilityKind(row["kind"]), "target_groups": groups, "exploitation": forms}
    return AbilityView(**values, may_change=kept)


def _asked(by: Actor, wanted: Wanted, ability_id: UUID | None = None) -> list[Any]:
    return [
        visible_to(by), ability_id, wanted.organisation, wanted.kind or None,
        wanted.target_group or None, wanted.exploitation or None, like(wanted.search),
        anywhere(wanted.search),
    ]  # fmt: skip


async def _rows(asked: list[Any], size: int, skip: int) -> list[Any]:
    return list(await DATABASE.fetch(_LIST, *asked, list(AbilityKind), size, skip))


async def abilities(
    by: Actor, wanted: Wanted, *, page: int = 1, size: int = PAGE_SIZE
) -> Abilities:
    """One page over all organisations: 2 queries. A page too far is the last."""
    asked = _asked(by, wanted)
    [row] = await DATABASE.fetch(_COUNT, *asked)
    pages = max(1, -(-row["number"] // size))
    page = min(max(1, page), pages)
    rows = await _rows(asked, size, (page - 1) * size)
    return Abilities(tuple(_view(one, by) for one in rows), row["number"], page, pages)


async def of_organisation(organisation_id: UUID, *, by: Actor) -> list[AbilityView]:
    """What one organisation can, and then what it cannot: 1 query."""
    rows = await _rows(_asked(by, Wanted(organisation=organisation_id)), _MOST, 0)
    return [_view(row, by) for row in rows]


async def ability(organisation_id: UUID, ability_id: UUID, *, by: Actor) -> AbilityView:
    """One ability of an organisation: 1 query. Raises :class:`NotFound`."""
    rows = await _rows(_asked(by, Wanted(organisation=organisation_id), ability_id), 1, 0)
    if not rows:
        raise NotFound
    return _view(rows[0], by)


def may_add(view: OrganisationView, by: Actor) -> bool:
    """Whether the actor says what this organisation can and cannot."""
    return may(by, "ability.add", own=view.id, keeper=view.keeper_id)


def own(by: Actor) -> UUID | None:
    """The one organisation of which the actor says so; None where there are more, or none."""
    found = held_on(by, TABLE["ability.add"].who, Reach.OWN)
    return next(iter(found)) if len(found) == 1 else None


async def addable(organisation_id: UUID, *, by: Actor) -> OrganisationView:
    """An organisation of which the actor says so: 1 query. Raises :class:`NotFound`."""
    view = await organisation(organisation_id, by=by)
    if not may_add(view, by):
        raise NotFound
    return view
