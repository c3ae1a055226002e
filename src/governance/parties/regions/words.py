"""The words of regions in the trail: acts, things and fields, in messages."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "add_region": N_("Region added"),
    "change_region": N_("Region changed"),
    "end_region": N_("End of a region noted"),
    "admit": N_("Organisation let into a region"),
    "end_membership": N_("Membership of a region ended"),
}
KIND_WORDS: Mapping[str, str] = {
    "region": N_("region"),
    "membership": N_("membership of a region"),
}
FIELD_WORDS: Mapping[str, str] = {
    "region": N_("region"),
    "code": N_("code"),
    "part": N_("as"),
}
