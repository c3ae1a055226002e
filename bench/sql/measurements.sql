-- Measurements of a stretch of quarters ($1 to $2): of each line a value each month, of one indicator
-- of its commitment, made where it is not there yet.
with made as (
    insert into indicator (id, version, commitment, position, name, definition, unit, source, counts,
                           leads_to_people, signals, direction, rule, period)
    select gen_random_uuid(), 1, c.id, 1, 'Gehouden overleggen', 'Wat gehouden is.', 'overleggen',
           'Eigen telling', 'activities', false, false, 'up', 'sum', 'month'
    from commitment c where not exists (select from indicator i where i.commitment = c.id)
    returning id, commitment),
every as (select id, commitment from made union all select id, commitment from indicator),
months as (
    select date '2016-10-01' + make_interval(months => m) as since
    from generate_series(3 * ($1::int - 1), 3 * $2::int - 1) m)
insert into measurement (id, indicator, commitment_line, organisation, period_from, period_until,
                         number, latest, value, reason, by_function, made_at)
select gen_random_uuid(), e.id, l.id, l.organisation, since, since + interval '1 month', 1, true,
       1 + extract(month from since)::int % 9, '', 'linking pin', since + interval '1 month'
from months, commitment_line l
join every e on e.commitment = l.commitment
