-- Reports of a stretch of quarters ($1 to $2, of which 40 is the last one before today), accepted:
-- a round for each agreement, a report of each party, a line and what the line said from then on,
-- and a milestone that was reached in that quarter.
with quarters as (
    select q as number, date '2016-10-01' + make_interval(months => 3 * (q - 1)) as since
    from generate_series($1::int, $2::int) q),
rounds as (
    insert into round (id, version, agreement, committee, title, period_from, period_until, opens_on,
                       due_on)
    select gen_random_uuid(), 1, a.id, a.committee, 'Kwartaal ' || number, since,
           since + interval '3 months', since + interval '3 months', since + interval '4 months'
    from agreement a, quarters returning id, agreement, period_until),
reports as (
    insert into report (id, version, round, party, organisation, state, summary, risks, outlook,
                        approved_by_function, on_behalf_of, submitted_at, accepted_at, audience)
    select gen_random_uuid(), 1, r.id, p.id, p.organisation, 'accepted', '', '', '', 'secretaris', '',
           r.period_until, r.period_until, 'committee'
    from rounds r join party p on p.agreement = r.agreement
    returning id, party, accepted_at),
report_lines as (
    insert into report_line (id, version, report, commitment_line, answered, unchanged, state, words,
                             reason, measure)
    select gen_random_uuid(), 1, r.id, l.id, true, false, 'on_track', 'Loopt volgens plan.', '', ''
    from reports r join commitment_line l on l.party = r.party),
milestones as (
    insert into milestone_line (id, version, commitment_line, milestone, position, state, planned_on,
                                done_on)
    select gen_random_uuid(), 1, l.id, m.id, q.number, 'done', q.since, q.since
    from quarters q, commitment_line l join milestone m on m.commitment = l.commitment)
insert into line_history (id, commitment_line, at, state, words, reason, cause_kind, cause_id)
select gen_random_uuid(), l.id, r.accepted_at, 'on_track', 'Loopt volgens plan.', '', 'report', r.id
from reports r join commitment_line l on l.party = r.party
