"""The words for states, kinds and problems of notices, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.notices.letters.rules import Kind
from governance.notices.rules import NoticeState, Problem

STATE_WORDS: Mapping[str, str] = {
    NoticeState.WAITING: N_("waits to be sent"),
    NoticeState.SENT: N_("sent"),
    NoticeState.FAILED: N_("not sent"),
    NoticeState.GIVEN_UP: N_("stopped"),
}
STATE_TONES: Mapping[str, str] = {
    NoticeState.WAITING: "warning",
    NoticeState.SENT: "good",
    NoticeState.FAILED: "bad",
    NoticeState.GIVEN_UP: "done",
}
ACT_WORDS: Mapping[str, str] = {
    "post_notice": N_("Message written"),
    "retry": N_("Message tried again"),
    "retry_many": N_("Messages tried again"),
    "give_up": N_("Message stopped"),
    "give_up_many": N_("Messages stopped"),
    "send": N_("Message sent"),
    "fail": N_("Message could not be sent"),
    "lapse": N_("Message stopped by the service"),
    "call_off": N_("Message called off, as what it was about is over"),
    "forget": N_("Address of a message emptied"),
}
"""What was done, as the trail tells it; also by the names of actions."""
KIND_WORDS: Mapping[str, str] = {
    Kind.INVITATION: N_("invitation"),
    Kind.ROLE_GIVEN: N_("role given"),
    Kind.ROLE_WITHDRAWN: N_("role withdrawn"),
    Kind.STANDING_IN: N_("standing in"),
    Kind.REVIEW_DUE: N_("review of roles"),
    Kind.PASSWORD_CHANGED: N_("password changed"),
    Kind.FACTOR_CHANGED: N_("way of signing in changed"),
    Kind.TOKEN_ENDS: N_("API token that ends"),
    Kind.ACCESS_RENEWED: N_("new access"),
    Kind.ADDRESS_CHANGED: N_("e-mail address changed"),
    Kind.FILLING_ASKED: N_("asked to fill a function"),
    Kind.FILLINGS_DUE: N_("functions to confirm"),
}
PROBLEM_WORDS: Mapping[str, str] = {
    Problem.REFUSED: N_("The mail server refuses this message."),
    Problem.POSTPONED: N_("The mail server cannot take this message yet."),
    Problem.UNSENDABLE: N_("This message cannot be made or addressed."),
    Problem.TOO_LATE: N_("It could not be sent while it was of use."),
    Problem.LOCKED: N_(
        "It was sealed with another key: set the GOVERNANCE_SECRET_KEY of that time, and try again."
    ),
    Problem.CALLED_OFF: N_("Not needed any more: the invitation was withdrawn or accepted."),
    Problem.UNREACHABLE: N_("The mail server cannot be reached."),
    Problem.NOT_LET_IN: N_("The mail server does not take the user or password of the settings."),
    Problem.NOT_TRUSTED: N_("The connection with the mail server is not safe."),
}
