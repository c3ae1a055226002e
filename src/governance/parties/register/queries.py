"""The register as it was on a day, and one organisation with everything the register has of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, may, somewhere
from governance.base.searching import like
from governance.base.views import fetch
from governance.parties.choosing.queries import Choice, RegionChoice
from governance.parties.queries import PAGE_SIZE, AuthorityView, authorities, visible_to


class Wanted(Struct, frozen=True):
    """What is asked of the register. ``on``: the day as of which it is shown; ``ended``: what
    had ended by then instead of what there was."""

    search: str = ""
    kind: str = ""
    level: str = ""
    region: UUID | None = None
    on: date | None = None
    ended: bool = False


class Listed(Struct, frozen=True, rename="camel"):
    """An organisation in the register, by the name that it bore on the day that was asked."""

    id: UUID
    kind: str
    level: str
    name: str
    short_name: str
    name_now: str
    cbs_code: str
    tooi_uri: str
    oin: str
    kvk: str
    mailbox: str
    source: str
    legal_personality: bool
    acting_body_id: UUID | None
    acting_body: str | None
    valid_from: date | None
    valid_until: date | None


class Register(Struct, frozen=True, rename="camel"):
    """One page of the register; ``total`` counts all that were found, ``pages`` is at least 1."""

    organisations: tuple[Listed, ...]
    total: int
    page: int
    pages: int


class NameView(Struct, frozen=True, rename="camel"):
    """A name that an organisation bore until a day, not included."""

    name: str
    short_name: str
    valid_until: date


class Related(Struct, frozen=True, rename="camel"):
    """A predecessor (``before``) or a successor, from the first day of the successor."""

    id: UUID
    name: str
    before: bool
    happens_on: date


class InRegion(Struct, frozen=True, rename="camel"):
    """A region that an organisation is in, was in, or will be in."""

    id: UUID
    region_id: UUID
    kind: str
    name: str
    part: str
    valid_from: date
    valid_until: date | None


class Card(Struct, frozen=True, rename="camel"):
    """Everything that the register has of one organisation, and what this reader may do."""

    id: UUID
    version: int
    kind: str
    level: str
    name: str
    short_name: str
    cbs_code: str
    tooi_uri: str
    oin: str
    kvk: str
    mailbox: str
    source: str
    legal_personality: bool
    acting_body_id: UUID | None
    acting_body: str | None
    keeper_id: UUID | None
    keeper: str | None
    valid_from: date | None
    valid_until: date | None
    names: tuple[NameView, ...] = ()
    related: tuple[Related, ...] = ()
    regions: tuple[InRegion, ...] = ()
    authorities: tuple[AuthorityView, ...] = ()
    may_change: bool = False
    may_reorganise: bool = False

    @property
    def predecessors(self) -> list[Related]:
        """Who ended, and went on as this one."""
        return [one for one in self.related if one.before]

    @property
    def successors(self) -> list[Related]:
        """Who goes on for this one."""
        return [one for one in self.related if not one.before]


_FROM = """
from organisation o
left join organisation b on b.id = o.acting_body
left join lateral (
    select n.name, n.short_name, n.search_key from organisation_name n
    where n.organisation = o.id and n.valid_until > $5::date
    order by n.valid_until limit 1) n on true
