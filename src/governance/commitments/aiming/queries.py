"""What a region wants, which commitments serve it, and which serve nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.commitments.aiming.rules import AimKind, in_order
from governance.commitments.features.queries import Features, RegionSeen, may_in, region_seen
from governance.commitments.kept.queries import Kept, Whole, kept_by, whole


class AimView(Struct, frozen=True, rename="camel"):
    """A vision, goal or route. ``served``: how many commitments serve it or what is under it,
    also of agreements that the reader takes no part in, once these are no draft."""

    id: UUID
    version: int
    kind: AimKind
    parent_id: UUID | None
    title: str
    text: str
    served: int


class Serving(Struct, frozen=True, rename="camel"):
    """A commitment of an agreement that the reader takes part in, with the goals and routes
    that it serves. ``stands``: with all that owe it."""

    id: UUID
    number: int
    title: str
    agreement_id: UUID
    agreement: str
    aim_ids: tuple[UUID, ...]
    stands: Whole = Whole()
    lines: tuple[Kept, ...] = ()


class AimsView(Struct, frozen=True, rename="camel"):
    """All that a region wants, each vision before its goals, each goal before its routes, and
    the commitments of its agreements. ``features``: what it uses."""

    region_id: UUID
    region: str
    features: Features
    may_keep: bool
    aims: tuple[AimView, ...]
    commitments: tuple[Serving, ...]

    def under(self, parent: UUID | None) -> list[AimView]:
        """What stands under an aim; under none: the visions."""
        return [one for one in self.aims if one.parent_id == parent]

    def serving(self, aim_id: UUID) -> list[Serving]:
        """The commitments that serve an aim itself, not only what is under it."""
        return [one for one in self.commitments if aim_id in one.aim_ids]

    @property
    def unserved(self) -> list[AimView]:
        """Goals that no commitment serves."""
        return [one for one in self.aims if one.kind is AimKind.GOAL and not one.served]

    @property
    def aimless(self) -> list[Serving]:
        """Commitments that serve no goal."""
        return [one for one in self.commitments if not one.aim_ids]

    def way_to(self, aim_id: UUID | None) -> list[AimView]:
        """What an aim stands under, from the vision down to it."""
        found: list[AimView] = []
        known = {one.id: one for one in self.aims}
        while aim_id is not None:
            found.insert(0, known[aim_id])
            aim_id = known[aim_id].parent_id
        return found


_AIMS = f"""
select m.id, m.version, m.kind, m.parent as parent_id, m.title, m.text, (
    select count(distinct c.id)::int
    from aim x join aim_commitment k on k.aim = x.id
    join commitment c on c.id = k.commitment join agreement a on a.id = c.agreement
    where (m.id in (x.id, x.parent) or x.parent in (select y.id from aim y where y.parent = m.id))
      and c.lapsed_on is null and a.state <> 'ended'
      and (a.state <> 'draft' or {TAKING_PART})) as served
from aim m where m.grouping = $3 order by m.id"""  # noqa: S608 - constant text
SERVING = f"""
select c.id, c.position as number, c.title, a.id as agreement_id, a.short_title as agreement,
       array(select k.aim from aim_commitment k where k.commitment = c.id) as aim_ids
from agreement a join committee t on t.id = a.committee join commitment c on c.agreement = a.id
where t.grouping = $3 and a.state <> 'ended' and a.amends is null and c.lapsed_on is null
  and {TAKING_PART}
order by a.sort_key, a.id, c.position"""  # noqa: S608 - constant text
_WHERE = "select grouping from aim where id = $1"


async def aims_of(region: RegionSeen, *, by: Actor) -> list[AimView]:
    """All that a region wants, in its order: 1 query."""
    rows = await DATABASE.fetch(_AIMS, *visible_to(by), region.id)
    return in_order(AimView(**{**dict(row), "kind": AimKind(row["kind"])}) for row in rows)


async def serving_in(region_id: UUID, *, by: Actor, today: date) -> list[Serving]:
    """The commitments of the agreements of a region that the actor takes part in, with how they
    stand: 2 queries."""
    rows = await DATABASE.fetch(SERVING, *visible_to(by), region_id)
    kept = await kept_by((row["id"] for row in rows), by=by, today=today)
    return [_serving(row, kept.get(row["id"], ())) for row in rows]


def _serving(row: Mapping[str, Any], lines: tuple[Kept, ...]) -> Serving:
    fields = {**dict(row), "aim_ids": tuple(row["aim_ids"])}
    return Serving(**fields, stands=whole(lines), lines=lines)


async def aims(region_id: UUID, *, by: Actor, today: date) -> AimsView:
    """What a region wants and which commitments serve it: 4 queries. Raises :class:`NotFound`."""
    region = await region_seen(region_id, by=by)
    return AimsView(
        region.id,
        region.name,
        region.features,
        may_in(region, "aim.keep", by),
        tuple(await aims_of(region, by=by)),
        tuple(await serving_in(region.id, by=by, today=today)),
    )


async def around(aim_id: UUID, *, by: Actor, today: date) -> AimsView:
    """All that the region of an aim wants: 5 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_WHERE, aim_id)
    if not rows:
        raise NotFound
    return await aims(rows[0]["grouping"], by=by, today=today)


class AimPart(Struct, frozen=True, rename="camel"):
    """A vision, goal or route with what is under it and the commitments that serve it."""

    region_id: UUID
    region: str
    version: int
    aim: AimView
    under: tuple[AimView, ...]
    commitments: tuple[Serving, ...]
    may_keep: bool


def part_of(view: AimsView, aim_id: UUID) -> AimPart:
    """One aim out of all that its region wants."""
    [one] = [one for one in view.aims if one.id == aim_id]
    below = in_order_under(view, aim_id)
    names = {aim_id, *(each.id for each in below)}
    serving = tuple(each for each in view.commitments if names & set(each.aim_ids))
    return AimPart(
        view.region_id, view.region, one.version, one, tuple(below), serving, view.may_keep
    )


def in_order_under(view: AimsView, aim_id: UUID) -> list[AimView]:
    """All that stands under an aim, in its order."""
    found = []
    for one in view.under(aim_id):
        found += [one, *in_order_under(view, one.id)]
    return found


class Choice(Struct, frozen=True):
    """A goal or route to choose from, with the titles above it."""

    id: UUID
    label: str


def choices(found: Iterable[AimView]) -> list[Choice]:
    """The goals and routes that a commitment can serve, each with what it stands under."""
    known = {one.id: one for one in found}
    return [
        Choice(one.id, _label(one, known))
        for one in known.values()
        if one.kind is not AimKind.VISION
    ]


def _label(one: AimView, known: Mapping[UUID, AimView]) -> str:
    above = known.get(one.parent_id) if one.parent_id else None
    return f"{_label(above, known)} › {one.title}" if above else one.title
