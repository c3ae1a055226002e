"""Planning what is still owed for a longer term, and letting a party that accedes owe too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add_all, encoded, lock
from governance.commitments.milestones.actions import planned_by_commitment
from governance.commitments.milestones.rules import HORIZON_MONTHS
from governance.commitments.rules import Part
from governance.commitments.tables import CommitmentParty
from governance.library.promises import add_months

Cause = tuple[str, UUID]
_LINES = """
select l.id, l.commitment, p.joined_on,
       coalesce((select max(m.position) from milestone_line m where m.commitment_line = l.id), 0)
         as last
from commitment_line l join party p on p.id = l.party
where l.agreement = $1 and l.state not in ('done', 'lapsed') order by l.id for update of l"""
_PLAN = """
insert into milestone_line (id, version, commitment_line, milestone, position, state, planned_on)
select r.id, 1, r.line, r.milestone, r.position, 'planned', r.planned_on
from jsonb_to_recordset($1::jsonb)
     as r(id uuid, line uuid, milestone uuid, position int, planned_on date)
on conflict (commitment_line, milestone, planned_on) do nothing"""
_LAST = """
update commitment_line l set version = l.version + 1, changed_at = $2, planned_on = (
    select max(m.planned_on) from milestone_line m where m.commitment_line = l.id)
where l.id = any($1::uuid[])"""
_OWED = """
select id from commitment where agreement = $1 and id = any($2::uuid[]) and not exists (
    select from commitment_party x where x.commitment = commitment.id and x.party = $3)"""


async def prolong(
    agreement_id: UUID, from_on: date, until: date | None,
    *, by: Actor, at: datetime, cause: Cause,
) -> int:  # fmt: skip
    """Plan the milestones that recur for a longer term: from the old end up to the new one, or
    four years ahead where it has none. What is done or lapsed stays. Gives how many were added."""
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        lines = [dict(r) for r in await DATABASE.fetch(_LINES, agreement_id)]
        ends = until or add_months(from_on, HORIZON_MONTHS)
        plans = {
            since: await planned_by_commitment(agreement_id, since, ends)
            for since in {line["joined_on"] or row["entered_into_force_on"] for line in lines}
        }
        fresh = []
        for line in lines:
            days = plans[line["joined_on"] or row["entered_into_force_on"]]
            later = [one for one in days.get(line["commitment"], ()) if one[0] >= from_on]
            for place, (planned, milestone) in enumerate(later, line["last"] + 1):
                made = {"id": new_id(), "line": line["id"], "milestone": milestone}
                fresh.append({**made, "position": place, "planned_on": planned})
        await DATABASE.fetch(_PLAN, encoded(fresh))
        await DATABASE.fetch(_LAST, sorted({one["line"] for one in fresh}), at)
        told = {"milestones": len(fresh), "until": until}
        on = ("agreement", agreement_id)
        await record(row["keeper"], "prolong_lines", *on, told, by=by, at=at, cause=cause)
    return len(fresh)


async def owe(agreement_id: UUID, party: UUID, commitments: Sequence[UUID]) -> None:
    """A party that accedes comes to owe these commitments, with lines once it is bound."""
    rows = await DATABASE.fetch(_OWED, agreement_id, sorted(commitments), party)
    await add_all(
        CommitmentParty(commitment=row["id"], party=party, part=Part.OWNER) for row in rows
    )
