"""What the trail calls acts, things, fields and choices of the network."""

from __future__ import annotations

from collections.abc import Mapping

from governance.overview.reorganisation import words as reorganisation
from governance.parties import words as parties
from governance.parties.regions import words as regions
from governance.parties.register import words as register

ACT_WORDS: Mapping[str, str] = {
    **register.ACT_WORDS,
    **regions.ACT_WORDS,
    **reorganisation.ACT_WORDS,
}
KIND_WORDS: Mapping[str, str] = {
    **register.KIND_WORDS,
    **regions.KIND_WORDS,
    **reorganisation.KIND_WORDS,
}
FIELD_WORDS: Mapping[str, str] = {
    **register.FIELD_WORDS,
    **regions.FIELD_WORDS,
    **reorganisation.FIELD_WORDS,
}
CHOSEN_KINDS: Mapping[str, str] = {
    **parties.KIND_WORDS,
    **parties.AUTHORITY_WORDS,
    **parties.GROUPING_WORDS,
}
"""Kinds of organisations, authorities and regions, as a change of one tells them."""
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "level": parties.LEVEL_WORDS,
    "part": {**parties.MEMBER_WORDS, **parties.SEAT_WORDS, **parties.FILLING_PART_WORDS},
    "function": parties.FUNCTION_WORDS,
}
