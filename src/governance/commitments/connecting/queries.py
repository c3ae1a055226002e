"""All that one commitment has to do with: goals, barriers and other commitments."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.commitments.aiming.rules import AimKind
from governance.commitments.barriers.queries import BarrierView, barriers_of, raised_by
from governance.commitments.dependence.queries import Dependence, dependence_of
from governance.commitments.features.queries import Features, RegionSeen, region_of


class Aimed(Struct, frozen=True, rename="camel"):
    """A goal or route that a commitment serves, with what it stands under, vision first."""

    id: UUID
    kind: AimKind
    title: str
    above: tuple[str, ...]


class Raised(Struct, frozen=True, rename="camel"):
    """A barrier that a commitment raises, against which forms of exploitation."""

    barrier_id: UUID
    barrier: str
    exploitations: tuple[str, ...]


class ConnectionsView(Struct, frozen=True, rename="camel"):
    """What a commitment serves, raises and waits for. ``features``: what its region uses; what
    it does not use is left out. No region: its agreement has no committee."""

    commitment_id: UUID
    agreement_id: UUID
    agreement: str
    number: int
    title: str
    version: int
    region_id: UUID | None
    region: str
    features: Features
    may_connect: bool
    aims: tuple[Aimed, ...]
    barriers: tuple[Raised, ...]
    dependence: Dependence


_COMMITMENT = f"""
select c.id as commitment_id, a.id as agreement_id, a.short_title as agreement, a.keeper,
       c.position as number, c.title, coalesce(n.version, 0) as version
from commitment c join agreement a on a.id = c.agreement
left join commitment_connection n on n.commitment = c.id
where a.id = $3 and c.id = $4 and {TAKING_PART}"""  # noqa: S608 - constant text


_AIMED = """
select m.id, m.kind, m.title, p.title as parent, q.title as vision
from aim_commitment k join aim m on m.id = k.aim
left join aim p on p.id = m.parent left join aim q on q.id = p.parent
where k.commitment = $1 order by m.id"""


async def served_by(commitment_id: UUID, *, by: Actor) -> list[Aimed]:
    """What a commitment serves, for who takes part in its agreement: 1 query."""
    del by
    rows = await DATABASE.fetch(_AIMED, commitment_id)
    return [
        Aimed(row["id"], AimKind(row["kind"]), row["title"], _above(row["vision"], row["parent"]))
        for row in rows
    ]


def _above(*titles: str | None) -> tuple[str, ...]:
    return tuple(title for title in titles if title)


def _raised(cells: set[tuple[UUID, str]], barriers: list[BarrierView]) -> tuple[Raised, ...]:
    found = []
    for one in barriers:
        forms = tuple(sorted(form for barrier, form in cells if barrier == one.id))
        if forms:
            found.append(Raised(one.id, one.title, forms))
    return tuple(found)


async def connections(
    agreement_id: UUID, commitment_id: UUID, *, by: Actor, today: date
) -> ConnectionsView:
    """What a commitment serves, raises and waits for, for who takes part in its agreement: at
    most 8 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_COMMITMENT, *visible_to(by), agreement_id, commitment_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    region = await region_of(agreement_id, by=by)
    used = region.features if region else Features()
    dependence = Dependence()
    if used.dependence:
        dependence = await dependence_of(commitment_id, by=by, today=today)
    return ConnectionsView(
        region_id=region.id if region else None,
        region=region.name if region else "",
        features=used,
        may_connect=may(by, "commitment.connect", keeper=row.pop("keeper")),
        aims=tuple(await served_by(commitment_id, by=by)) if region else (),
        barriers=await _barriers(commitment_id, region, by),
        dependence=dependence,
        **row,
    )


async def _barriers(
    commitment_id: UUID, region: RegionSeen | None, by: Actor
) -> tuple[Raised, ...]:
    if region is None or not region.features.barriers:
        return ()
    cells = await raised_by(commitment_id, by=by)
    return _raised(cells, await barriers_of(region, by=by))
