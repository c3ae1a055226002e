"""How much stands with the commitments of organisations that end, and goes along."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.permissions import may
from governance.base.views import fetch


class Along(Struct, frozen=True, rename="camel"):
    """What goes along, as a number of each sort: commitments that are still owed; milestones and
    evidence of these, and the indicators that successors go on measuring; of the parties the annual
    plans and contributions of the year of the reorganisation and later; feeds of calendars and
    shared lists of the organisations."""

    commitments: int = 0
    milestones: int = 0
    indicators: int = 0
    evidence: int = 0
    annual_plans: int = 0
    contributions: int = 0
    feeds: int = 0
    lists: int = 0


_ALONG = """
with line as (
    select l.id, l.commitment from commitment_line l join agreement a on a.id = l.agreement
    where l.organisation = any($1::uuid[]) and a.state = 'in_force'
      and l.state not in ('done', 'lapsed'))
select (select count(*) from line)::int as commitments,
       (select count(*) from milestone_line m join line on line.id = m.commitment_line)::int
           as milestones,
       (select count(*) from indicator i where i.commitment in (select commitment from line))::int
           as indicators,
       (select count(*) from evidence e join line on line.id = e.commitment_line
        where e.removed_at is null)::int as evidence,
       (select count(*) from annual_plan n
        where n.party = any($2::uuid[]) and n.year >= $3)::int as annual_plans,
       (select count(*) from contribution c
        where c.party = any($2::uuid[]) and c.year >= $3)::int as contributions,
       (select count(*) from calendar_feed f
        where f.organisation = any($1::uuid[]) and f.ended_at is null)::int as feeds,
       (select count(*) from saved_view v where v.organisation = any($1::uuid[]))::int as lists"""


async def along(of: Sequence[UUID], parties: Sequence[UUID], year: int, *, by: Actor) -> Along:
    """What goes along with the commitments of some organisations, the ``parties`` that they are in
    agreements, from a calendar year on: 1 query. For who may reorganise; no words, and not how
    anything stands."""
    if not may(by, "register.reorganise"):
        return Along()
    [found] = await fetch(Along, _ALONG, sorted(of), sorted(parties), year)
    return found
