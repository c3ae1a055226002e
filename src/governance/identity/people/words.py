"""The words for people and when their roles count, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.identity.people.rules import State

STATE_WORDS: Mapping[str, str] = {
    State.CURRENT: N_("with a role now or later"),
    State.ENDED: N_("without a role any more"),
    State.ALL: N_("everybody"),
}
WHEN_WORDS: Mapping[str, str] = {
    "now": N_("now"),
    "later": N_("later"),
    "before": N_("before"),
}
WHEN_TONES: Mapping[str, str] = {"now": "good", "later": "plain", "before": "done"}
ACT_WORDS: Mapping[str, str] = {
    "give_role": N_("Role given"),
    "end_role": N_("Role ended"),
    "stand_in": N_("Standing in noted"),
    "fill": N_("Function filled"),
    "end_filling": N_("Filling of a function ended"),
    "join": N_("Person taken up"),
    "invite": N_("Invitation made"),
    "send_again": N_("Invitation made anew"),
    "withdraw": N_("Invitation withdrawn"),
    "withdraw_invitation": N_("Invitation withdrawn"),
    "accept_invitation": N_("Invitation accepted"),
    "change_details": N_("Details of a person changed"),
    "new_access": N_("New access given"),
    "end_sessions": N_("All sessions of a person ended"),
    "move": N_("Move noted"),
    "leave": N_("Person left"),
    "erase_details": N_("Details of a person erased"),
}
"""What the trail calls what was done about people."""
KIND_WORDS: Mapping[str, str] = {
    "role": N_("role"),
    "invitation": N_("invitation"),
    "filling": N_("filling of a function"),
    "people": N_("list of people"),
}
FIELD_WORDS: Mapping[str, str] = {
    "person": N_("person"),
    "role": N_("role"),
    "held_for": N_("held for"),
    "valid_from": N_("from"),
    "valid_until": N_("until"),
    "stands_in_for": N_("stands in for the role"),
    "function": N_("function"),
    "holder_function": N_("filled by"),
    "language": N_("language"),
    "expires_at": N_("works until"),
    "sessions": N_("sessions"),
    "another_address": N_("another e-mail address"),
    "works_elsewhere": N_("works elsewhere too"),
}
