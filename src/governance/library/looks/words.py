"""What the trail calls what was done with the Word files of an organisation."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "hand_in_template": N_("House style or letter handed in"),
    "take_template_into_use": N_("House style or letter taken into use"),
    "take_template_out_of_use": N_("House style or letter taken out of use"),
}
KIND_WORDS: Mapping[str, str] = {"template": N_("house style or letter")}
FIELD_WORDS: Mapping[str, str] = {"template": N_("house style or letter")}
