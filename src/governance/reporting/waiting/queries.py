"""Which reports wait for somebody: to be written, or to be judged."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on
from governance.reporting.rules import WORKFLOW, days_late


class Due(Struct, frozen=True, rename="camel"):
    """A report that waits for somebody: its state says for what.

    ``adopted_on`` is filled where the regional report was adopted without it.
    """

    report_id: UUID
    round_id: UUID
    round_title: str
    agreement_id: UUID
    agreement_title: str
    organisation: str
    state: str
    due_on: date
    days_late: int
    lines: int
    answered: int
    adopted_on: date | None


COUNTS = """cross join lateral (
    select count(*)::int as lines, (count(*) filter (where answered))::int as answered
    from report_line rl where rl.report = r.id) n"""
"""How many lines a report (``r``) has, and how many say something."""
_DUE = f"""
select r.id as report_id, rd.id as round_id, rd.title as round_title, a.id as agreement_id,
       a.short_title as agreement_title, o.name as organisation, r.state, rd.due_on,
       n.lines, n.answered, rr.adopted_on
from report r
join round rd on rd.id = r.round
join regional_report rr on rr.round = rd.id
join agreement a on a.id = rd.agreement
join organisation o on o.id = r.organisation
{COUNTS}
where rd.opens_on <= $3 and (
    (r.state in ('draft', 'approved', 'returned') and r.organisation = any($1::uuid[]))
    or (r.state = 'submitted' and rd.committee = any($2::uuid[])))
order by rd.due_on, o.sort_key limit 200"""  # noqa: S608 - constant text


async def due(by: Actor, today: date) -> list[Due]:
    """What waits for the actor: own reports to write, submitted ones to judge: 1 query."""
    own = sorted(held_on(by, WORKFLOW.who("edit"), Reach.OWN))
    judged = sorted(held_on(by, WORKFLOW.who("accept"), Reach.COMMITTEE))
    return [
        Due(**dict(row), days_late=days_late(row["due_on"], None, today))
        for row in await DATABASE.fetch(_DUE, own, judged, today)
    ]
