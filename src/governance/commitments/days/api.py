"""The calendar for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from governance.commitments.days.pages import asked_month
from governance.commitments.days.queries import MonthView
from governance.commitments.finding.api import FILTERS
from governance.commitments.finding.pages import unpaged
from governance.web.acting import needs
from governance.web.addresses import api
from governance.web.describing import asks


@get(
    api("calendar"),
    opt=needs("calendar.read")
    | asks(
        **FILTERS,
        month="Which month, as 2027-03; this month without.",
        whom="An organisation or committee of `choices`; without: everything of yours.",
    ),
)
async def calendar(request: Request[Any, Any, Any]) -> MonthView:
    """The milestones of a month, day by day, of the agreements that you take part in.

    Days of commitments of enforcement are not in it.
    """
    return await asked_month(request, unpaged(request))


ROUTES: list[Any] = [calendar]
