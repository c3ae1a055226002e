"""The words of the prevention offer, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.parties.offers.rules import AreaReach, Method
from governance.parties.words import TARGET_WORDS

METHOD_WORDS: Mapping[str, str] = {
    Method.LESSON: N_("lesson"),
    Method.TRAINING: N_("training"),
    Method.CAMPAIGN: N_("campaign"),
    Method.GUIDANCE: N_("guidance"),
    Method.OUTREACH: N_("outreach"),
    Method.E_LEARNING: N_("e-learning"),
    Method.THEATRE: N_("theatre"),
    Method.HOTLINE: N_("telephone or chat"),
}
REACH_WORDS: Mapping[str, str] = {
    AreaReach.OWN: N_("where the organisation works"),
    AreaReach.REGION: N_("in one region"),
    AreaReach.COUNTRY: N_("in the whole country"),
}
ACT_WORDS: Mapping[str, str] = {
    "add_offer": N_("Prevention offer added"),
    "change_offer": N_("Prevention offer changed"),
}
KIND_WORDS: Mapping[str, str] = {
    "offer": N_("prevention offer"),
    "offers": N_("list of prevention offers"),
}
FIELD_WORDS: Mapping[str, str] = {
    "area": N_("region"),
    "content": N_("what it covers at least"),
    "cost": N_("costs in euros"),
    "cost_note": N_("note on the costs"),
    "reach": N_("where it can be had"),
    "target_group": N_("target group"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "reach": REACH_WORDS,
    "target_group": TARGET_WORDS,
}
