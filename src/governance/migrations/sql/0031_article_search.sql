-- The words of an article, in Dutch, so that a text can be searched: first its heading, then what
-- it says. Of an article that is longer than any real one only the beginning is found by.
alter table article add column searched tsvector not null generated always as (
    setweight(to_tsvector('dutch', title), 'A')
    || setweight(to_tsvector('dutch', left(text, 200000)), 'B')
) stored;
create index article_searched on article using gin (searched);
