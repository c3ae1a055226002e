-- The floor of the dashboard: the lines of one agreement with their first open milestone, as JSON.
select json_agg(json_build_array(l.id, c.position, c.title, c.theme, o.short_name, l.state, l.reason,
                                 l.planned_on, l.forecast_on, l.done_on, n.planned_on, n.forecast_on))
from commitment_line l
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
left join lateral (
    select ml.planned_on, ml.forecast_on from milestone_line ml
    where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
    order by ml.position limit 1) n on true
where l.agreement = $1
