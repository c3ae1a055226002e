"""Parts of a statement about the lines of a round: what of it counts, and for whose eyes it is."""

from __future__ import annotations

from governance.commitments.sharing.queries import (
    ADOPTED_SO,
    FOR_COMMITTEE,
    line_planned_then,
    planned_then,
)

DAY_THEN = planned_then("$2::timestamptz")
"""The day for which a milestone (``ml``) was planned when the report was adopted."""
_ADOPTED = """(select s.{} from adopted_line s where s.commitment_line = l.id and s.cause_id = (
            select g.id from regional_report g where g.round = $1))"""
PLANNED_THEN = f"""case when $2::timestamptz is null then l.planned_on
            else coalesce({_ADOPTED.format("planned_on")}, {line_planned_then("$2::timestamptz")})
        end"""
"""The day for which a line (``l``) is planned, or was when the report was adopted."""
COUNTED = "r.state = 'accepted' and r.accepted_at <= coalesce($2::timestamptz, 'infinity')"
"""Which reports ``r`` count in the regional report: accepted, and before it was adopted."""
NEXT = f"""
next as (
    select distinct on (rl.id) rl.id as line, rm.state, m.title, {DAY_THEN} as planned_on,
           rm.forecast_on
    from report r
    join report_line rl on rl.report = r.id
    join report_milestone rm on rm.report_line = rl.id
    join milestone_line ml on ml.id = rm.milestone_line
    join milestone m on m.id = ml.milestone
    where r.round = $1 and rm.state not in ('done', 'lapsed')
    order by rl.id, planned_on, m.position, ml.id)"""  # noqa: S608 - constant text
"""The first open milestone of each line of a round, all at once, by the days of then: their places
(``ml.position``) change with what is planned anew.

Asked per line it takes seconds where the database has not counted its rows yet."""
AS_OF = f"""
       case when $2::timestamptz is null then l.behind_from end as behind_from,
       (select d.until from accepted_delay d where d.commitment_line = l.id
          and d.accepted_at <= coalesce($2, 'infinity')
          and coalesce(d.ended_at > coalesce($2, 'infinity'), true)
        order by d.accepted_at desc limit 1) as accepted_until,
       {_ADOPTED.format("standing")} as adopted_standing"""  # noqa: S608 - constant text
"""What counts beside dates, as it was at the adoption; and once adopted, how it stood then."""
TOLD = f"""({FOR_COMMITTEE} and not exists (
        select from adopted_line s where s.commitment_line = l.id and not {ADOPTED_SO}
          and s.cause_id = (select g.id from regional_report g where g.round = $1)))"""  # noqa: S608 - constant text
"""Whether the committee reads how a line (``l``) stands: now, and once adopted, also then."""
