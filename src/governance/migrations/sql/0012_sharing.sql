-- A draft is for who keeps it, until it is shared with the parties in it.
alter table agreement add column shared_at timestamptz;
