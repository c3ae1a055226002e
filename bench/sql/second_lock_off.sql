alter table agreement disable row level security;
drop policy second_lock on agreement;
