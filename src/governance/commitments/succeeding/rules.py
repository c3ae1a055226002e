"""Which of the lines of some predecessors goes on as the line of their successor. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from governance.commitments.rules import LineState

LEAST_FAR = (
    LineState.BLOCKED, LineState.DELAYED, LineState.PLANNED, LineState.STARTED, LineState.ON_TRACK,
    LineState.DONE, LineState.LAPSED,
)  # fmt: skip
"""From what is least far to what is over: a successor is as far as the slowest of its parts."""


def least_far(lines: Iterable[Any]) -> Any:
    """The line that goes on: the one that is least far, of equals the oldest."""
    return min(lines, key=lambda line: (LEAST_FAR.index(line["state"]), str(line["id"])))
