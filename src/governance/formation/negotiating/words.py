"""What proposals are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.documents.reading.findings import Found

FOUND_WORDS: Mapping[Found, str] = {
    Found.CHANGED: N_("changes"),
    Found.ADDED: N_("adds"),
    Found.REMOVED: N_("takes out"),
    Found.MOVED: N_("moves"),
    Found.ROW_ADDED: N_("adds a row"),
    Found.ROW_REMOVED: N_("takes out a row"),
    Found.LOOK: N_("changes the look"),
}
STATE_WORDS: Mapping[str, str] = {
    "open": N_("to be decided"),
    "accepted": N_("accepted"),
    "declined": N_("declined"),
}
STATE_TONES: Mapping[str, str] = {"open": "warning", "accepted": "good", "declined": "plain"}
