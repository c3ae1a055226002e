"""The words for steps, outcomes, who is next and the ways out, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.agreements.advising.moving.rules import MoveKind
from governance.agreements.advising.rules import GIVEN, AdviceOutcome, AdviceStep
from governance.base.errors import N_

STEP_WORDS: Mapping[str, str] = {
    AdviceStep.OFFICIAL: N_("advice of officials"),
    AdviceStep.LEGAL: N_("legal advice"),
    AdviceStep.FINANCIAL: N_("financial advice"),
    AdviceStep.PRIVACY: N_("advice on privacy"),
    AdviceStep.COUNCIL_VIEW: N_("wishes and concerns of the council"),
    AdviceStep.COUNCIL_INFORMED: N_("informing the council"),
}
OUTCOME_WORDS: Mapping[str, str] = {
    AdviceOutcome.WAITING: N_("no answer yet"),
    AdviceOutcome.POSITIVE: N_("positive"),
    AdviceOutcome.REMARKS: N_("positive with remarks"),
    AdviceOutcome.NEGATIVE: N_("negative"),
    AdviceOutcome.NO_WISHES: N_("no wishes or concerns"),
    AdviceOutcome.WISHES: N_("wishes or concerns"),
    AdviceOutcome.INFORMED: N_("the council is informed"),
    AdviceOutcome.NOT_NEEDED: N_("not needed"),
    GIVEN: N_("answered"),
}
OUTCOME_TONES: Mapping[str, str] = {
    AdviceOutcome.WAITING: "plain",
    AdviceOutcome.POSITIVE: "good",
    AdviceOutcome.REMARKS: "warning",
    AdviceOutcome.NEGATIVE: "bad",
    AdviceOutcome.NO_WISHES: "good",
    AdviceOutcome.WISHES: "warning",
    AdviceOutcome.INFORMED: "good",
    AdviceOutcome.NOT_NEEDED: "done",
    GIVEN: "done",
}
MOVE_WORDS: Mapping[str, str] = {
    MoveKind.ASK: N_("to be asked: {step}"),
    MoveKind.AWAIT: N_("waits for an answer: {step}"),
    MoveKind.OVERDUE: N_("the day has passed: {step}"),
    MoveKind.DECIDE: N_("the decision"),
    MoveKind.DECIDE_ANYWAY: N_("the decision, after negative advice"),
    MoveKind.SIGN: N_("the signature"),
    MoveKind.LIFT: N_("the reservation"),
    MoveKind.LIFT_LATE: N_("the reservation, of which the day has passed"),
    MoveKind.TAKE_BACK: N_("taking back the text: the authority does not agree"),
}
WAY_WORDS: Mapping[str, str] = {
    MoveKind.ASK: N_("Ask for it and note the day, or note why it is not needed."),
    MoveKind.AWAIT: N_("Note the answer once it is there. The decision may be taken without it."),
    MoveKind.OVERDUE: N_(
        "Note what came of it, agree upon another day, or note why it is not needed any more."
    ),
    MoveKind.DECIDE: N_(
        "Record the decision: the authority agrees, agrees under a reservation, or does not agree."
    ),
    MoveKind.DECIDE_ANYWAY: N_(
        "The authority may decide all the same. Or ask the keeper to take the text back to draft, "
        "so that it can be changed."
    ),
    MoveKind.SIGN: N_("Record the signature, and attach the scan."),
    MoveKind.LIFT: N_("Correct the decision once the reservation is lifted, or is not lifted."),
    MoveKind.LIFT_LATE: N_(
        "Correct the decision: the authority agrees, does not agree, or gives a later day."
    ),
    MoveKind.TAKE_BACK: N_(
        "The keeper takes the agreement back to draft. Or the authority decides otherwise: then "
        "correct the decision."
    ),
}
MOVE_TONES: Mapping[str, str] = {
    MoveKind.OVERDUE: "warning",
    MoveKind.LIFT: "warning",
    MoveKind.LIFT_LATE: "bad",
    MoveKind.DECIDE_ANYWAY: "warning",
    MoveKind.TAKE_BACK: "bad",
}
FIELD_WORDS: Mapping[str, str] = {
    "advice_step": N_("step before the decision"),
    "answer_due_on": N_("answer awaited until"),
    "answered_on": N_("answered on"),
    "asked_on": N_("asked on"),
    "function": N_("function or body that is asked"),
    "in_order": N_("one after the other"),
    "party": N_("party"),
    "steps": N_("steps before the decision"),
}
"""What the fields of an entry of the trail are called."""
