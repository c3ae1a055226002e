"""What is kept back of a commitment that hides its days, everywhere but on its own pages. Pure.

An inspection that is announced is none. Of a kind that hides its days (enforcement) nothing that
is still to come is told in a list, a drawing, a file, a letter, a mail or a report of a region: no
day, and no title of a milestone, because there one writes where it is. That a commitment is late,
and how many milestones it has, is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from governance.base.errors import N_
from governance.commitments.rules import LineState

HIDDEN = N_("Days and places of inspections to come stand on the page of this commitment alone.")
HIDDEN_THERE = N_(
    "Days and places of inspections to come are not in this report: they stand on the page of the "
    "commitment alone."
)
NOT_SHOWN = N_("not shown here")
"""Stands where the day of an inspection would."""
_AHEAD = ("next_title", "next_planned_on", "next_forecast_on")
"""The first milestone that is open still: always to come."""
_WHOLE = ("planned_on", "forecast_on", "accepted_until")
"""The days of a line until it is done."""
FLAG = "days_hidden"


def keeps_back(hides: bool, state: str) -> bool:
    """Whether the days of a line or milestone in this state are kept back: of a kind that hides
    its days, all that is not reached, or of which the reader does not know that."""
    return hides and state != LineState.DONE


def without_days(fields: Mapping[str, Any], *, hides: bool) -> dict[str, Any]:
    """The fields of a line as a list shows it, with what is kept back taken out.

    ``days_hidden`` says so, so that an empty day is not read as one that is not planned.
    """
    if not hides:
        return {**fields, FLAG: False}
    back = keeps_back(hides, str(fields["state"]))
    taken = {*_AHEAD, *(_WHOLE if back else ())}
    return {**{n: None if n in taken else value for n, value in fields.items()}, FLAG: back}
