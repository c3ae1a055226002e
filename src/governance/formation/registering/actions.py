"""An agreement that was signed elsewhere comes to count, with the commitments that parties owe."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.queries import agreement
from governance.agreements.queries import parties as parties_of
from governance.agreements.registering import actions as registering
from governance.agreements.registering.queries import registration
from governance.agreements.rules import AgreementState
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments import actions as commitments
from governance.commitments.queries import of_agreement
from governance.formation.lasting.actions import follow
from governance.formation.rules import owner_complaints


async def register_agreement(
    registration_id: UUID, version: int | None, *, by: Actor, at: datetime
) -> UUID:
    """Let a registration count; gives the agreement.

    What its rules brought about since its last day, such as an extension by silence, is followed.
    In force, every owner gets its lines to report on; of one that has ended nothing is owed. It
    may hold no commitment: then there is nothing to report on.
    """
    async with DATABASE.transaction():
        kept = await registration(registration_id, by=by)
        owed = await of_agreement(kept.agreement_id, by=by)
        parties = await parties_of(kept.agreement_id, by=by)
        told = [one for one in owner_complaints(owed, parties) if one.field != "commitments"]
        made, state = await registering.register_agreement(
            registration_id, version, unread=told, by=by, at=at
        )
        if state == AgreementState.IN_FORCE:
            view = await agreement(made, by=by)
            on, cause = view.entered_into_force_on, ("agreement", made)
            assert on is not None  # noqa: S101 - it was registered just now
            await commitments.open_lines(made, on, view.ends_on, by=by, at=at, cause=cause)
            await follow(made, by=by, at=at)
    return made
