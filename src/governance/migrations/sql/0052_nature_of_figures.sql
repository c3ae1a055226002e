-- A number keeps the strictest nature that it ever had: what once was a small number of people is
-- not told exactly because its unit, or what its indicator counts, was changed later.
alter table commitment add column counted_people boolean not null default false;
alter table measurement add column hiding boolean not null default false;
update measurement m set hiding = i.counts = 'people' or i.leads_to_people or i.signals
from indicator i where i.id = m.indicator;
