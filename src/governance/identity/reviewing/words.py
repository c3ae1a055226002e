"""The words of reviews, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.identity.reviewing.rules import (
    Answer,
    Change,
    Factor,
    LineAnswer,
    ReviewKind,
    Timing,
)

KIND_WORDS: Mapping[str, str] = {
    ReviewKind.ALL: N_("all roles"),
    ReviewKind.SPECIAL: N_("special rights"),
}
KIND_HINTS: Mapping[str, str] = {
    ReviewKind.ALL: N_("once a year"),
    ReviewKind.SPECIAL: N_("each quarter; a review of all roles counts as well"),
}
LINE_ANSWER_WORDS: Mapping[str, str] = {
    LineAnswer.CONFIRM: N_("Confirm"),
    LineAnswer.WITHDRAW: N_("Withdraw"),
    LineAnswer.OPEN: N_("Not decided yet"),
}
ANSWERED_WORDS: Mapping[str, str] = {
    Answer.CONFIRM: N_("confirmed"),
    Answer.WITHDRAW: N_("to be withdrawn"),
    "": N_("not answered"),
}
DONE_WORDS: Mapping[str, str] = {**ANSWERED_WORDS, Answer.WITHDRAW: N_("withdrawn")}
ANSWER_TONES: Mapping[str, str] = {Answer.CONFIRM: "good", Answer.WITHDRAW: "bad", "": "plain"}
CHANGE_WORDS: Mapping[str, str] = {
    Change.NEW: N_("given since the review began"),
    Change.CHANGED: N_("changed since the review began"),
    Change.GONE: N_("ended since the review began"),
}
TIMING_WORDS: Mapping[str, str] = {
    Timing.LATER: N_("not due yet"),
    Timing.DUE: N_("due"),
    Timing.LATE: N_("too late"),
}
TIMING_TONES: Mapping[str, str] = {Timing.LATER: "good", Timing.DUE: "warning", Timing.LATE: "bad"}
FACTOR_WORDS: Mapping[str, str] = {
    Factor.OWN: N_("set up"),
    Factor.PROVIDER: N_("by the provider"),
    Factor.NONE: N_("none"),
    Factor.UNKNOWN: N_("known elsewhere"),
}
ACT_WORDS: Mapping[str, str] = {
    "begin_review": N_("Review of roles begun"),
    "answer_review": N_("Lines of a review of roles answered"),
    "complete_review": N_("Review of roles completed"),
    "export_review": N_("Review of roles exported"),
}
"""What the trail calls what was done with reviews."""
FIELD_WORDS: Mapping[str, str] = {
    "review": N_("review of"),
    "confirmed": N_("confirmed"),
    "withdrawn": N_("withdrawn"),
    "left_open": N_("not answered"),
    "ended_meanwhile": N_("ended in the meantime"),
}
