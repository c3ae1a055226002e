"""What one party plans for a year, for itself, who keeps the agreement and its committee."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.commitments.aiming.queries import aims_of, choices
from governance.commitments.annual_plan.begun.queries import Before, Begun, before, begun
from governance.commitments.annual_plan.queries import WHOLE
from governance.commitments.budget.rules import KEPT_IN
from governance.commitments.features.queries import region_of


class PlanRowView(Struct, frozen=True, rename="camel"):
    """A commitment in which the party has a part, with what it puts into it.

    ``goals``: which goals and routes of the region it serves. ``before``: what the party planned
    for it in the year before.
    """

    commitment_id: UUID
    number: int
    title: str
    fte: Decimal | None
    euros: Decimal | None
    cover: str
    purpose: str
    goals: tuple[str, ...] = ()
    before: Before | None = None


class PartyPlanView(Struct, frozen=True, rename="camel"):
    """What one party plans for a year; ``version`` 0: nothing yet. ``begun``: what it begins from,
    or can begin from."""

    party_id: UUID
    organisation_id: UUID
    organisation: str
    agreement_id: UUID
    agreement: str
    agreement_state: str
    region_id: UUID | None
    year: int
    version: int
    in_use: bool
    may_enter: bool
    begun: Begun
    lines: tuple[PlanRowView, ...]


_PARTY = f"""
select p.id as party_id, o.id as organisation_id, o.short_name as organisation,
       a.id as agreement_id, a.short_title as agreement, a.state as agreement_state,
       coalesce(n.version, 0) as version, n.id as annual_plan
from party p join organisation o on o.id = p.organisation join agreement a on a.id = p.agreement
left join annual_plan n on n.party = p.id and n.year = $4
where p.id = $3 and {TAKING_PART} and (p.organisation = any($1::uuid[]) or {WHOLE})"""  # noqa: S608 - constant text
_ROWS = """
select c.id as commitment_id, c.position as number, c.title, x.fte, x.euros,
       coalesce(x.cover, '') as cover, coalesce(x.purpose, '') as purpose,
       array(select k.aim from aim_commitment k where k.commitment = c.id) as aims
from commitment c
left join annual_plan_line x on x.commitment = c.id and x.annual_plan = $2
where exists (select from commitment_party cp where cp.commitment = c.id and cp.party = $1)
  and (c.lapsed_on is null or x.id is not null)
order by c.position"""


async def party_plan(party_id: UUID, year: int, *, by: Actor) -> PartyPlanView:
    """What one party plans for a year, for itself, who keeps the agreement and its committee:
    7 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_PARTY, *visible_to(by), party_id, year)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    lines = await DATABASE.fetch(_ROWS, party_id, row.pop("annual_plan"))
    region = await region_of(row["agreement_id"], by=by)
    in_use = region is not None and region.features.budget
    can = in_use and row["agreement_state"] in KEPT_IN
    goals = choices(await aims_of(region, by=by)) if region else []
    earlier = {one.commitment_id: one for one in await before(party_id, year)}
    return PartyPlanView(
        **row,
        region_id=region.id if region else None,
        year=year,
        in_use=in_use,
        may_enter=can and may(by, "annual_plan.enter", own=row["organisation_id"]),
        begun=await begun(party_id, year),
        lines=tuple(_row(one, goals, earlier) for one in map(dict, lines)),
    )


def _row(
    row: dict[str, Any], goals: list[Any], earlier: Mapping[UUID, Before]
) -> PlanRowView:  # fmt: skip
    """A commitment with the goals that it serves, in the order of the region."""
    aims = set(row.pop("aims"))
    named = tuple(one.label for one in goals if one.id in aims)
    return PlanRowView(**row, goals=named, before=earlier.get(row["commitment_id"]))
