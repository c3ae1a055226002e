-- People who join, move and leave: found by words, invited by an organisation, and holding a role
-- once at a time. Defaults stay, so that the previous version still writes.
alter table person add column sort_key varchar(220) not null default '';
alter table person add column search_key varchar(700) not null default '';
alter table person add column last_signed_in_on date;
alter table person alter column sign_in_name type varchar(254);
-- As near as SQL comes to the keys that Python makes; a change of the person makes them right.
update person set sort_key = lower(function), search_key = lower(function);
update person p set last_signed_in_on = (
    select (max(s.made_at) at time zone 'Europe/Amsterdam')::date from session s
    where s.person = p.id
);
create index person_sort_key on person (sort_key);

alter table invitation alter column made_by drop not null;
alter table invitation add column organisation uuid references organisation (id);
alter table invitation add column offer jsonb;
create index invitation_organisation on invitation (organisation);
-- One first invitation of a person is open at a time; roles may be offered beside it.
drop index invitation_open;
create unique index invitation_open on invitation (person)
    where ended_at is null and offer is null;

-- A role that is withdrawn on the day on which it begins has held for no day.
alter table role_assignment drop constraint role_assignment_period;
alter table role_assignment add constraint role_assignment_period
    check (valid_until is null or valid_until >= valid_from);
-- An auditor may look at one organisation, one region, or the whole service.
alter table role_assignment drop constraint role_assignment_held_for;
alter table role_assignment add constraint role_assignment_held_for check (
    case kind
        when 'system_administrator' then num_nonnulls(organisation, "grouping", committee) = 0
        when 'auditor' then num_nonnulls(organisation, "grouping", committee) <= 1
        else num_nonnulls(organisation, "grouping", committee) = 1
    end
);
-- The same person does not hold the same role for the same thing twice at a time.
alter table role_assignment add constraint role_assignment_once exclude using gist (
    uuidrange(person, person, '[]') with &&,
    textrange(kind, kind, '[]') with &&,
    uuidrange(
        coalesce(organisation, "grouping", committee, '00000000-0000-0000-0000-000000000000'),
        coalesce(organisation, "grouping", committee, '00000000-0000-0000-0000-000000000000'),
        '[]'
    ) with &&,
    daterange(valid_from, valid_until) with &&
);
-- So has a filling that ends on the day on which it begins.
alter table filling drop constraint filling_check;
alter table filling add constraint filling_period
    check (valid_until is null or valid_until >= valid_from);
