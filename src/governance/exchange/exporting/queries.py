"""The whole register as our own layout has it, for who may take registers over."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.exchange.importing.queries import visible_to


class OrganisationRow(Struct, frozen=True):
    """An organisation, with those that ended."""

    kind: str
    name: str
    short_name: str
    level: str
    cbs_code: str
    tooi_uri: str
    oin: str
    kvk: str
    mailbox: str
    valid_from: date | None
    valid_until: date | None


class RegionRow(Struct, frozen=True):
    """A region."""

    kind: str
    code: str
    name: str


class MemberRow(Struct, frozen=True):
    """A membership: the region by its kind and code or name, the organisation by a code or name."""

    kind: str
    region: str
    organisation: str
    part: str
    valid_from: date
    valid_until: date | None


class Everything(Struct, frozen=True):
    """The three tables of our own layout."""

    organisations: tuple[OrganisationRow, ...] = ()
    regions: tuple[RegionRow, ...] = ()
    members: tuple[MemberRow, ...] = ()


_ORGANISATIONS = """
select kind, name, short_name, level, cbs_code, tooi_uri, oin, kvk, mailbox, valid_from,
       valid_until
from organisation where $1 order by sort_key, id"""
_REGIONS = 'select kind, code, name from "grouping" where $1 order by kind, sort_key, id'
_MEMBERS = """
select g.kind, coalesce(nullif(g.code, ''), g.name) as region,
       coalesce(nullif(o.cbs_code, ''), nullif(o.tooi_uri, ''), nullif(o.oin, ''), o.name)
           as organisation,
       m.part, m.valid_from, m.valid_until
from membership m join "grouping" g on g.id = m."grouping"
join organisation o on o.id = m.organisation
where $1 order by g.kind, g.sort_key, o.sort_key, m.valid_from, m.id"""


async def everything(by: Actor) -> Everything:
    """The whole register: 3 queries."""
    seen = visible_to(by)
    if not seen:
        raise NotFound
    return Everything(
        tuple(await fetch(OrganisationRow, _ORGANISATIONS, seen)),
        tuple(await fetch(RegionRow, _REGIONS, seen)),
        tuple(await fetch(MemberRow, _MEMBERS, seen)),
    )
