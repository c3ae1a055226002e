"""Which municipalities have no linking pin today, for who sees them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.parties.visible.queries import SIGHT, holding, organisation_in_sight, sight_of

_VACANT = f"""with {SIGHT}
select o.id, o.short_name as name, count(*) over ()::int as total from organisation o
where o.kind = 'municipality' and (o.valid_from is null or o.valid_from <= $5)
  and (o.valid_until is null or o.valid_until > $5) and {organisation_in_sight("o.id")}
  and ($6::uuid is null or o.id in (select p.organisation from party p where p.agreement = $6))
  and not exists (
    select from filling f where f.organisation = o.id and f.function = 'linking_pin'
    and f.part = 'holder' and {holding("f", "$5")})
  and not exists (
    select from membership m join filling f on f."grouping" = m."grouping"
    where m.organisation = o.id and {holding("m", "$5")} and f.function = 'linking_pin'
    and f.part = 'holder' and {holding("f", "$5")})
order by o.sort_key, o.id limit $7"""  # noqa: S608 - constant text
LIMIT = 10


class Vacancy(Struct, frozen=True, rename="camel"):
    """A municipality without a linking pin."""

    id: UUID
    name: str


class Vacancies(Struct, frozen=True, rename="camel"):
    """The first municipalities without a linking pin, of ``total``."""

    first: tuple[Vacancy, ...] = ()
    total: int = 0


async def without_linking_pin(
    by: Actor, today: date, *, agreement: UUID | None = None, limit: int = LIMIT
) -> Vacancies:
    """Municipalities in sight without a linking pin, of the parties of an agreement where one is
    named: 1 query."""
    rows = await DATABASE.fetch(_VACANT, *sight_of(by, today), agreement, limit)
    first = tuple(Vacancy(row["id"], row["name"]) for row in rows)
    return Vacancies(first, rows[0]["total"] if rows else 0)
