"""The words of abilities on pages and in the trail, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.parties.abilities.rules import AbilityKind

ABILITY_WORDS: Mapping[str, str] = {
    AbilityKind.POWER: N_("can: power"),
    AbilityKind.SERVICE: N_("can: service"),
    AbilityKind.LIMIT: N_("cannot"),
}
ABILITY_HINTS: Mapping[str, str] = {
    AbilityKind.POWER: N_("It may do this by law or by a mandate."),
    AbilityKind.SERVICE: N_("It does this for others."),
    AbilityKind.LIMIT: N_("It cannot or may not do this: partners know it beforehand."),
}
ABILITY_TONES: Mapping[str, str] = {
    AbilityKind.POWER: "good",
    AbilityKind.SERVICE: "good",
    AbilityKind.LIMIT: "warning",
}
ACT_WORDS: Mapping[str, str] = {
    "add_ability": N_("Ability added"),
    "change_ability": N_("Ability changed"),
    "remove_ability": N_("Ability removed"),
}
KIND_WORDS: Mapping[str, str] = {
    "ability": N_("what an organisation can or cannot"),
    "abilities": N_("list of what organisations can and cannot"),
}
FIELD_WORDS: Mapping[str, str] = {
    "detail": N_("explanation"),
    "basis": N_("law or agreement"),
    "target_groups": N_("target groups"),
    "exploitation": N_("form of exploitation"),
}
