"""What the plan of a party begins from, and what was planned and not finished the year before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.commitments.annual_plan.begun.rules import Beginning, goes_along


class SafetyPlan(Struct, frozen=True, rename="camel"):
    """The integrated safety plan that an annual plan follows; ``last_day`` is its last one."""

    title: str
    adopted_by: str
    adopted_on: date
    holds_from: date
    last_day: date
    link: str
    priorities: str


class Before(Struct, frozen=True, rename="camel"):
    """What a party planned for a commitment in the year before, and whether it goes along:
    not where its own line is done or has lapsed."""

    commitment_id: UUID
    fte: Decimal | None
    euros: Decimal | None
    cover: str
    purpose: str
    goes_along: bool


class Begun(Struct, frozen=True, rename="camel"):
    """What the plan of one party begins from. ``version`` 0: nothing was planned for that year."""

    begins_from: Beginning
    safety_plan: SafetyPlan | None
    version: int = 0


COLUMNS = """n.begins_from, n.safety_plan, n.adopted_by, n.adopted_on, n.holds_from,
n.holds_until - 1 as last_day, n.link, n.priorities"""
"""Of a plan ``n`` what :func:`taken_out` takes out of its row."""
_PLANS = f"""
select n.year, n.version, {COLUMNS} from annual_plan n
where n.party = $1 and n.year between $2 - 1 and $2 order by n.year desc"""  # noqa: S608 - constant text
_BEFORE = """
select x.commitment as commitment_id, x.fte, x.euros, x.cover, x.purpose,
       case when c.lapsed_on is null then l.state else 'lapsed' end as state
from annual_plan n join annual_plan_line x on x.annual_plan = n.id
join commitment c on c.id = x.commitment
left join commitment_line l on l.commitment = c.id and l.party = n.party
where n.party = $1 and n.year = $2 - 1
  and exists (select from commitment_party cp where cp.commitment = c.id and cp.party = n.party)
order by c.position"""


def taken_out(row: dict[str, Any]) -> tuple[Beginning, SafetyPlan | None]:
    """What a plan begins from; takes the columns that say so out of its row."""
    named = (
        "safety_plan",
        "adopted_by",
        "adopted_on",
        "holds_from",
        "last_day",
        "link",
        "priorities",
    )
    said = [row.pop(name) for name in named]
    begins_from = Beginning(row.pop("begins_from") or Beginning.GOALS)
    return begins_from, SafetyPlan(*said) if said[0] else None


async def begun(party_id: UUID, year: int | None) -> Begun:
    """What a plan begins from; where there is none yet, what it can begin from: 1 query. Of a year
    that could not be read there is nothing.

    A safety plan that the plan of the year before follows and that holds still is proposed. Whoever
    calls has made sure that the reader sees the plan.
    """
    if year is None:
        return Begun(Beginning.GOALS, None)
    rows = [dict(row) for row in await DATABASE.fetch(_PLANS, party_id, year)]
    plans = {row.pop("year"): (row.pop("version"), *taken_out(row)) for row in rows}
    if year in plans:
        version, begins_from, of = plans[year]
        return Begun(begins_from, of, version)
    _, _, of = plans.get(year - 1, (0, Beginning.GOALS, None))
    if of is not None and of.last_day.year < year:
        of = None
    found = Beginning.SAFETY_PLAN if of else Beginning.GOALS
    return Begun(Beginning.LAST_YEAR if year - 1 in plans else found, of)


async def before(party_id: UUID, year: int) -> list[Before]:
    """What a party planned for the year before, by commitment: 1 query."""
    rows = [dict(row) for row in await DATABASE.fetch(_BEFORE, party_id, year)]
    return [Before(goes_along=goes_along(row.pop("state")), **row) for row in rows]
