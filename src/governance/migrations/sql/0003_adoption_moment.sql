-- The moment of adoption: what is accepted after it is not in the report that was adopted.
-- Nothing is asked of the column, so that the previous version still adopts on this schema.
alter table regional_report add column adopted_at timestamptz;
update regional_report rr
set adopted_at = (
    select max(t.at) from trail_entry t
    where t.thing_id = rr.id and t.kind = 'regional_report' and t.verb = 'adopt')
where rr.state = 'adopted';
