"""Letting commitments lapse that nobody owes any more; what was reported of them stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import encoded

Cause = tuple[str, UUID]
_OPEN = """
select l.id, l.organisation, c.title from commitment_line l join commitment c on c.id = l.commitment
where l.agreement = $1 and l.state not in ('done', 'lapsed')
  and ($2::uuid is null or l.party = $2) and ($3::uuid[] is null or l.commitment = any($3))
order by l.id for update of l"""
_LAPSE = """
update commitment_line set version = version + 1, state = 'lapsed', reason = $2, changed_at = $3
where id = any($1::uuid[])"""
_SAY = """
insert into line_history (id, commitment_line, at, state, words, reason, forecast_on, value,
                          cause_kind, cause_id)
select r.id, l.id, $2, l.state, l.words, l.reason, l.forecast_on, l.value, $3, $4
from jsonb_to_recordset($1::jsonb) as r(id uuid, line uuid)
join commitment_line l on l.id = r.line"""

_OVER = """
update commitment set version = version + 1, lapsed_on = $2
where id = any($1::uuid[]) and lapsed_on is null"""


async def end_commitments(commitments: Sequence[UUID], on: date) -> None:
    """From a day some commitments hold no more: the text of an amendment leaves them out."""
    await DATABASE.fetch(_OVER, sorted(commitments), on)


async def lapse(
    agreement_id: UUID,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    cause: Cause,
    party: UUID | None = None,
    commitments: Sequence[UUID] | None = None,
) -> int:
    """Let what is still owed in an agreement lapse, with the reason; gives how many lines.

    Of one ``party``, of some ``commitments``, or of all. What is done stays done: 4 statements,
    and one entry in the trail of each organisation.
    """
    async with DATABASE.transaction():
        only = sorted(commitments) if commitments is not None else None
        rows = [dict(r) for r in await DATABASE.fetch(_OPEN, agreement_id, party, only)]
        ids = [row["id"] for row in rows]
        await DATABASE.fetch(_LAPSE, ids, reason, at)
        said = [{"id": new_id(), "line": line} for line in ids]
        await DATABASE.fetch(_SAY, encoded(said), at, *cause)
        ordered = sorted(rows, key=lambda row: str(row["organisation"]))
        for organisation, lines in groupby(ordered, key=lambda row: row["organisation"]):
            told = {"commitments": [row["title"] for row in lines], "reason": reason}
            on = ("agreement", agreement_id)
            await record(organisation, "lapse_lines", *on, told, by=by, at=at, cause=cause)
    return len(rows)
