"""Keeping what a steering committee adopted of lines; called when it adopts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import encoded
from governance.commitments.sharing.rules import AdoptedLine

_LEFT_AT = "(p.left_on::timestamp at time zone 'Europe/Amsterdam')"
_OLDER = f"""
update adopted_line s set latest = false, replaced_at = $2, parting = exists (
    select from commitment_line l join party p on p.agreement = l.agreement
    where l.id = s.commitment_line and s.adopted_at < {_LEFT_AT} and {_LEFT_AT} <= $2)
where s.latest and s.commitment_line = any($1::uuid[]) and s.adopted_at <= $2"""  # noqa: S608 - constant text
_ADD = """
insert into adopted_line (id, commitment_line, cause_id, latest, adopted_at, adopted_on, standing,
    state, words, reason, measure, planned_on, forecast_on, done_on, next_title, next_planned_on,
    next_forecast_on, milestones, audience)
select r.id, r.line_id, $2, not exists (
           select from adopted_line x where x.commitment_line = r.line_id and x.latest),
       $3, $4, r.standing, r.state, r.words, r.reason, r.measure, r.planned_on, r.forecast_on,
       r.done_on, r.next_title, r.next_planned_on, r.next_forecast_on, r.milestones,
       l.audience
from jsonb_to_recordset($1::jsonb) as r(id uuid, line_id uuid, standing text, state text,
    words text, reason text, measure text, planned_on date, forecast_on date, done_on date,
    next_title text, next_planned_on date, next_forecast_on date, milestones jsonb)
join commitment_line l on l.id = r.line_id"""


async def adopt_lines(
    lines: Iterable[AdoptedLine], cause_id: UUID, adopted_on: date, *, at: datetime
) -> None:
    """Keep how lines stood in the regional report ``cause_id``, within its adoption: 2 statements.

    Each with the audience that it has on that day; also those of which the report does not speak,
    so that what was adopted before is the last no more.
    The adoption itself is the act, and stands in the trail: here nobody decides anything.
    """
    rows = [
        {"id": new_id(), **{name: getattr(one, name) for name in one.__struct_fields__}}
        for one in lines
    ]
    await DATABASE.fetch(_OLDER, [row["line_id"] for row in rows], at)
    await DATABASE.fetch(_ADD, encoded(rows), cause_id, at, adopted_on)
