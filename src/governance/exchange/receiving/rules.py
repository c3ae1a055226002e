"""What becomes of what is handed in. Pure."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What became of a file that was handed in."""

    HANDED_IN = "handed_in"
    CARRIED_OUT = "carried_out"
    PUT_ASIDE = "put_aside"
