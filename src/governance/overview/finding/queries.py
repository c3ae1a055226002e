"""One search over what somebody sees of the network."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.views import fetch
from governance.overview.finding.rules import Kind
from governance.parties.fillings.queries import SEEN
from governance.parties.queries import like
from governance.parties.routes.queries import SEEN as ROUTES
from governance.parties.seating.queries import IN_SIGHT as TABLES
from governance.parties.visible.queries import SIGHT, holding, sight_of

LIMIT = 20
"""Of each kind; who finds so many searches for more."""
_FOUND = f"""with {SIGHT}
(select 'organisation' as kind, o.id, o.name, o.kind as what, '' as of
 from organisation o
 where ' ' || o.search_key like $6 or ' ' || lower(o.short_name) like $6
    or exists (select from organisation_name n
       where n.organisation = o.id and ' ' || n.search_key like $6)
 order by o.valid_until is not null, o.sort_key, o.id limit $9)
union all
(select 'region', g.id, g.name, g.kind, '' from "grouping" g
 where ' ' || g.search_key like $6 order by g.sort_key, g.id limit $9)
union all
(select 'filling', f.id, f.holder_function, f.function, coalesce(o.name, g.name)
 from filling f left join organisation o on o.id = f.organisation
 left join "grouping" g on g.id = f."grouping"
 where {SEEN} and {holding("f", "$5")}
   and (lower(f.holder_function) like $7 or f.function = any($8::text[])
        or ' ' || coalesce(o.search_key, g.search_key) like $6)
 order by coalesce(o.sort_key, g.sort_key), f.function, f.id limit $9)
union all
(select 'table', c.id, c.name, c.kind, g.name from committee c
 join "grouping" g on g.id = c."grouping"
 where {TABLES} and ' ' || c.sort_key like $6 and (c.valid_until is null or c.valid_until > $5)
 order by c.sort_key, c.id limit $9)
union all
(select 'route', r.id, r.name, r.source, '' from reporting_route r
 where {ROUTES} and lower(r.name) like $7 and {holding("r", "$5")}
 order by lower(r.name), r.id limit $9)"""  # noqa: S608 - constant text


class Found(Struct, frozen=True, rename="camel"):
    """Something that was found. ``what``: the kind of organisation, region or table, the function,
    or the source; ``of``: what it is of, where it is not that itself."""

    kind: Kind
    id: UUID
    name: str
    what: str
    of: str


async def found(search: str, functions: list[str], *, by: Actor, today: date) -> list[Found]:
    """What somebody finds by beginnings of words, of each kind at most ``LIMIT``: 1 query.

    ``functions`` are those of which the name, in the language of the reader, matches.
    """
    wanted = like(search)
    if wanted is None:
        return []
    part = f"%{search.strip().lower()}%"
    return await fetch(Found, _FOUND, *sight_of(by, today), wanted, part, functions, LIMIT)
