"""The draft of which the commitments are edited, and the one that is edited."""

from __future__ import annotations

from uuid import UUID

from governance.agreements.when.rules import why_no_draft
from governance.base.actor import Actor
from governance.base.errors import N_, NotAllowed, WrongState
from governance.base.permissions import may
from governance.commitments import queries
from governance.commitments.agreed.queries import CommitmentView
from governance.web.addresses import page

GONE = N_("This commitment is not there any more: somebody has removed it.")


async def drafted(agreement_id: UUID, by: Actor) -> queries.AgreementSeen:
    """The agreement, when this reader may edit its commitments now."""
    agreement = await queries.seen_agreement(agreement_id, by=by)
    if not may(by, "commitment.set", keeper=agreement.keeper):
        raise NotAllowed
    if why := why_no_draft(agreement.state):
        raise _not_now(agreement, why)
    return agreement


def _not_now(agreement: queries.AgreementSeen, why: str) -> WrongState:
    back = page("agreements", agreement.id, "commitments")
    return WrongState("set_commitments", agreement.state, why, back)


def only(
    agreement: queries.AgreementSeen, found: list[CommitmentView], commitment_id: UUID
) -> CommitmentView:
    """The commitment with this id; whoever edits is told when somebody has removed it."""
    for view in found:
        if view.id == commitment_id:
            return view
    raise _not_now(agreement, GONE)
