"""The words of coverage: how a function stands, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.overview.coverage.rules import GAP
from governance.parties.fillings.rules import State

STATE_WORDS: Mapping[str, str] = {
    State.VACANT: N_("vacant"),
    State.DEPUTY_ONLY: N_("deputy only"),
    State.PARTLY: N_("partly filled"),
    State.ENDS_SOON: N_("ends within 90 days"),
    State.FTE_BELOW: N_("less capacity than agreed"),
    State.FILLED: N_("filled"),
}
STATE_TONES: Mapping[str, str] = {
    State.VACANT: "bad",
    State.DEPUTY_ONLY: "warning",
    State.PARTLY: "warning",
    State.ENDS_SOON: "warning",
    State.FTE_BELOW: "warning",
    State.FILLED: "good",
}
GAP_WORDS: Mapping[str, str] = {GAP: N_("whatever is not filled"), **STATE_WORDS}
"""What a picture can be narrowed to."""
