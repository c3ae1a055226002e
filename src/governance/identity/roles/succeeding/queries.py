"""Who holds which role for organisations that end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.permissions import may
from governance.base.views import fetch


class Holding(Struct, frozen=True, rename="camel"):
    """A role for an organisation. ``machine``: of an API token, which ends with it."""

    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    person_id: UUID
    function: str
    kind: str
    machine: bool
    filling_id: UUID | None
    stands_in_for_id: UUID | None
    valid_from: date
    valid_until: date | None


_HOLDING = """
select r.id, r.version, o.id as organisation_id, o.name as organisation, p.id as person_id,
       p.function, r.kind, p.kind <> 'human' as machine, r.filling as filling_id,
       r.stands_in_for as stands_in_for_id, r.valid_from, r.valid_until
from role_assignment r join person p on p.id = r.person join organisation o on o.id = r.organisation
where r.organisation = any($1::uuid[]) and (r.valid_until is null or r.valid_until > $2::date)
  and p.erased_at is null
order by o.sort_key, r.stands_in_for is not null, r.kind, p.function, r.id"""


async def holding(of: Sequence[UUID], on: date, *, by: Actor) -> list[Holding]:
    """The roles held for some organisations from a day on: 1 query. For who may reorganise."""
    return await fetch(Holding, _HOLDING, sorted(of) if may(by, "register.reorganise") else [], on)
