"""Which organisations are to be asked, about which functions, and what a link of a mail shows."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, NotFound
from governance.base.views import fetch
from governance.identity.roles.queries import ACCEPTED
from governance.identity.rules import token_hash
from governance.overview.coverage.queries import holdings_of
from governance.overview.coverage.rules import FUNCTIONS, states_of
from governance.parties.asking.rules import quarter_of
from governance.parties.fillings.rules import State
from governance.parties.rules import FunctionKind
from governance.parties.visible.queries import holding

USED = N_("This was confirmed already by this link.")
_DUE = f"""
select o.id, o.name, o.kind, o.mailbox from organisation o
where (o.valid_until is null or o.valid_until > $1)
  and not exists (select from filling_reminder r where r.organisation = o.id and r.due_on = $2)
  and (o.mailbox <> '' or exists (select from role_assignment r join person p on p.id = r.person
       where r.organisation = o.id and r.kind in ('administrator', 'linking_pin')
         and {holding("r", "$1")} and p.email <> '' and p.erased_at is null and {ACCEPTED})
    or exists (select from filling f where coalesce(f.provider, f.organisation) = o.id
       and f.mailbox <> '' and {holding("f", "$1")}))
  and (exists (select from filling f where coalesce(f.provider, f.organisation) = o.id
       and {holding("f", "$1")} and greatest(f.confirmed_on, f.valid_from) < $2)
    or (o.kind = 'municipality' and not exists (
       select from filling f where f.function = 'linking_pin' and f.part = 'holder'
       and {holding("f", "$1")} and (f.organisation = o.id or f."grouping" in (
         select m."grouping" from membership m
         where m.organisation = o.id and {holding("m", "$1")})))))
order by o.sort_key, o.id limit $3"""  # noqa: S608 - constant text
_FILLED = f"""
select f.function, f.holder_function, coalesce(o.name, g.name) as serves, p.name as provider
from filling f join organisation p on p.id = coalesce(f.provider, f.organisation)
left join organisation o on o.id = f.organisation left join "grouping" g on g.id = f."grouping"
where p.id = $1 and {holding("f", "$2")}
order by array_position($3::text[], f.function::text), coalesce(o.sort_key, g.sort_key), f.id"""  # noqa: S608 - constant text
_LINK = """
select r.organisation, r.used_at, o.name from filling_reminder r
join organisation o on o.id = r.organisation where r.token_hash = $1 and r.due_on = $2"""


class Due(Struct, frozen=True):
    """An organisation that is to be asked whether its functions are still right."""

    id: UUID
    name: str
    kind: str
    mailbox: str


class Filled(Struct, frozen=True, rename="camel"):
    """A function that an organisation provides, as its mail names it."""

    function: FunctionKind
    holder_function: str
    serves: str
    provider: str

    @property
    def said(self) -> str:
        """What fills it, and for whom where that is another."""
        other = self.serves if self.serves != self.provider else ""
        return f"{self.holder_function} ({other})" if other else self.holder_function


class Asked(Struct, frozen=True, rename="camel"):
    """What the link of a mail shows: the functions of one organisation, without how they are
    reached. ``used_at``: when it was confirmed by this link."""

    organisation: str
    filled: tuple[Filled, ...]
    used_at: datetime | None


async def due(today: date, *, limit: int) -> list[Due]:
    """The organisations that somebody reads mail for and that are to be asked: 1 query.

    They provide something that was not confirmed in this quarter, or have no linking pin. For
    the service itself.
    """
    return await fetch(Due, _DUE, today, quarter_of(today), limit)


async def filled_by(organisation_id: UUID, today: date) -> list[Filled]:
    """What an organisation provides on a day: 1 query. For its own mail."""
    return await fetch(Filled, _FILLED, organisation_id, today, list(FunctionKind))


async def vacant_at(organisation_id: UUID, today: date) -> list[FunctionKind]:
    """The functions that nobody fills at an organisation on a day: 1 query. For its own mail."""
    holdings = await holdings_of([organisation_id], today)
    states = states_of(organisation_id, holdings, today)
    return [one for one, state in zip(FUNCTIONS, states, strict=True) if state is State.VACANT]


async def by_link(token: str, *, at: datetime) -> Asked:
    """What the link of a mail shows, in its own quarter: 2 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_LINK, token_hash(token), quarter_of(day(at)))
    if not rows:
        raise NotFound
    [row] = rows
    filled = await filled_by(row["organisation"], day(at))
    return Asked(row["name"], tuple(filled), row["used_at"])
