"""The words of indicators and measurements for the trail: acts, things, fields and choices."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.measuring.words import (
    COUNTS_WORDS,
    DIRECTION_WORDS,
    EVERY_WORDS,
    RULE_WORDS,
)

ACT_WORDS: Mapping[str, str] = {
    "add_indicator": N_("Indicator added"),
    "change_indicator": N_("Indicator changed"),
    "remove_indicator": N_("Indicator removed"),
    "enter_measurement": N_("Measurement given"),
    "let_go": N_("Let an indicator count no more"),
    "count_towards": N_("Chose towards which indicator one counts"),
}
KIND_WORDS: Mapping[str, str] = {
    "indicator": N_("indicator"),
    "measurement": N_("measurement"),
    "measurements": N_("measurements of an indicator"),
}
FIELD_WORDS: Mapping[str, str] = {
    "baseline": N_("baseline"),
    "baseline_on": N_("day of the baseline"),
    "commitment": N_("commitment"),
    "counts": N_("what it counts"),
    "counts_towards": N_("counts towards"),
    "definition": N_("definition"),
    "direction": N_("good direction"),
    "gathers": N_("open to other agreements"),
    "indicator": N_("indicator"),
    "leads_to_people": N_("leads to people"),
    "name": N_("name"),
    "of_agreement": N_("of the agreement"),
    "period": N_("period"),
    "roll_up": N_("of organisations together"),
    "signals": N_("number of signals"),
    "source": N_("source"),
    "on_the_way": N_("steps on the way"),
    "target": N_("target value"),
    "target_by": N_("target reached by"),
    "unit": N_("unit"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "counts": COUNTS_WORDS,
    "direction": DIRECTION_WORDS,
    "period": EVERY_WORDS,
    "roll_up": RULE_WORDS,
}
