"""The words of evidence, in the trail."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "add_evidence": N_("Evidence added"),
    "remove_evidence": N_("Evidence taken off"),
    "destroy_evidence": N_("File of evidence destroyed"),
    "destroy_file": N_("File destroyed"),
}
KIND_WORDS: Mapping[str, str] = {}
FIELD_WORDS: Mapping[str, str] = {
    "dated_on": N_("day of which it is"),
    "link": N_("link"),
    "milestone_line": N_("milestone"),
}
