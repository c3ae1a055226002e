"""Who may accede to an agreement, and through which authorities."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.taking_part.now.queries import Bound
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.parties.choosing.queries import Asked, offered
from governance.parties.queries import OrganisationView, authorities, organisation


class Candidate(Struct, frozen=True):
    """An organisation that was found; ``is_party`` or ``was_party``: it cannot accede."""

    id: UUID
    name: str
    is_party: bool
    was_party: bool


async def may_accede(
    keeper: UUID, search: str, parties: Iterable[Bound], *, by: Actor, today: date
) -> list[Candidate]:
    """Organisations by name, or those of the same regions: 1 query. ``parties``: that sign, or
    did; who knows their name finds why they are not to be chosen."""
    left = {one.organisation_id: one.left_on is not None for one in parties}
    return [
        Candidate(one.id, one.name, left.get(one.id) is False, left.get(one.id) is True)
        for one in await offered(by, Asked(keeper, search, []), today=today)
    ]


async def organs_of(
    who: str, *, by: Actor
) -> tuple[OrganisationView | None, list[tuple[UUID, str]]]:
    """An organisation and the authorities through which it can act, its own or those of the body
    that acts for it: 2 queries. None where there is no such organisation."""
    try:
        found = await organisation(UUID(who), by=by)
    except (ValueError, NotFound):
        return None, []
    bodies = {found.id: found.name}
    if found.acting_body_id:
        bodies[found.acting_body_id] = found.acting_body or ""
    known = await authorities(bodies, by=by)
    return found, [(one.id, f"{one.name} ({bodies[one.organisation_id]})") for one in known]
