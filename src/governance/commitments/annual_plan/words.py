"""The words of annual plans for the trail: acts and fields."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.annual_plan.paragraph.rules import MOMENT_WORDS

ACT_WORDS: Mapping[str, str] = {"plan_year": N_("Annual plan of a party changed")}
KIND_WORDS: Mapping[str, str] = {"annual_plan": N_("annual plan")}
FIELD_WORDS: Mapping[str, str] = {
    "annual_plan": N_("annual plan"),
    "moment": N_("paper that it follows"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {"moment": MOMENT_WORDS}
