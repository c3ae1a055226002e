-- An indicator that is open to others, and the one of another agreement that it counts towards: one
-- level only. The row of a draft may be taken out, which lets go first.
alter table indicator add column gathers boolean not null default false;
alter table indicator add column counts_towards uuid references indicator (id);
alter table indicator add constraint indicator_one_level
    check (counts_towards is null or (not gathers and counts_towards <> id));
create index indicator_counts_towards on indicator (counts_towards);
