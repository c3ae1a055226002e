-- What the actor was when acting, and for whom they stood in, stand in the entry for ever: a line
-- says the same after somebody's function changes. The defaults stay, so that the previous version
-- still writes; its entries are hashed as it did (2), and what is here already keeps its hash.
alter table trail_entry
    add column function varchar(200) not null default '',
    add column stands_in_for varchar(200) not null default '';
