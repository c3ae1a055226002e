-- The bytes of a file that turned out to hold data about a case can be destroyed. The row stays,
-- with the hash, who did so, when and why; the name that somebody outside chose goes as well.
alter table stored_file add column destroyed_at timestamptz;
alter table stored_file add column destroyed_by uuid;
alter table stored_file add column destroyed_why varchar(500) not null default '';
alter table stored_file add constraint stored_file_destroyed check (
    (destroyed_at is null) = (destroyed_by is null)
    and (destroyed_at is null) = (destroyed_why = '')
    and (destroyed_at is null or content is null));
grant update (name, destroyed_at, destroyed_by, destroyed_why) on stored_file to governance_app;
-- The service may write these columns for that alone, once, and then nothing of a name stays.
create function stored_file_destroyed_once() returns trigger language plpgsql as $$
begin
    if old.destroyed_at is not null or new.destroyed_at is null or new.name <> '' then
        raise exception 'of a stored file nothing changes, except that it is destroyed'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger stored_file_destroyed_once
before update of name, destroyed_at, destroyed_by, destroyed_why on stored_file
for each row execute function stored_file_destroyed_once();
