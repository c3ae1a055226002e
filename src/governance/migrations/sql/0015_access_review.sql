-- Reviews of roles: once a year all of them, each quarter the special ones. What is completed is
-- evidence: nobody changes it any more, and the running role takes nothing away.
create table access_review (
    id uuid primary key,
    version integer not null,
    organisation uuid references organisation (id),
    kind varchar(20) not null,
    due_on date,
    begun_by uuid not null references person (id),
    begun_at timestamptz not null,
    completed_by uuid references person (id),
    completed_at timestamptz
);
create index access_review_organisation on access_review (organisation);
create index access_review_begun_by on access_review (begun_by);
create index access_review_completed_by on access_review (completed_by);
alter table access_review add constraint access_review_kind check (kind in ('all', 'special'));
alter table access_review add constraint access_review_completed
    check ((completed_by is null) = (completed_at is null));
-- One review of a kind is open at a time.
create unique index access_review_open on access_review (
    coalesce(organisation, '00000000-0000-0000-0000-000000000000'), kind
) where completed_at is null;

create table access_review_line (
    id uuid primary key,
    review uuid not null references access_review (id),
    assignment uuid not null references role_assignment (id),
    role_version integer not null,
    person uuid not null references person (id),
    function varchar(200) not null,
    machine boolean not null,
    kind varchar(30) not null,
    held_for varchar(20) not null,
    for_name text not null,
    valid_from date not null,
    valid_until date,
    filled_by varchar(200) not null,
    stands_in_for uuid references person (id),
    given_by uuid references person (id),
    given_at timestamptz,
    last_signed_in_on date,
    factor varchar(20) not null,
    noted_at timestamptz not null,
    answer varchar(20) not null,
    reason varchar(500) not null,
    answered_by uuid references person (id),
    answered_at timestamptz,
    gone boolean not null
);
create index access_review_line_review on access_review_line (review);
create index access_review_line_assignment on access_review_line (assignment);
create index access_review_line_person on access_review_line (person);
create index access_review_line_stands_in_for on access_review_line (stands_in_for);
create index access_review_line_given_by on access_review_line (given_by);
create index access_review_line_answered_by on access_review_line (answered_by);
alter table access_review_line add constraint access_review_line_once unique (review, assignment);
alter table access_review_line add constraint access_review_line_answer
    check (answer in ('', 'confirm', 'withdraw'));

create table access_review_reminder (
    id uuid primary key,
    organisation uuid references organisation (id),
    kind varchar(20) not null,
    due_on date not null,
    made_at timestamptz not null
);
create index access_review_reminder_organisation on access_review_reminder (organisation);
create unique index access_review_reminder_once on access_review_reminder (
    coalesce(organisation, '00000000-0000-0000-0000-000000000000'), kind, due_on
);

create function keep_access_review() returns trigger language plpgsql as $$
begin
    if old.completed_at is not null then
        raise exception 'a completed review is evidence and stays as it is'
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger access_review_kept before update or delete on access_review
    for each row execute function keep_access_review();

create function keep_access_review_line() returns trigger language plpgsql as $$
begin
    if exists (
        select from access_review
        where id = case when tg_op = 'INSERT' then new.review else old.review end
          and completed_at is not null
    ) then
        raise exception 'the lines of a completed review are evidence and stay as they are'
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger access_review_line_kept before insert or update or delete on access_review_line
    for each row execute function keep_access_review_line();

revoke delete, truncate on access_review, access_review_line, access_review_reminder
    from governance_app;
