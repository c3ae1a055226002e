"""Whether the page of a step is shown; who comes too late is told why, and where it stands."""

from __future__ import annotations

from uuid import UUID

from governance.agreements import queries
from governance.agreements.rules import WORKFLOW, AgreementState
from governance.agreements.taking_part.queries import may_record
from governance.agreements.when.rules import IS_SIGNED, why_never, why_not, why_not_now
from governance.base.actor import Actor
from governance.base.errors import NotAllowed, WrongState
from governance.base.permissions import holds
from governance.web.addresses import page


async def stepping(agreement_id: UUID, verb: str, by: Actor) -> queries.AgreementView:
    """The agreement, when this reader may take this step of it now."""
    view = await queries.agreement(agreement_id, by=by)
    may_step(view, verb, by)
    return view


def may_step(view: queries.AgreementView, verb: str, by: Actor) -> None:
    """Raises :class:`WrongState` for who keeps it, :class:`NotAllowed` for anybody else."""
    if verb in view.verbs:
        return
    if not holds(by, WORKFLOW.who(verb), keeper=view.keeper_id):
        raise NotAllowed
    why = why_never(verb, view.model_key) or why_not(verb, view.state) or IS_SIGNED
    raise WrongState(verb, view.state, why, page("agreements", view.id))


async def too_late(organ: queries.PartyAuthorityView, verb: str, by: Actor) -> WrongState:
    """What is told of a step of an authority that is not open; else :class:`NotAllowed`."""
    view = await queries.agreement(organ.agreement_id, by=by)
    if not may_record(by, view.keeper_id, organ.organisation_id):
        raise NotAllowed
    decision = organ.authority.decision
    outcome = decision.outcome if decision else None
    joined = organ.state == AgreementState.IN_FORCE and organ.joined_on is not None
    why = why_not_now(verb, organ.state, organ.participation, outcome, joined=joined)
    return WrongState(verb, organ.state, why, page("agreements", view.id))


async def to_correct(
    party_authority_id: UUID, what: str, by: Actor, act: str = "correct"
) -> queries.PartyAuthorityView:
    """The authority whose decision or signature (``what``) may be corrected or taken out now."""
    organ = await queries.party_authority(party_authority_id, by=by)
    if not organ.authority.may_correct or getattr(organ.authority, what) is None:
        raise await too_late(organ, f"{act}_{what}", by)
    return organ
