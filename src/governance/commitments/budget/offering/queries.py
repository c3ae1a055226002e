"""What one chooses from where the budget is kept: parties, commitments, goals and routes."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.aiming.queries import aims_of
from governance.commitments.aiming.queries import choices as offered
from governance.commitments.budget.queries import PARTIES
from governance.commitments.features.queries import RegionSeen


class Choices(Struct, frozen=True):
    """What a form of the budget offers: (id, words) of each."""

    parties: tuple[tuple[UUID, str], ...]
    commitments: tuple[tuple[UUID, str], ...]
    goals: tuple[tuple[UUID, str], ...]


_COMMITMENTS = """
select id, position || '. ' || title as label from commitment
where agreement = $1 order by position"""


async def choices(agreement_id: UUID, region: RegionSeen | None, *, by: Actor) -> Choices:
    """What one chooses from, for who keeps the budget: 3 queries."""
    parties = await DATABASE.fetch(PARTIES, agreement_id)
    commitments = await DATABASE.fetch(_COMMITMENTS, agreement_id)
    goals = offered(await aims_of(region, by=by)) if region else []
    return Choices(
        tuple((row["id"], row["organisation"]) for row in parties),
        tuple((row["id"], row["label"]) for row in commitments),
        tuple((one.id, one.label) for one in goals),
    )
