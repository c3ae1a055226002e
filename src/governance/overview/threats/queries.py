"""What threatens, for a committee or for an organisation, and how to find all of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on
from governance.commitments.hidden_days.rules import without_days
from governance.commitments.rules import Standing
from governance.commitments.sharing.queries import WHOLE, sees
from governance.commitments.standing.queries import NEXT_MILESTONE, stands_sql
from governance.library.kinds.folders import hides_dates
from governance.overview.rules import BEHIND
from governance.reporting.rules import WORKFLOW


class Threat(Struct, frozen=True, rename="camel"):
    """A commitment that is late or at risk.

    ``milestone`` is its first open one with its own days, where there is one; ``planned_on``
    and ``forecast_on`` are of the whole commitment.
    ``days_hidden``: all of these are told on its own page alone.
    """

    line_id: UUID
    agreement_id: UUID
    organisation: str
    number: int
    title: str
    standing: Standing
    reason: str
    milestone: str
    milestone_planned_on: date | None
    milestone_forecast_on: date | None
    planned_on: date | None
    forecast_on: date | None
    days_hidden: bool


_THREATS = f"""
select l.id as line_id, a.id as agreement_id, o.short_name as organisation, c.position as number,
       c.title, c.kind, l.state, l.reason, coalesce(n.title, '') as milestone,
       n.planned_on as milestone_planned_on, n.forecast_on as milestone_forecast_on,
       l.planned_on, l.forecast_on,
       s.standing,
       count(*) over ()::int as found,
       (min(a.id::text) over () = max(a.id::text) over ()) as one_agreement,
       (min(l.organisation::text) over () = max(l.organisation::text) over ()) as one_owner
from commitment_line l
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
{NEXT_MILESTONE}
cross join lateral (select {stands_sql("$6::date")} as standing) s
where {TAKING_PART} and a.state = 'in_force'
  and (a.committee = any($2::uuid[]) or l.organisation = any($5::uuid[]))
  and {WHOLE} and s.standing in ('late', 'at_risk')
order by s.standing <> 'late', least(n.planned_on, l.planned_on), o.sort_key, c.position limit $7"""  # noqa: S608 - constant text


async def threats_to(
    by: Actor, today: date, limit: int
) -> tuple[tuple[Threat, ...], int, dict[str, str]]:
    """What is late or at risk, how many there are, and what narrows the dashboard: 1 query."""
    pins = sorted(held_on(by, WORKFLOW.who("edit"), Reach.OWN))
    if not pins and not by.committees:
        return (), 0, {}
    rows = [dict(r) for r in await DATABASE.fetch(_THREATS, *sees(by), pins, today, limit)]
    found, of = 0, {"standing": BEHIND}
    for row in rows:
        found = row.pop("found")
        row["standing"] = Standing(row["standing"])
        if row.pop("one_agreement"):
            of["agreement"] = str(row["agreement_id"])
        if row.pop("one_owner"):
            of["organisation"] = row["organisation"]
    return tuple(_threat(row) for row in rows), found, of


def _threat(row: dict[str, Any]) -> Threat:
    """A threat without the days that only the page of its commitment tells."""
    told = without_days(row, hides=hides_dates(row["kind"]))
    if told["days_hidden"]:
        told |= {"milestone": "", "milestone_planned_on": None, "milestone_forecast_on": None}
    return Threat(*(told[name] for name in Threat.__struct_fields__))
