-- The floor of the same list where only what is late is asked for, by planned day.
with found as materialized (
    select l.id, l.planned_on, a.sort_key, c.position, o.sort_key as whose
    from commitment_line l join agreement a on a.id = l.agreement
    join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
    where a.keeper = $1 and l.state not in ('done', 'lapsed') and l.done_on is null
      and (l.accepted_until is null or l.accepted_until <= $2::date)
      and $3::uuid is null and (l.planned_on < $2 or (
        select ml.planned_on from milestone_line ml
        where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
        order by ml.position limit 1) < $2)),
picked as materialized (select * from found order by planned_on, sort_key, position, whose, id limit 50)
select json_build_object('total', (select count(*) from found), 'lines', json_agg(x.*)) from (
    select l.id, l.version, a.id as agreement_id, a.short_title, c.id as commitment_id, c.position,
           c.title, c.theme, c.nature, c.owner_function, o.id as organisation_id, o.short_name, l.state,
           l.planned_on, l.forecast_on, l.done_on, l.accepted_until, l.priority, n.planned_on as next_on,
           n.title as next_title, 'late' as standing
    from picked p join commitment_line l on l.id = p.id
    join agreement a on a.id = l.agreement join commitment c on c.id = l.commitment
    join organisation o on o.id = l.organisation
    left join lateral (
        select ml.planned_on, m.title
        from milestone_line ml join milestone m on m.id = ml.milestone
        where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
        order by ml.position limit 1) n on true
    order by p.planned_on, p.sort_key, p.position, p.whose, p.id) x
