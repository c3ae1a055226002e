"""The priorities of a commitment. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from governance.base.errors import N_


class Priority(StrEnum):
    """How soon whoever owes a commitment, or keeps its agreement, wants it looked at."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


PRIORITY_WORDS: Mapping[str, str] = {
    Priority.HIGH: N_("high"),
    Priority.NORMAL: N_("normal"),
    Priority.LOW: N_("low"),
}
