"""Letting open commitments go on in the agreement that follows theirs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import add, change, lock
from governance.commitments.connecting.along.actions import connect_as_before
from governance.commitments.measuring.hiding.rules import counts_people
from governance.commitments.rules import LineState
from governance.commitments.tables import Commitment, CommitmentLine, LineHistory

Cause = tuple[str, UUID]
_PAIRS = """
select l.id as old, n.id as new from commitment_line l
join commitment c on c.id = l.commitment
join commitment_line n on n.agreement = $2 and n.organisation = l.organisation
join commitment d on d.id = n.commitment and d.key = c.key
where l.agreement = $1 and l.state not in ('done', 'lapsed') and n.state = 'planned'
order by l.id for update of l, n"""
_REACHED = """
update milestone_line n set version = n.version + 1, state = o.state, done_on = o.done_on,
    forecast_on = o.forecast_on
from milestone nm, milestone_line o join milestone om on om.id = o.milestone
where n.commitment_line = $2 and nm.id = n.milestone and o.commitment_line = $1
  and om.title = nm.title and om.rule = nm.rule and nm.rule in ('after_entry', 'on_date')
  and o.state = 'done'"""
_FIGURES = """
select d.id, d.indicator_unit as unit, c.indicator_unit as was, c.counted_people
from commitment c join commitment d on d.key = c.key and d.agreement = $2
where c.agreement = $1 and not d.counted_people and exists (
    select from commitment_line l where l.commitment = d.id and l.value is not null)
order by d.id"""
_SAYS = ("state", "words", "reason", "measure", "forecast_on", "value", "measured_on", "audience")


async def go_on(
    predecessor: UUID, agreement_id: UUID, why: str, *, by: Actor, at: datetime, cause: Cause
) -> int:
    """Let what a party still owes go on under the same key in the new agreement; gives how many.

    The new line says what the old one said, with the milestones that were reached; the old line
    lapses, because of ``why``. What does not go on lapses with the end of its agreement.
    """
    pairs = await DATABASE.fetch(_PAIRS, predecessor, agreement_id)
    for pair in pairs:
        old, new = await lock(CommitmentLine, pair["old"]), await lock(CommitmentLine, pair["new"])
        says = {name: old[name] for name in _SAYS}
        await DATABASE.fetch(_REACHED, old["id"], new["id"])
        await _write(new, says, at, cause)
        await _write(old, {**says, "state": LineState.LAPSED, "reason": why}, at, cause)
    await _count_people(predecessor, agreement_id)
    await connect_as_before(predecessor, agreement_id, by=by, at=at, cause=cause)
    keeper = (await lock(Agreement, agreement_id))["keeper"]
    told = {"lines": len(pairs), "predecessor": predecessor}
    on = ("agreement", agreement_id)
    await record(keeper, "go_on", *on, told, by=by, at=at, cause=cause)
    return len(pairs)


async def _count_people(predecessor: UUID, agreement_id: UUID) -> None:
    """A figure that goes on keeps the strictest nature that it had: where it may be of people, it
    is not told exactly because the new agreement calls its unit otherwise."""
    for row in await DATABASE.fetch(_FIGURES, predecessor, agreement_id):
        people = row["counted_people"]
        if people or (row["was"] != row["unit"] and counts_people(row["was"])):
            await change(Commitment, await lock(Commitment, row["id"]), counted_people=True)


async def _write(row: dict[str, Any], says: dict[str, Any], at: datetime, cause: Cause) -> None:
    await change(CommitmentLine, row, **says, changed_at=at)
    kept = {name: says[name] for name in ("state", "words", "reason", "forecast_on", "value")}
    values = {"commitment_line": row["id"], "at": at, "cause_kind": FOLLOWING, "cause_id": cause[1]}
    await add(LineHistory(**values, **kept))


FOLLOWING = "succession"
"""What the history of a line names as its cause; its id is that of the agreement that follows."""
