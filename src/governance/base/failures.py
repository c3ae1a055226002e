"""What may be told of an exception: its kind and its place, never what it says.

A message may hold what somebody typed: a database names the value that it refuses.
"""

from __future__ import annotations

import traceback

DEEPEST = 8
"""How many places of ours are told, the last ones."""
THEIRS = "/site-packages/"
OURS = "/governance/"


def kind_of(error: BaseException) -> str:
    """The full name of its class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def places_of(error: BaseException) -> list[str]:
    """Where it was raised, as ``file:line``: the last places of ours, then the place itself."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [_place(frame) for frame in frames if THEIRS not in frame.filename][-DEEPEST:]
    return ours + [_place(frame) for frame in frames[-1:] if THEIRS in frame.filename]


def _place(frame: traceback.FrameSummary) -> str:
    mark = OURS if OURS in frame.filename and THEIRS not in frame.filename else "/"
    return f"{frame.filename.rpartition(mark)[2]}:{frame.lineno}"
