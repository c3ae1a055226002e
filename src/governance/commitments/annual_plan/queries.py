"""The annual plan of an agreement, as far as the reader may see.

A party sees what it plans itself; who keeps the agreement and its committee see what all plan.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.commitments.aiming.queries import aims_of, choices
from governance.commitments.annual_plan.begun.queries import COLUMNS, Begun, taken_out
from governance.commitments.annual_plan.rules import summed
from governance.commitments.budget.rules import KEPT_IN
from governance.commitments.features.queries import RegionSeen, region_of
from governance.commitments.kinds.rules import Scope, scope_of
from governance.commitments.timeline.queries import Point
from governance.commitments.timeline.queries import of_agreement as timeline_of
from governance.commitments.timeline.rules import Zoom


class Planned(Struct, frozen=True, rename="camel"):
    """What one party puts into one commitment in a year."""

    party_id: UUID
    organisation: str
    commitment_id: UUID
    fte: Decimal | None
    euros: Decimal | None
    cover: str
    purpose: str


class InYear(Struct, frozen=True, rename="camel"):
    """A commitment in a year: its milestones of that year, and what is put into it.

    ``left``: milestones of earlier years that some party has not reached, as far as the reader is
    told. ``hidden``: how many are still to come, in any year, of which the days are told on its own
    page alone.
    """

    id: UUID
    number: int
    title: str
    owners: tuple[str, ...]
    scope: Scope
    milestones: tuple[Point, ...] = ()
    left: tuple[Point, ...] = ()
    hidden: int = 0
    planned: tuple[Planned, ...] = ()


class Served(Struct, frozen=True, rename="camel"):
    """A goal or route of the region with the vision above it, and the numbers of the
    commitments of this agreement that serve it."""

    aim_id: UUID
    label: str
    numbers: tuple[int, ...]


class OfParty(Struct, frozen=True, rename="camel"):
    """What one party plans together. ``version`` 0: it planned nothing for this year. ``begun``:
    what its plan begins from, where it does."""

    party_id: UUID
    organisation: str
    version: int
    begun: Begun | None
    may_enter: bool
    fte: Decimal
    euros: Decimal


class AnnualPlanView(Struct, frozen=True, rename="camel"):
    """The annual plan of an agreement. ``whole``: the reader sees what every party plans.
    ``in_use``: the region uses budgets; else nobody tells fte and euros."""

    agreement_id: UUID
    agreement: str
    agreement_state: str
    keeper_id: UUID
    keeper: str
    whole: bool
    region_id: UUID | None
    region: str
    year: int
    in_use: bool
    today: date
    goals: tuple[Served, ...]
    commitments: tuple[InYear, ...]
    parties: tuple[OfParty, ...]
    fte: Decimal
    euros: Decimal


WHOLE = "(a.keeper = any($1::uuid[]) or coalesce(a.committee = any($2::uuid[]), false))"
"""Whether one sees what every party to the agreement ``a`` plans."""
_AGREEMENT = f"""
select a.id as agreement_id, a.short_title as agreement, a.state as agreement_state,
       a.keeper as keeper_id, k.name as keeper, {WHOLE} as whole
from agreement a join organisation k on k.id = a.keeper
where a.id = $3 and {TAKING_PART}"""  # noqa: S608 - constant text
_COMMITMENTS = """
select c.id, c.position as number, c.title, array(
    select o.short_name from commitment_party cp join party p on p.id = cp.party
    join organisation o on o.id = p.organisation
    where cp.commitment = c.id and cp.part = 'owner' order by o.sort_key) as owners, (
    select count(*) from party p where p.agreement = c.agreement and p.left_on is null
      and p.participation = any($2)) as signing
from commitment c where c.agreement = $1 and c.lapsed_on is null order by c.position"""
_PLANNED = f"""
select p.id as party_id, o.short_name as organisation, x.commitment as commitment_id, x.fte,
       x.euros, x.cover, x.purpose
