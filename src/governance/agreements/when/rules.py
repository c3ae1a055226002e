"""Why a step of an agreement cannot be taken now, said to who might take it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from governance.agreements.rules import DECLINED, RESERVED, WORKFLOW, AgreementState, Outcome, signs
from governance.base.actor import Actor
from governance.base.errors import N_, WrongState
from governance.base.permissions import holds
from governance.base.workflow import Step

IS_DRAFT = N_("The agreement is a draft now. Decisions and signatures follow once it is put up.")
IS_UP = N_("The text is up for decision, so it cannot be changed now.")
IS_SEALED = N_(
    "All have signed. The agreement is sealed: text, decisions and signatures are not changed."
)
IS_SIGNED = N_("Somebody has signed, so the agreement cannot be taken back to draft any more.")
NOT_ASKED = N_("This party does not sign, so it has nothing to decide or sign here.")
DECIDE_FIRST = N_("Record the decision of this authority first.")
NOT_RECORDED = N_("What was to be corrected is not recorded here any more.")
WAS_UP = N_("This text was up for decision once, so the agreement is kept. Change it instead.")
IS_SHARED = N_("This draft is shared with its parties already.")
NOT_SHARED = N_("This draft is not shared with its parties.")
TOOK_EFFECT = N_("This notice was taken back already, or has taken effect.")
NOTHING_TO_CONSULT = N_("There is no withdrawal here upon which the others have still to consult.")
EVENTLESS = N_("The text names no event that ends this agreement.")
OTHER_ENTRY = N_("This agreement does not wait for its publication to enter into force.")
IS_CLOSED = N_("This request is closed: what all agreed to is not changed here any more.")
ASKED_ALREADY = N_("The parties are asked this already. Wait for that, or withdraw it first.")
HAS_LEFT = N_("The agreement no longer holds for this party.")
NOT_IN_FORCE = N_("This is for an agreement that is in force.")
GIVEN_ALREADY = N_("This notice of this party is recorded already, and stands.")
IS_BOUND = N_("The agreement holds for this party already: it has nothing to decide any more.")
FOLLOWED = N_(
    "Something followed from this registration: a notice, a request, a report, a budget, or an "
    "agreement that belongs to it. So it stays as it is."
)
HAS_SIGNED = N_("This authority has signed. Remove its signature first, then its decision.")

_OF_FORCE = frozenset(WORKFLOW.verbs(AgreementState.IN_FORCE)) - frozenset(
    WORKFLOW.verbs("up_for_decision")
)
"""What is done only with an agreement that is in force."""
NO_TEXT_HERE = N_(
    "The text of this agreement is that of its file, so it is not changed here: make an addendum, "
    "or a later agreement that takes its place."
)
ELSEWHERE = N_(
    "This agreement was signed elsewhere and is registered with its file: this step is not there."
)
HERE = N_("This agreement is written here: it comes into force once all have signed.")
_WRITING = frozenset(
    {
        "change_terms", "save_answers", "edit_text", "fix_version", "remark", "settle_remark",
        "hand_in_file", "decide_proposals", "answer_checklist", "put_up_for_decision",
        "begin_amendment", "choose_predecessor",
    }
)  # fmt: skip
_REGISTERING = frozenset({"describe", "register_agreement", "reopen_registration", "settle_name"})

_DRAFT, _OPEN = AgreementState.DRAFT, AgreementState.UP_FOR_DECISION


def why_no_draft(state: str) -> str:
    """Why a text cannot be changed in this state; empty for a draft."""
    if state == _DRAFT:
        return ""
    return IS_UP if state == _OPEN else IS_SEALED


def why_never(verb: str, model_key: str) -> str:
    """Why an agreement never takes this step, by where it is written; empty where it may."""
    if not model_key:
        why = NO_TEXT_HERE if verb == "begin_amendment" else ELSEWHERE
        return why if verb in _WRITING else ""
    return HERE if verb in _REGISTERING else ""


def why_not(verb: str, state: str) -> str:
    """Why there is no such step from this state; empty when there is one."""
    if verb in WORKFLOW.verbs(state):
        return ""
    if verb in _OF_FORCE:
        return NOT_IN_FORCE
    return IS_DRAFT if state == _DRAFT else why_no_draft(state)


def step_of(verb: str, state: str, model_key: str) -> Step:
    """The step of this verb from this state; raises :class:`WrongState` that says why not."""
    if why := why_not(verb, state) or why_never(verb, model_key):
        raise WrongState(verb, state, why)
    return WORKFLOW.step(state, verb)


def why_not_now(
    verb: str, state: str, participation: str, outcome: str | None, *, joined: bool = False
) -> str:
    """Why an authority cannot take this step, where it cannot."""
    if why := why_not(verb, state):
        return why
    if not signs(participation):
        return NOT_ASKED
    if joined:
        return IS_SEALED
    if verb == "record_signature" and outcome is None:
        return DECIDE_FIRST
    if outcome == Outcome.RESERVED and verb == "record_signature":
        return RESERVED
    return DECLINED if outcome == Outcome.DECLINED else NOT_RECORDED


def verbs_of(values: Mapping[str, Any], by: Actor) -> tuple[str, ...]:
    """The steps from this state that the actor may take for the keeper, each once."""
    keeper, state = values["keeper_id"], values["state"]
    held = [s for s in WORKFLOW.steps if s.source == state and holds(by, s.who, keeper=keeper)]
    # Who signed did so on the strength of this text: then it is not taken back any more, unless
    # it cannot come about because somebody does not agree.
    gone = {"share_draft" if values["shared_at"] else "stop_sharing", *_no_amendment(values)}
    if values["signed"] and not values["declined"]:
        gone.add("take_back")
    model = values["model_key"]
    return tuple(s.verb for s in held if s.verb not in gone and not why_never(s.verb, model))


def _no_amendment(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The steps of amendments that an agreement (a row of it) does not have."""
    if row["amends"] is None:
        return ("take_over_changes", "withdraw_amendment")
    draft = row["state"] == AgreementState.DRAFT
    early = ("withdraw_amendment",) if draft and not row["was_up"] else ()
    return ("choose_predecessor", *early)
