"""The parties for whom an agreement holds on a day, and those that only take part in it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING
from governance.base.views import fetch


class Staying(Struct, frozen=True):
    """A party that did not leave, of an organisation that is still there."""

    id: UUID
    organisation_id: UUID
    organisation: str
    participation: str
    acting_body: UUID | None


_STAYING = """
select p.id, p.organisation as organisation_id, o.name as organisation, p.participation,
       p.acting_body
from party p join organisation o on o.id = p.organisation
where p.agreement = $1 and (o.valid_until is null or o.valid_until > $2) and p.left_on is null
  and (p.joined_on is not null or p.participation <> all($3::text[]))
order by p.position, o.sort_key"""


async def staying(agreement_id: UUID, today: date) -> list[Staying]:
    """Those for whom it holds: 1 query. Whether the reader sees the agreement is for the caller."""
    return await fetch(Staying, _STAYING, agreement_id, today, sorted(SIGNING))
