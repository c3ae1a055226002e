"""The words of what is asked of organisations, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.parties.asking.rules import Outcome

OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.OPEN: N_("waits for an answer"),
    Outcome.FILLED: N_("filled"),
    Outcome.DECLINED: N_("not filled"),
    Outcome.WITHDRAWN: N_("withdrawn"),
}
OUTCOME_TONES: Mapping[str, str] = {
    Outcome.OPEN: "warning",
    Outcome.FILLED: "good",
    Outcome.DECLINED: "bad",
    Outcome.WITHDRAWN: "done",
}
