"""The lanes of the board. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from governance.commitments.finding.rules import NOT_SHARED
from governance.commitments.rules import LineState, Standing

SHOWN = 20
"""Commitments in a lane, at most; the list has the others."""


class By(StrEnum):
    """What makes the lanes."""

    STANDING = "standing"
    STATE = "state"


LANES: Mapping[By, tuple[str, ...]] = {
    By.STANDING: (
        Standing.LATE, Standing.AT_RISK, Standing.ACCEPTED, Standing.ON_SCHEDULE, Standing.DONE,
        Standing.LAPSED, NOT_SHARED,
    ),
    By.STATE: (
        LineState.BLOCKED, LineState.DELAYED, LineState.PLANNED, LineState.STARTED,
        LineState.ON_TRACK, LineState.DONE, LineState.LAPSED, NOT_SHARED,
    ),
}  # fmt: skip
"""Every lane, what asks most first, and what one is not told last."""
