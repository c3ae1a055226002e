"""The words of commitments for the trail, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "accept_delay": N_("Delay accepted"),
    "end_delay": N_("Delay accepted no longer"),
    "replan": N_("Milestones planned anew"),
}
KIND_WORDS: Mapping[str, str] = {"commitment_line": N_("commitment of one party")}
FIELD_WORDS: Mapping[str, str] = {
    "decided_by_function": N_("decided by"),
    "until": N_("until"),
    "why_ended": N_("why it ended"),
}
