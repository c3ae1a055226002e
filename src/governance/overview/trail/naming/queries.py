"""Names of what entries are about: people by their function, organisations, agreements."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, VISIBLE, visible_to
from governance.audit.reading.queries import chains_of
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.views import fetch
from governance.reporting.lines.queries import READABLE

PERSON = """($3 or exists (
    select from role_assignment sr left join committee sc on sc.id = sr.committee
    where sr.person = p.id and coalesce(sr.organisation, sc.organisation) = any($2::uuid[])))"""
"""Which people (``p``) the reader of chains ``$2`` knows: who holds or held a role there. For
who reads the chain of the service itself (``$3``) that is everybody."""


def _later(fragment: str) -> str:
    """Whose first values are here the fourth and the fifth."""
    return fragment.replace("$2", "$5").replace("$1", "$4")


_VISIBLE, _TAKING_PART, _READABLE = map(_later, (VISIBLE, TAKING_PART, READABLE))
_NAMED = f"""
select o.id, 'organisation' as kind, o.name, o.id = any($2::uuid[]) as opens
from organisation o where o.id = any($1::uuid[])
union all select id, 'committee', name, false from committee where id = any($1::uuid[])
union all select id, 'region', name, false from grouping where id = any($1::uuid[])
union all select id, 'reorganisation', to_char(happens_on, 'DD-MM-YYYY'), true
from reorganisation where id = any($1::uuid[])
union all select p.id, 'person', p.function, true from person p
where p.id = any($1::uuid[]) and {PERSON}
union all select r.id, 'role', p.function, false
from role_assignment r join person p on p.id = r.person where r.id = any($1::uuid[]) and {PERSON}
union all select i.id, 'invitation', p.function, false
from invitation i join person p on p.id = i.person
where i.id = any($1::uuid[]) and i.offer is null and {PERSON}
union all select t.id, 'token', p.function, false
from api_token t join person p on p.id = t.person where t.id = any($1::uuid[]) and {PERSON}
union all select f.id, 'filling', f.holder_function, false
from filling f where f.id = any($1::uuid[]) and f.organisation = any($2::uuid[])
union all select v.id, 'review', '', true from access_review v
where v.id = any($1::uuid[]) and ($3 or v.organisation = any($2::uuid[]))
union all select a.id, 'agreement', a.short_title, true
from agreement a where a.id = any($1::uuid[]) and {_VISIBLE}
union all select rd.id, 'round', rd.title, true
from round rd join agreement a on a.id = rd.agreement
where rd.id = any($1::uuid[]) and rd.committee is not null and {_TAKING_PART}
union all select g.id, 'regional_report', rd.title, false
from regional_report g join round rd on rd.id = g.round join agreement a on a.id = rd.agreement
where g.id = any($1::uuid[]) and {_TAKING_PART}
union all select r.id, 'report', o.name, true
from report r join round rd on rd.id = r.round join agreement a on a.id = rd.agreement
join organisation o on o.id = r.organisation where r.id = any($1::uuid[]) and {_READABLE}
"""  # noqa: S608 - constant text


class Named(Struct, frozen=True, rename="camel"):
    """Something that an entry is about. ``opens``: it has a page that this reader may open."""

    id: UUID
    kind: str
    name: str
    opens: bool


async def named(ids: Iterable[UUID], *, by: Actor) -> dict[UUID, Named]:
    """What this reader may know of things, by id: 1 query, however many there are.

    Organisations, committees and regions are known to everybody; people to who reads a chain in
    which they hold or held a role; the rest to who sees it. What was removed has no name.
    """
    chains = chains_of(by)
    values = (sorted(set(ids)), sorted(chains), SERVICE in chains, *visible_to(by))
    return {one.id: one for one in await fetch(Named, _NAMED, *values)}
