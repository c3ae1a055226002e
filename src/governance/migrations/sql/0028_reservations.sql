-- An authority may agree under a reservation, until a day; why it does so, or does not agree.
alter table decision
    add column reason varchar(1000) not null default '',
    add column reserved_until date,
    drop constraint decision_outcome,
    add constraint decision_outcome check (outcome in ('agreed', 'reserved', 'declined')),
    add constraint decision_reserved check (reserved_until is null or outcome = 'reserved');
