-- An amendment that was withdrawn, or that had nothing to change any more, did not end as an
-- agreement does that held until then.
update agreement set ended_because = 'withdrawn'
where state = 'ended' and amends is not null and ended_because = '';
