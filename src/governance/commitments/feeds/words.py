"""The words of calendar feeds in the trail: acts, things, fields and choices."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.days.rules import WHOM_WORDS

ACT_WORDS: Mapping[str, str] = {
    "make_feed": N_("Calendar feed made"),
    "renew_feed": N_("Address of a calendar feed renewed"),
    "end_feed": N_("Calendar feed ended"),
}
KIND_WORDS: Mapping[str, str] = {"calendar_feed": N_("calendar feed")}
FIELD_WORDS: Mapping[str, str] = {"calendar_of": N_("calendar of")}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {"calendar_of": WHOM_WORDS}
