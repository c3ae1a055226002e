-- From what an annual plan begins: the goals of the agreement, the integrated safety plan that a
-- municipality's council adopted, or the plan of the year before; and which safety plan that is.
alter table annual_plan add column begins_from varchar(12) not null default 'goals';
alter table annual_plan add constraint annual_plan_begins_from
    check (begins_from in ('goals', 'safety_plan', 'last_year'));
alter table annual_plan add column safety_plan varchar(200) not null default '';
alter table annual_plan add column adopted_by varchar(200) not null default '';
alter table annual_plan add column adopted_on date;
alter table annual_plan add column holds_from date;
alter table annual_plan add column holds_until date;
alter table annual_plan add column link text not null default '';
alter table annual_plan add column priorities text not null default '';
alter table annual_plan add constraint annual_plan_holds check (holds_from < holds_until);
