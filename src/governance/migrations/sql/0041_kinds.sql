-- A commitment is of a kind, with fields of its own in extra; who carries it out beside its owner.
alter table commitment add column kind varchar(40) not null default 'other';
alter table commitment add column enforceable boolean;
alter table commitment add column priority varchar(10) not null default 'normal';
alter table commitment add column executor_organisation uuid references organisation (id);
alter table commitment add column informal_partners text not null default '';
alter table commitment add constraint commitment_priority
    check (priority in ('high', 'normal', 'low'));
create index commitment_executor_organisation on commitment (executor_organisation);
update commitment set extra = '{}' where jsonb_typeof(extra) <> 'object';

-- What an amendment was copied from is compared with what it is now: so it names the same fields.
update amendment a set base = (
    select jsonb_object_agg(e.key, case when e.key like 'commitment.%' then jsonb_build_object(
        'kind', 'other', 'enforceable', null, 'priority', 'normal',
        'executorOrganisationId', null, 'informalPartners', '', 'extra', '{}'::jsonb
    ) || e.value else e.value end) from jsonb_each(a.base) e)
where jsonb_typeof(a.base) = 'object' and a.base <> '{}';

-- One of those that owe it may have it carried out otherwise than was agreed for all.
create table line_execution (
    id uuid primary key,
    version integer not null,
    commitment_line uuid not null unique references commitment_line (id),
    how varchar(10) not null,
    executor_organisation uuid references organisation (id),
    why varchar(1000) not null,
    constraint line_execution_how check (how in ('agreed', 'itself', 'other')),
    constraint line_execution_other check ((how = 'other') = (executor_organisation is not null))
);
create index line_execution_executor_organisation on line_execution (executor_organisation);
