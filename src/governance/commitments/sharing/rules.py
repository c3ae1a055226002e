"""How much somebody sees of a line: all of it, what the committee adopted, or the promise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_
from governance.commitments.rules import Standing


class Sight(StrEnum):
    """How much of a line one sees.

    ``WHOLE``: who keeps the line, who keeps the agreement, and who watches over it.
    ``ADOPTED``: other parties, once the committee adopted a report that speaks of it.
    ``PROMISE``: other parties before that: what is owed, and for when, but not how it stands.
    """

    WHOLE = "whole"
    ADOPTED = "adopted"
    PROMISE = "promise"


SIGHT_WORDS: Mapping[Sight, str] = {
    Sight.ADOPTED: N_("as the committee adopted it"),
    Sight.PROMISE: N_("not shared yet"),
}


class AdoptedMilestone(Struct, frozen=True):
    """A milestone of a line as its committee adopted it."""

    id: UUID
    state: str
    forecast_on: date | None = None
    done_on: date | None = None


class AdoptedLine(Struct, frozen=True):
    """A line as its committee adopted it: what other parties see from then on."""

    line_id: UUID
    standing: Standing
    state: str
    words: str
    reason: str
    measure: str
    planned_on: date | None
    forecast_on: date | None
    done_on: date | None
    next_title: str | None = None
    next_planned_on: date | None = None
    next_forecast_on: date | None = None
    milestones: tuple[AdoptedMilestone, ...] = ()


def as_adopted(shown: Any, adopted: Mapping[UUID, AdoptedMilestone]) -> dict[str, Any]:
    """The fields of a milestone that differ for who sees only what was adopted.

    ``shown`` is the milestone as its own party sees it; of one that no adopted report spoke of
    only the plan is told.
    """
    known = adopted.get(shown.id)
    if known is None:
        return {"state": "", "forecast_on": None, "done_on": None}
    return {"state": known.state, "forecast_on": known.forecast_on, "done_on": known.done_on}
