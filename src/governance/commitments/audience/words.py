"""The words of who may see how a commitment stands, in the trail."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.commitments.audience.rules import AUDIENCE_WORDS

ACT_WORDS: Mapping[str, str] = {
    "set_audience": N_("Chose who sees how a commitment stands"),
}
KIND_WORDS: Mapping[str, str] = {}
FIELD_WORDS: Mapping[str, str] = {"audience": N_("who sees how it stands")}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {"audience": AUDIENCE_WORDS}
