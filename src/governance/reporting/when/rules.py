"""Why a step of a report or a round cannot be taken now, said to who might take it. Pure."""

from __future__ import annotations

from governance.base.errors import N_, WrongState
from governance.base.workflow import Step, Workflow
from governance.reporting.opening.rules import ROUND_WORKFLOW, RoundState
from governance.reporting.rules import REGIONAL_WORKFLOW, ReportState

NOT_APPROVED = N_("The report has no internal approval yet. Record that first, then submit it.")
IS_APPROVED = N_("The internal approval of this report is recorded already.")
IS_SUBMITTED = N_("The report is submitted. The secretary of the committee reads it now.")
NOT_SUBMITTED = N_("The report is not submitted, so there is nothing to judge now.")
IS_RETURNED = N_("The report was returned to its organisation already.")
IS_ACCEPTED = N_("The report is accepted. What it says is not changed any more.")
IS_ADOPTED = N_("The regional report is adopted. What it says is not changed any more.")
NOT_READABLE = N_("This report is not submitted now. You can read it once it is.")
NOT_IN_FORCE = N_("The agreement is not in force, so no round can be opened on it.")
HAS_BEGUN = N_("A party has begun its report in this round, so the round stays.")
HAS_WORDS = N_(
    "Words of the regional report of this round are prepared. Clear those first; then the round "
    "can be removed."
)

_JUDGED = ("accept", "return")


def why_not(workflow: Workflow, verb: str, state: str) -> str:
    """Why there is no such step from this state; empty when there is one."""
    if verb in workflow.verbs(state):
        return ""
    if workflow is REGIONAL_WORKFLOW:
        return IS_ADOPTED
    return _of_round(verb, state) if workflow is ROUND_WORKFLOW else _of_report(verb, state)


def _of_round(verb: str, state: str) -> str:
    if verb == "open_round":
        return NOT_IN_FORCE
    return HAS_WORDS if state == RoundState.PREPARED else HAS_BEGUN


def _of_report(verb: str, state: str) -> str:
    if state == ReportState.ACCEPTED:
        return IS_ACCEPTED
    if state == ReportState.SUBMITTED:
        return IS_SUBMITTED
    if verb in _JUDGED:
        return IS_RETURNED if state == ReportState.RETURNED else NOT_SUBMITTED
    return IS_APPROVED if state == ReportState.APPROVED else NOT_APPROVED


def step_of(workflow: Workflow, verb: str, state: str) -> Step:
    """The step of this verb from this state; raises :class:`WrongState` that says why not."""
    if why := why_not(workflow, verb, state):
        raise WrongState(verb, state, why)
    return workflow.step(state, verb)