from annual_plan n join annual_plan_line x on x.annual_plan = n.id join party p on p.id = n.party
join organisation o on o.id = p.organisation join agreement a on a.id = p.agreement
where a.id = $3 and n.year = $4 and (p.organisation = any($1::uuid[]) or {WHOLE})
order by o.sort_key, p.id"""  # noqa: S608 - constant text
_PARTIES = f"""
select p.id as party_id, o.id as organisation_id, o.short_name as organisation,
       coalesce(n.version, 0) as version, {COLUMNS}
from party p join organisation o on o.id = p.organisation join agreement a on a.id = p.agreement
left join annual_plan n on n.party = p.id and n.year = $4
where a.id = $3 and (p.organisation = any($1::uuid[]) or {WHOLE})
order by o.sort_key, p.id"""  # noqa: S608 - constant text
_SERVED = """
select k.aim, array_agg(c.position order by c.position) as numbers
from aim_commitment k join commitment c on c.id = k.commitment
where c.agreement = $1 and c.lapsed_on is null group by k.aim"""


async def annual_plan(agreement_id: UUID, year: int, *, by: Actor, today: date) -> AnnualPlanView:
    """The annual plan of an agreement: 10 queries. Raises :class:`NotFound`."""
    mine = visible_to(by)
    rows = await DATABASE.fetch(_AGREEMENT, *mine, agreement_id)
    if not rows:
        raise NotFound
    region = await region_of(agreement_id, by=by)
    planned = await fetch(Planned, _PLANNED, *mine, agreement_id, year)
    in_use = region is not None and region.features.budget
    can = in_use and rows[0]["agreement_state"] in KEPT_IN
    parties = [
        OfParty(
            row["party_id"], row["organisation"], row["version"],
            Begun(*taken_out(row), row["version"]) if row["version"] else None,
            can and may(by, "annual_plan.enter", own=row["organisation_id"]),
            summed(one.fte for one in planned if one.party_id == row["party_id"]),
            summed(one.euros for one in planned if one.party_id == row["party_id"]),
        )
        for row in map(dict, await DATABASE.fetch(_PARTIES, *mine, agreement_id, year))
    ]  # fmt: skip
    return AnnualPlanView(
        **dict(rows[0]),
        region_id=region.id if region else None,
        region=region.name if region else "",
        year=year,
        in_use=in_use,
        today=today,
        goals=tuple(await _goals(agreement_id, region, by)),
        commitments=tuple(await _commitments(agreement_id, year, planned, by, today)),
        parties=tuple(parties),
        fte=summed(one.fte for one in planned),
        euros=summed(one.euros for one in planned),
    )


async def _goals(agreement_id: UUID, region: RegionSeen | None, by: Actor) -> list[Served]:
    """The goals that the commitments of the agreement serve, in their order: 2 queries."""
    if region is None:
        return []
    rows = await DATABASE.fetch(_SERVED, agreement_id)
    served = {row["aim"]: tuple(row["numbers"]) for row in rows}
    named = choices(await aims_of(region, by=by))
    return [Served(one.id, one.label, served[one.id]) for one in named if one.id in served]


async def _commitments(
    agreement_id: UUID, year: int, planned: list[Planned], by: Actor, today: date
) -> list[InYear]:
    """The commitments with their milestones of the year, and those left before it: 3 queries."""
    line = await timeline_of(agreement_id, Zoom.ALL, today, by=by, today=today)
    return [
        InYear(
            row["id"], row["number"], row["title"], tuple(row["owners"]),
            scope_of(row["owners"], row["signing"]),
            tuple(one for one in line.points if one.number == row["number"] and _due(one, year)),
            tuple(one for one in line.points if one.number == row["number"] and _left(one, year)),
            line.hidden.get(row["number"], 0),
            tuple(one for one in planned if one.commitment_id == row["id"]),
        )
        for row in await DATABASE.fetch(_COMMITMENTS, agreement_id, sorted(SIGNING))
    ]  # fmt: skip


def _due(point: Point, year: int) -> bool:
    """Whether a milestone is planned or expected in a year; not that it was reached late in it."""
    days = (point.planned_on, point.forecast_on)
    return any(one is not None and one.year == year for one in days)


def _left(point: Point, year: int) -> bool:
    """Whether a milestone was to be reached before a year and is known not to be."""
    last = point.forecast_on or point.planned_on
    return last.year < year and point.done + point.unshared < point.total