where $1 and ($3::text = '' or o.kind = $3) and ($4::text = '' or o.level = $4)
  and case when $7::boolean then o.valid_until <= $5::date
      else (o.valid_from is null or o.valid_from <= $5)
       and (o.valid_until is null or o.valid_until > $5) end
  and ($2::text is null or ' ' || coalesce(n.search_key, o.search_key) like $2
       or lower(o.cbs_code) = trim($2, ' %') or exists (
           select from organisation_name x
           where x.organisation = o.id and ' ' || x.search_key like $2))
  and ($6::uuid is null or exists (
      select from membership m where m.organisation = o.id and m."grouping" = $6
        and m.valid_from <= $5 and (m.valid_until is null or m.valid_until > $5)))"""
_TOTAL = f"select count(*)::int as number {_FROM}"
_REGISTER = f"""
select o.id, o.kind, o.level, coalesce(n.name, o.name) as name,
       coalesce(n.short_name, o.short_name) as short_name, o.name as name_now, o.cbs_code,
       o.tooi_uri, o.oin, o.kvk, o.mailbox, o.source, o.legal_personality,
       b.id as acting_body_id, b.name as acting_body, o.valid_from, o.valid_until
{_FROM} order by o.sort_key, o.id limit $8 offset $9"""
_CARD = """
select o.id, o.version, o.kind, o.level, o.name, o.short_name, o.cbs_code, o.tooi_uri, o.oin,
       o.kvk, o.mailbox, o.source, o.legal_personality, b.id as acting_body_id,
       b.name as acting_body, k.id as keeper_id, k.name as keeper, o.valid_from, o.valid_until
from organisation o left join organisation b on b.id = o.acting_body
left join organisation k on k.id = o.keeper where $1 and o.id = $2"""
_NAMES = """
select name, short_name, valid_until from organisation_name where organisation = $1
order by valid_until desc"""
_RELATED = """
select o.id, o.name, s.successor = $1 as before, s.happens_on
from succession s join organisation o
  on o.id = case when s.successor = $1 then s.predecessor else s.successor end
where $1 in (s.predecessor, s.successor) order by s.happens_on, o.sort_key"""
_REGIONS = """
select m.id, g.id as region_id, g.kind, g.name, m.part, m.valid_from, m.valid_until
from membership m join grouping g on g.id = m."grouping"
where m.organisation = $1 order by m.valid_until desc nulls first, g.kind, g.sort_key, m.id"""
_CHOICES = """
select id, kind, name from grouping where $1 and (valid_until is null or valid_until > $2::date)
order by sort_key, kind, id"""


async def register(by: Actor | None, wanted: Wanted, *, today: date, page: int = 1) -> Register:
    """One page of the register as of a day: 2 queries. A page too far is the last.

    ``search`` finds beginnings of words in a name, also one of before, or the CBS code.
    """
    on = wanted.on or today
    asked = (
        visible_to(by), like(wanted.search), wanted.kind, wanted.level, on, wanted.region,
        wanted.ended,
    )  # fmt: skip
    [row] = await DATABASE.fetch(_TOTAL, *asked)
    pages = max(1, -(-row["number"] // PAGE_SIZE))
    page = min(max(1, page), pages)
    found = await fetch(Listed, _REGISTER, *asked, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    return Register(tuple(found), row["number"], page, pages)


async def card(organisation_id: UUID, *, by: Actor | None) -> Card:
    """One organisation with what the register has of it: 5 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_CARD, visible_to(by), organisation_id)
    if not rows or by is None:
        raise NotFound
    row = dict(rows[0])
    change = may(by, "register.change", own=organisation_id, keeper=row["keeper_id"])
    return Card(
        **row,
        names=tuple(await fetch(NameView, _NAMES, organisation_id)),
        related=tuple(await fetch(Related, _RELATED, organisation_id)),
        regions=tuple(await fetch(InRegion, _REGIONS, organisation_id)),
        authorities=tuple(await authorities([organisation_id], by=by)),
        may_change=change,
        may_reorganise=may(by, "register.reorganise"),
    )


async def regions_to_choose(by: Actor, on: date) -> list[RegionChoice]:
    """The regions that there are on a day, to choose from: 1 query."""
    return await fetch(RegionChoice, _CHOICES, visible_to(by), on)


async def keepers(by: Actor) -> list[Choice]:
    """The own organisations of which an actor may add entries: 1 query."""
    own = sorted(held_on(by, TABLE["register.add"].who, Reach.OWN))
    sql = "select id, name from organisation where id = any($1::uuid[]) order by sort_key"
    return await fetch(Choice, sql, own)


def may_add(by: Actor) -> bool:
    """Whether the actor may add an organisation for anybody."""
    return somewhere(by, "register.add")
