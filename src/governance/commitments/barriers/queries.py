"""The barriers of a region as a grid: which commitments raise which, against what."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.commitments.barriers.rules import FORMS, Cell
from governance.commitments.features.queries import RegionSeen, may_in, region_seen
from governance.commitments.kept.queries import Whole, kept_by, whole


class BarrierView(Struct, frozen=True, rename="camel"):
    """A barrier on the list of a region."""

    id: UUID
    version: int
    title: str
    text: str


class Raising(Struct, frozen=True, rename="camel"):
    """A commitment in one place of the grid. ``stands``: with all that owe it."""

    barrier_id: UUID
    exploitation: str
    id: UUID
    number: int
    title: str
    agreement_id: UUID
    agreement: str
    stands: Whole = Whole()


class GridView(Struct, frozen=True, rename="camel"):
    """The barriers of a region, and the commitments that raise them, of agreements that the
    reader takes part in. ``in_use``: the region uses the barrier model; else it is empty."""

    region_id: UUID
    region: str
    in_use: bool
    may_keep: bool
    may_choose: bool
    exploitations: tuple[str, ...]
    barriers: tuple[BarrierView, ...]
    raised: tuple[Raising, ...]

    def cell(self, barrier_id: UUID, exploitation: str) -> list[Raising]:
        """The commitments that raise a barrier against a form of exploitation."""
        at = (barrier_id, exploitation)
        return [one for one in self.raised if (one.barrier_id, one.exploitation) == at]


class BarrierPart(Struct, frozen=True, rename="camel"):
    """One barrier with the region whose list it is on."""

    id: UUID
    version: int
    title: str
    text: str
    region_id: UUID
    region: str
    may_keep: bool
    in_use: bool


_BARRIERS = """
select id, version, title, text from barrier where grouping = $1 order by sort_key, id"""
_RAISED = f"""
select k.barrier as barrier_id, k.exploitation, c.id, c.position as number, c.title,
       a.id as agreement_id, a.short_title as agreement
from barrier b join barrier_commitment k on k.barrier = b.id
join commitment c on c.id = k.commitment join agreement a on a.id = c.agreement
where b.grouping = $3 and c.lapsed_on is null and a.state <> 'ended' and {TAKING_PART}
order by b.sort_key, b.id, k.exploitation, a.sort_key, a.id, c.position"""  # noqa: S608 - constant text
_WHERE = "select id, version, title, text, grouping from barrier where id = $1"
_OF_COMMITMENT = """
select k.barrier, k.exploitation from barrier_commitment k where k.commitment = $1"""


async def barriers_of(region: RegionSeen, *, by: Actor) -> list[BarrierView]:
    """The barriers on the list of a region, by title: 1 query."""
    del by
    return await fetch(BarrierView, _BARRIERS, region.id)


async def grid(region_id: UUID, *, by: Actor, today: date) -> GridView:
    """The grid of a region: 4 queries, 1 where the region does not use it."""
    region = await region_seen(region_id, by=by)
    used = region.features.barriers
    barriers = await barriers_of(region, by=by) if used else []
    raised = await _raised(region_id, by, today) if used else []
    return GridView(
        region.id, region.name, used, may_in(region, "barrier.keep", by),
        may_in(region, "feature.choose", by), tuple(map(str, FORMS)), tuple(barriers),
        tuple(raised),
    )  # fmt: skip


async def _raised(region_id: UUID, by: Actor, today: date) -> list[Raising]:
    rows = [dict(row) for row in await DATABASE.fetch(_RAISED, *visible_to(by), region_id)]
    kept = await kept_by((row["id"] for row in rows), by=by, today=today)
    return [Raising(**row, stands=whole(kept.get(row["id"], ()))) for row in rows]


async def barrier(barrier_id: UUID, *, by: Actor) -> BarrierPart:
    """One barrier of a region that the actor sees: 2 queries. Raises :class:`NotFound`."""
    rows = [dict(row) for row in await DATABASE.fetch(_WHERE, barrier_id)]
    if not rows:
        raise NotFound
    [row] = rows
    region = await region_seen(row.pop("grouping"), by=by)
    return BarrierPart(
        **row,
        region_id=region.id,
        region=region.name,
        may_keep=may_in(region, "barrier.keep", by),
        in_use=region.features.barriers,
    )


async def raised_by(commitment_id: UUID, *, by: Actor) -> set[Cell]:
    """What a commitment raises, for who takes part in its agreement: 1 query."""
    del by
    rows = await DATABASE.fetch(_OF_COMMITMENT, commitment_id)
    return {(row["barrier"], row["exploitation"]) for row in rows}
