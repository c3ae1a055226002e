-- An organisation that withdrew from an agreement can accede to it anew: it is a party once at a time.
alter table party drop constraint party_once;
create unique index party_once on party (agreement, organisation) where left_on is null;
