-- Letters about a thing that is over are found by it and called off before they go.
create index notice_cause_id on notice (cause_id) where ended_at is null;
