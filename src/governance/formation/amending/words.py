"""The words of what an amendment changes, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

LINE_EFFECTS: Mapping[str, str] = {
    "new_line": N_("owes this from then on"),
    "goes_on": N_("goes on"),
    "lapses": N_("lapses"),
    "lapses_unless_done": N_("lapses, unless it is done"),
    "stays_done": N_("is done, and stays so"),
}
EFFECTS: Mapping[str, str] = {
    "new": N_("new"),
    "changed": N_("changes"),
    "lapses": N_("lapses"),
}
EFFECT_TONES: Mapping[str, str] = {"new": "good", "changed": "plain", "lapses": "warning"}
