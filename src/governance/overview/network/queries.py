"""What somebody sees of the network of one region: 3 queries, however much there is."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.overview.network.rules import Found, Line, Node, woven
from governance.parties.visible.queries import SIGHT, holding, region_in_sight, sight_of

_REGION = f"""with {SIGHT}
select g.id, g.name, g.kind from grouping g
where g.id = $6 and {region_in_sight("g.id")}"""  # noqa: S608 - constant text
_MEMBERS = f"""
select m.organisation from membership m
where m."grouping" = $3 and {holding("m", "$4::date")}"""  # noqa: S608 - constant text
_IN_FORCE = """case when $4::date = $5::date then a.state = 'in_force'
    else a.state in ('in_force', 'ended') and a.entered_into_force_on <= $4
         and (a.ends_on is null or a.ends_on > $4) end"""
"""Today the state tells whether an agreement is in force; on another day its days do."""
_AGREEMENTS = f"""
with inside as ({_MEMBERS})
select a.id, a.title, array(
    select p.organisation from party p join organisation o on o.id = p.organisation
    where p.agreement = a.id and (o.valid_from is null or o.valid_from <= $4)
      and (o.valid_until is null or o.valid_until > $4) order by p.id) as parties
from agreement a
where {_IN_FORCE} and {VISIBLE} and (
    exists (select from committee c where c.id = a.committee and c."grouping" = $3)
    or (select count(*) from party ip join inside i on i.organisation = ip.organisation
        where ip.agreement = a.id) >= 2)
order by a.sort_key, a.id"""  # noqa: S608 - constant text
_BODIES = f"""
with inside as ({_MEMBERS.replace("$3", "$1").replace("$4", "$2")})
select o.id, coalesce((
           select n.short_name from organisation_name n
           where n.organisation = o.id and n.valid_until > $2
           order by n.valid_until limit 1), o.short_name) as name,
       o.kind, o.id in (select organisation from inside) as member
from organisation o
where o.id in (select organisation from inside)
   or (o.id = any($3::uuid[]) and o.kind <> 'municipality')
order by o.sort_key, o.id"""  # noqa: S608 - constant text


class RegionSeen(Struct, frozen=True):
    """The region of which it is the network."""

    id: UUID
    name: str
    kind: str


class Network(Struct, frozen=True, rename="camel"):
    """Who works with whom in a region, through which agreements in force.

    Its members, and who else takes part in an agreement of theirs; municipalities elsewhere
    that do are counted. An agreement is of the region when its committee is, or when two of
    the members are parties; one that this reader may not see is left out."""

    region_id: UUID
    region: str
    kind: str
    on: date
    agreements: tuple[Line, ...]
    organisations: tuple[Node, ...]

    @property
    def alone(self) -> list[Node]:
        """Members without an agreement with others here."""
        return [one for one in self.organisations if not one.works_with]


async def network(region_id: UUID, *, by: Actor, today: date, on: date | None = None) -> Network:
    """The network of a region as it was on a day, for who sees the region today: 3 queries.
    Raises :class:`NotFound` where it is out of sight."""
    on = on or today
    regions = await fetch(RegionSeen, _REGION, *sight_of(by, today), region_id)
    if not regions:
        raise NotFound
    [region] = regions
    found = await fetch(Found, _AGREEMENTS, *visible_to(by), region_id, on, today)
    parties = sorted({party for one in found for party in one.parties})
    bodies = await fetch(Node, _BODIES, region_id, on, parties)
    lines, nodes = woven(found, bodies)
    return Network(region.id, region.name, region.kind, on, tuple(lines), tuple(nodes))
