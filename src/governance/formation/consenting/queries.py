"""Who may accede to an agreement, and through which authorities."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.consenting.rules import ConsentedBy, RequestKind
from governance.agreements.queries import current_version
from governance.agreements.taking_part.now.queries import Bound
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.parties.choosing.queries import Asked, offered
from governance.parties.queries import OrganisationView, authorities, organisation

_ASKED_IN_THE_MODEL = ("toetreding", "stuurgroep")
"""The question of a model who consents to an accession, and the answer that it is the steering
committee."""


async def consented_by(agreement_id: UUID, kind: str, *, by: Actor) -> ConsentedBy:
    """Who consents to what is asked, as far as the answers of the agreement say so: 1 query."""
    if kind == RequestKind.ACCESSION:
        key, committee = _ASKED_IN_THE_MODEL
        version = await current_version(agreement_id, by=by)
        if version.answers.get(key) == committee:
            return ConsentedBy.STEERING_COMMITTEE
    return ConsentedBy.PARTIES


class Candidate(Struct, frozen=True):
    """An organisation that was found; one that ``is_party`` cannot accede."""

    id: UUID
    name: str
    is_party: bool


async def may_accede(
    keeper: UUID, search: str, parties: Iterable[Bound], *, by: Actor, today: date
) -> list[Candidate]:
    """Organisations by name, or those of the same regions: 1 query. ``parties``: that sign, or
    did; who knows the name of one that does finds why it is not to be chosen."""
    there = {one.organisation_id for one in parties if one.left_on is None}
    return [
        Candidate(one.id, one.name, one.id in there)
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
