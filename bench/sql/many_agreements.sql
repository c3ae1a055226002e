-- Agreements of others: each of the sample's many times over, kept by organisations of no region.
create temp table others as
select gen_random_uuid() as id, n as number from generate_series(1, 342) n;
insert into organisation
select made.* from others
cross join (select * from organisation where kind = 'municipality' limit 1) o
cross join lateral jsonb_populate_record(null::organisation, to_jsonb(o) || jsonb_build_object(
    'id', others.id, 'name', 'Other ' || number, 'short_name', 'Other ' || number,
    'cbs_code', '', 'tooi_uri', '')) made;
create temp table copies as
select gen_random_uuid() as id, a.id as of, number from agreement a, generate_series(1, 2000) number;
insert into agreement
select made.* from copies c join agreement a on a.id = c.of join others on others.number = 1 + c.number % 342
cross join lateral jsonb_populate_record(null::agreement, to_jsonb(a) || jsonb_build_object(
    'id', c.id, 'committee', null, 'keeper', others.id)) made;
insert into party
select made.* from copies c join party p on p.agreement = c.of
join others on others.number = 1 + (c.number + p.position) % 342
cross join lateral jsonb_populate_record(null::party, to_jsonb(p) || jsonb_build_object(
    'id', gen_random_uuid(), 'agreement', c.id, 'organisation', others.id, 'acting_body', null)) made;
analyze;
