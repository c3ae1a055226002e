"""The agreements, organisations, regions, themes and kinds that a list can be narrowed to."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.views import fetch
from governance.parties.visible.queries import holding


class Choice(Struct, frozen=True):
    """What a list can be narrowed to: an agreement, organisation, region, theme or kind, which has
    its key as its name."""

    kind: str
    id: str
    name: str


_CHOICES = f"""
with mine as materialized (
    select a.id, a.short_title, a.sort_key from agreement a where {TAKING_PART}
      and exists (select from commitment_line l where l.agreement = a.id)),
owing as materialized (
    select distinct l.organisation as id from commitment_line l
    where l.agreement in (select id from mine))
select kind, id, name from (
select 'agreement' as kind, id::text, short_title as name, sort_key from mine
union all select 'organisation', o.id::text, o.short_name, o.sort_key
from organisation o where o.id in (select id from owing)
union all select 'region', g.id::text, g.name, g.sort_key from "grouping" g
where g.id in (select m."grouping" from membership m
    where m.organisation in (select id from owing) and {holding("m", "$3::date")})
union all select distinct 'theme', c.theme, c.theme, lower(c.theme) from commitment c
where c.agreement in (select id from mine) and c.lapsed_on is null
union all select distinct 'kind', c.kind, c.kind, c.kind from commitment c
where c.agreement in (select id from mine) and c.lapsed_on is null
) x order by kind, sort_key, id"""  # noqa: S608 - constant text


async def choices(*, by: Actor, today: date) -> dict[str, list[Choice]]:
    """What a list can be narrowed to, by kind, of what one takes part in: 1 query."""
    kinds = ("agreement", "organisation", "region", "theme", "kind")
    made: dict[str, list[Choice]] = {kind: [] for kind in kinds}
    for one in await fetch(Choice, _CHOICES, *visible_to(by), today):
        made[one.kind].append(one)
    return made
