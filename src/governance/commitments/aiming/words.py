"""The words of goals, barriers and what a region uses, in the trail, in messages."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.aiming.rules import AIM_WORDS

ACT_WORDS: Mapping[str, str] = {
    "choose_features": N_("Chosen what the region uses"),
    "add_aim": N_("Vision, goal or route added"),
    "change_aim": N_("Vision, goal or route changed"),
    "remove_aim": N_("Vision, goal or route removed"),
    "add_barrier": N_("Barrier added"),
    "change_barrier": N_("Barrier changed"),
    "remove_barrier": N_("Barrier removed"),
    "connect": N_("Connections of a commitment changed"),
}
KIND_WORDS: Mapping[str, str] = {
    "region_features": N_("what a region uses"),
    "aim": N_("vision, goal or route"),
    "barrier": N_("barrier"),
    "barriers": N_("barrier model"),
}
FIELD_WORDS: Mapping[str, str] = {
    "aim_kind": N_("step"),
    "under": N_("part of"),
    "goals": N_("goals and routes"),
    "raised": N_("barriers raised"),
    "waits_for": N_("waits for"),
    "weights": N_("weights"),
    "dependence": N_("dependence"),
    "barriers": N_("barrier model"),
    "budget": N_("budget"),
    "kinds": N_("kinds of commitments"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "aim_kind": {str(kind): word for kind, word in AIM_WORDS.items()}
}
