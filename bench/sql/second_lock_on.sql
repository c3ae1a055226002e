-- The same rule as agreements/visible, said once more by the database.
create policy second_lock on agreement for select to governance_app using (
    keeper = any((select string_to_array(current_setting('governance.organisations', true), ','))::uuid[])
    or (state <> 'draft' and committee = any(
        (select string_to_array(current_setting('governance.groupings', true), ','))::uuid[]))
    or ((state <> 'draft' or shared_at is not null) and exists (
        select from party p where p.agreement = agreement.id and p.organisation = any(
            (select string_to_array(current_setting('governance.organisations', true), ','))::uuid[])))
    or (state in ('in_force', 'ended') and exists (
        select from committee c where c.id = agreement.committee and c."grouping" = any(
            (select string_to_array(current_setting('governance.groupings', true), ','))::uuid[]))));
alter table agreement enable row level security;
