"""The words of the trail for lists under a name and for priorities: acts, things and fields."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.changing.rules import WHAT_WORDS
from governance.commitments.priorities.rules import PRIORITY_WORDS

ACT_WORDS: Mapping[str, str] = {
    "add_view": N_("List kept under a name"),
    "change_view": N_("List under a name changed"),
    "remove_view": N_("List under a name removed"),
    "prioritise": N_("Priority of commitments changed"),
    "undo_priority": N_("Change of priority undone"),
    "change_many": N_("Several commitments changed at once"),
    "undo_change": N_("Change of several commitments undone"),
    "bring_back": N_("File of commitments brought back in"),
}
KIND_WORDS: Mapping[str, str] = {
    "saved_view": N_("list under a name"),
    "commitments": N_("commitments"),
}
FIELD_WORDS: Mapping[str, str] = {
    "query": N_("filters"),
    "priority": N_("priority"),
    "changed_field": N_("what was changed"),
    "measurements_changed": N_("number of measurements given or corrected"),
    "commitments_changed": N_("number of commitments changed"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "priority": PRIORITY_WORDS,
    "changed_field": WHAT_WORDS,
}
