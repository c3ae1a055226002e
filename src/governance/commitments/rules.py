"""States of lines and milestones and how they stand, with their words."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeAlias

from governance.base.errors import N_


class LineState(StrEnum):
    """State of a milestone, and of a commitment as owed by one party."""

    PLANNED = "planned"
    STARTED = "started"
    ON_TRACK = "on_track"
    DELAYED = "delayed"
    BLOCKED = "blocked"
    DONE = "done"
    LAPSED = "lapsed"


ENDED = frozenset({LineState.DONE, LineState.LAPSED})
"""Nothing is asked of what is in one of these states."""
IN_TROUBLE = frozenset({LineState.DELAYED, LineState.BLOCKED})
"""These states need a reason."""


class Standing(StrEnum):
    """How something stands: lapsed, else from good to bad (see ``standing``).

    ``ACCEPTED``: a delay that the committee accepts until a day.
    """

    LAPSED = "lapsed"
    DONE = "done"
    ON_SCHEDULE = "on_schedule"
    ACCEPTED = "accepted"
    AT_RISK = "at_risk"
    LATE = "late"


OVER = frozenset({Standing.LAPSED, Standing.DONE})
"""What stands so is not measured by its milestones any more."""


class Nature(StrEnum):
    """What is promised: best efforts (inspanning) or the result itself (resultaat)."""

    EFFORT = "effort"
    RESULT = "result"


class Part(StrEnum):
    """What a party does in a commitment: it owes it, or is asked to contribute."""

    OWNER = "owner"
    CONTRIBUTOR = "contributor"


STATE_WORDS = {
    LineState.PLANNED: N_("planned"),
    LineState.STARTED: N_("started"),
    LineState.ON_TRACK: N_("on track"),
    LineState.DELAYED: N_("delayed"),
    LineState.BLOCKED: N_("blocked"),
    LineState.DONE: N_("done"),
    LineState.LAPSED: N_("lapsed"),
}
STATE_TONES = {
    LineState.PLANNED: "plain",
    LineState.STARTED: "plain",
    LineState.ON_TRACK: "good",
    LineState.DELAYED: "warning",
    LineState.BLOCKED: "bad",
    LineState.DONE: "done",
    LineState.LAPSED: "plain",
}
STANDING_TONES = {
    Standing.LAPSED: "plain",
    Standing.DONE: "done",
    Standing.ON_SCHEDULE: "good",
    Standing.ACCEPTED: "warning",
    Standing.AT_RISK: "warning",
    Standing.LATE: "bad",
}
STANDING_WORDS = {
    Standing.LAPSED: N_("lapsed"),
    Standing.DONE: N_("done"),
    Standing.ON_SCHEDULE: N_("on schedule"),
    Standing.ACCEPTED: N_("delay accepted"),
    Standing.AT_RISK: N_("at risk"),
    Standing.LATE: N_("late"),
}
NATURE_WORDS = {
    Nature.EFFORT: N_("best-efforts obligation"),
    Nature.RESULT: N_("result obligation"),
}


Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""


MOST = 1_000_000_000
"""No target and no measurement is larger."""
TOO_LONG = N_("At most {limit} characters.")
CHOOSE = N_("Choose one of the options.")
