"""The words and tones for the states of reports, in messages of the catalogue."""

from __future__ import annotations

from governance.base.errors import N_
from governance.commitments.measuring.words import figure_in, figure_said
from governance.reporting.rules import ReportState

__all__ = ["NOT_ACCEPTED", "STATE_TONES", "STATE_WORDS", "figure_in", "figure_said"]

STATE_WORDS = {
    ReportState.DRAFT: N_("draft"),
    ReportState.APPROVED: N_("approved internally"),
    ReportState.SUBMITTED: N_("submitted"),
    ReportState.RETURNED: N_("returned"),
    ReportState.ACCEPTED: N_("accepted"),
    ReportState.ADOPTED: N_("adopted"),
}

NOT_ACCEPTED = N_("not accepted yet")
LEFT_OUT = (
    N_("Left out: {number} commitment. How it stands is for fewer people."),
    N_("Left out: {number} commitments. How these stand is for fewer people."),
)
"""What is said where a paper does not speak of every line."""
"""Of what is due in a round while its report is not accepted."""

STATE_TONES = dict.fromkeys(STATE_WORDS, "plain") | {
    ReportState.SUBMITTED: "warning",
    ReportState.RETURNED: "bad",
    ReportState.ACCEPTED: "good",
    ReportState.ADOPTED: "good",
}
