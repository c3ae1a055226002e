-- A number keeps the strictest nature that it ever had: what once was a small number of people is
-- not told exactly because its unit, or what its indicator counts, was changed later.
alter table commitment add column counted_people boolean not null default false;
alter table measurement add column hiding boolean not null default false;
update measurement m set hiding = i.counts = 'people' or i.leads_to_people or i.signals
from indicator i where i.id = m.indicator;

-- A party that leaves an agreement goes on seeing what was adopted until then, and nothing later: of
-- what was replaced since, the last before somebody left is found as fast as the latest of all.
alter table adopted_line add column replaced_at timestamptz;
alter table adopted_line add column parting boolean not null default false;
update adopted_line s set replaced_at = n.at from (
    select id, lead(adopted_at) over (partition by commitment_line order by adopted_at, id) as at
    from adopted_line) n
where n.id = s.id and not s.latest;
update adopted_line s set parting = true
from commitment_line l join party p on p.agreement = l.agreement
where l.id = s.commitment_line and not s.latest and p.left_on is not null
  and s.adopted_at < p.left_on::timestamp at time zone 'Europe/Amsterdam'
  and s.replaced_at >= p.left_on::timestamp at time zone 'Europe/Amsterdam';
create index adopted_line_parting on adopted_line (commitment_line) where latest or parting;

-- Lines that were opened before a line began with the priority that was agreed. Only where nobody ever
-- chose a priority of a line of that commitment: there it is certain that "normal" was not chosen.
update commitment_line l set priority = c.priority
from commitment c
where c.id = l.commitment and l.priority = 'normal' and c.priority <> 'normal'
  and not exists (select from priority_change_line x join commitment_line o
    on o.id = x.commitment_line where o.commitment = c.id);
