-- The floor of the list of commitments for who keeps all agreements, where nothing is asked about
-- how they stand: fifty lines with how many there are. $1 keeper, $2 today, $3 region or null.
with found as materialized (
    select l.id, a.sort_key, c.position, o.sort_key as whose
    from commitment_line l join agreement a on a.id = l.agreement
    join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
    where a.keeper = $1 and ($3::uuid is null or l.organisation in (
        select m.organisation from membership m where m."grouping" = $3
          and m.valid_from <= $2::date and (m.valid_until is null or m.valid_until > $2)))),
picked as materialized (select * from found order by sort_key, position, whose, id limit 50)
select json_build_object('total', (select count(*) from found), 'lines', json_agg(x.*)) from (
    select l.id, l.version, a.id as agreement_id, a.short_title, c.id as commitment_id, c.position,
           c.title, c.theme, c.nature, c.owner_function, o.id as organisation_id, o.short_name, l.state,
           l.planned_on, l.forecast_on, l.done_on, l.accepted_until, l.priority, n.planned_on as next_on,
           n.title as next_title,
           case when l.state = 'lapsed' then 'lapsed'
                when l.state = 'done' or l.done_on is not null then 'done'
                when l.accepted_until > $2 and (l.planned_on < $2 or n.planned_on < $2
                    or l.state in ('blocked', 'delayed') or n.state in ('blocked', 'delayed')
                    or l.forecast_on > l.planned_on or n.forecast_on > n.planned_on
                    or l.behind_from <= $2) then 'accepted'
                when l.planned_on < $2 or n.planned_on < $2 then 'late'
                when l.state in ('blocked', 'delayed') or n.state in ('blocked', 'delayed')
                    or l.forecast_on > l.planned_on or n.forecast_on > n.planned_on
                    or l.behind_from <= $2 then 'at_risk'
                else 'on_schedule' end as standing
    from picked p join commitment_line l on l.id = p.id
    join agreement a on a.id = l.agreement join commitment c on c.id = l.commitment
    join organisation o on o.id = l.organisation
    left join lateral (
        select ml.planned_on, ml.forecast_on, ml.state, m.title
        from milestone_line ml join milestone m on m.id = ml.milestone
        where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
        order by ml.position limit 1) n on true
    order by p.sort_key, p.position, p.whose, p.id) x
