"""Who is a party of an agreement in force, for a step of it: 1 query each."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.views import fetch


class Member(Struct, frozen=True):
    """A party that is bound since ``joined_on``, or was until ``left_on``."""

    id: UUID
    organisation_id: UUID
    organisation: str
    joined_on: date
    left_on: date | None


_MEMBERS = """
select p.id, o.id as organisation_id, o.name as organisation, p.joined_on, p.left_on
from party p join organisation o on o.id = p.organisation
where p.agreement = $1 and p.joined_on is not null and ($2::uuid is null or p.id = $2)
order by p.position"""


async def member(agreement_id: UUID, party_id: UUID | None) -> Member | None:
    """A party that is or was bound by the agreement; none where it is no such party of it."""
    if party_id is None:
        return None
    found = await fetch(Member, _MEMBERS, agreement_id, party_id)
    return found[0] if found else None


async def members(agreement_id: UUID) -> list[Member]:
    """The parties that are bound now, in their order."""
    found = await fetch(Member, _MEMBERS, agreement_id, None)
    return [one for one in found if one.left_on is None]
