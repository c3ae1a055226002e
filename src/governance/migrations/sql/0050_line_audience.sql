-- Who may see how a commitment of one party stands, chosen per line. What was adopted keeps the
-- audience of that day: whoever widens it later shows nothing that was not adopted for so many.
-- The default stays, so that the previous version still writes.
alter table adopted_line add column audience varchar(20) not null default 'committee';
update commitment_line set audience = 'committee'
where audience not in ('own', 'officials', 'committee', 'public');
alter table commitment_line add constraint commitment_line_audience
    check (audience in ('own', 'officials', 'committee', 'public'));
alter table adopted_line add constraint adopted_line_audience
    check (audience in ('own', 'officials', 'committee', 'public'));
