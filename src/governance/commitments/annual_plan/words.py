"""The words of annual plans for the trail: acts and fields."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.annual_plan.begun.rules import BEGINNING_WORDS
from governance.commitments.annual_plan.paragraph.rules import MOMENT_WORDS

ACT_WORDS: Mapping[str, str] = {
    "plan_year": N_("Annual plan of a party changed"),
    "begin_plan": N_("Annual plan of a party begun"),
}
KIND_WORDS: Mapping[str, str] = {"annual_plan": N_("annual plan")}
FIELD_WORDS: Mapping[str, str] = {
    "annual_plan": N_("annual plan"),
    "moment": N_("paper that it follows"),
    "begins_from": N_("what the plan begins from"),
    "safety_plan": N_("integrated safety plan"),
    "adopted_by": N_("adopted by"),
    "holds_from": N_("holds from"),
    "holds_until": N_("holds until"),
    "priorities": N_("what it says of human trafficking"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "moment": MOMENT_WORDS,
    "begins_from": BEGINNING_WORDS,
}
