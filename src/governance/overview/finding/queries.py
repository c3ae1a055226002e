"""One search over what somebody sees of the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.names import search_key
from governance.base.searching import anywhere
from governance.base.views import fetch
from governance.overview.finding.rules import Kind
from governance.parties.fillings.queries import SEEN
from governance.parties.routes.queries import SEEN as ROUTES
from governance.parties.seating.queries import IN_SIGHT as TABLES
from governance.parties.visible.queries import SIGHT, holding, sight_of

MOST = 10
"""Words of a search; what is typed after these is not looked at."""
LIMIT = 20
"""Of each kind; who finds so many searches for more."""


def _every(text: str) -> str:
    """Whether each word that is searched for begins a word of a text, plain or as it was typed."""
    return f"""not exists (select from unnest($6::text[], $7::text[]) as w(plain, typed)
    where not ({text} like w.plain or {text} like w.typed))"""


_NAMES = """' ' || o.search_key || ' ' || lower(o.short_name || ' ' || o.cbs_code) || coalesce((
  select string_agg(' ' || n.search_key, '') from organisation_name n
  where n.organisation = o.id), '')"""
_FILLED = """' ' || lower(f.holder_function) || ' ' || coalesce(fn.said, '') || ' '
  || coalesce(o.search_key || ' ' || lower(o.cbs_code), g.search_key)"""
_FOUND = f"""with {SIGHT}, fn as (select * from unnest($8::text[], $9::text[]) as x(function, said))
(select 'organisation' as kind, o.id, o.name, o.kind as what, '' as of,
        coalesce(o.valid_until <= $5, false) as ended
 from organisation o where {_every(_NAMES)}
 order by o.valid_until is not null, o.sort_key, o.id limit $10)
union all
(select 'region', g.id, g.name, g.kind, '', coalesce(g.valid_until <= $5, false) from "grouping" g
 where {_every("' ' || g.search_key || ' ' || lower(g.code)")}
 order by g.valid_until is not null, g.sort_key, g.id limit $10)
union all
(select 'filling', f.id, f.holder_function, f.function, coalesce(o.name, g.name), false
 from filling f left join organisation o on o.id = f.organisation
 left join "grouping" g on g.id = f."grouping" left join fn on fn.function = f.function
 where {SEEN} and {holding("f", "$5")} and {_every(_FILLED)}
 order by coalesce(o.sort_key, g.sort_key), f.function, f.id limit $10)
union all
(select 'table', c.id, c.name, c.kind, g.name, false from committee c
 join "grouping" g on g.id = c."grouping"
 where {TABLES} and {_every("' ' || c.sort_key || ' ' || g.search_key")}
   and (c.valid_until is null or c.valid_until > $5)
 order by c.sort_key, c.id limit $10)
union all
(select 'route', r.id, r.name, r.source, '', false from reporting_route r
 where {ROUTES} and {_every("' ' || lower(r.name)")} and {holding("r", "$5")}
 order by lower(r.name), r.id limit $10)"""  # noqa: S608 - constant text


class Found(Struct, frozen=True, rename="camel"):
    """Something that was found. ``what``: the kind of organisation, region or table, the function,
    or the source; ``of``: what it is of, where it is not that itself; ``ended``: it is no more."""

    kind: Kind
    id: UUID
    name: str
    what: str
    of: str
    ended: bool


async def found(
    search: str, functions: Mapping[str, str], *, by: Actor, today: date
) -> list[Found]:
    """What somebody finds by beginnings of words, of each kind at most ``LIMIT``: 1 query.

    Every word must be found. ``functions``: what each is called in the language of the reader.
    """
    words = search_key(search).split()[:MOST]
    if not words:
        return []
    plain = [f"% {word}%" for word in words]
    typed = [f"% {anywhere(word)[1:]}" for word in search.lower().split()[:MOST]]
    typed += plain[len(typed) :]
    said = [search_key(name) for name in functions.values()]
    given = (plain, typed[: len(plain)], list(functions), said, LIMIT)
    return await fetch(Found, _FOUND, *sight_of(by, today), *given)
