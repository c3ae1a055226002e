"""The words of who carries out a commitment, in the trail."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "execute_otherwise": N_("Said who carries out a commitment"),
}
KIND_WORDS: Mapping[str, str] = {}
FIELD_WORDS: Mapping[str, str] = {
    "how": N_("by whom it is carried out"),
    "executor_organisation": N_("organisation that carries it out"),
}
