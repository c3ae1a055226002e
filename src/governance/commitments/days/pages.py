"""The calendar as a page: one month at a time, as a list."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from litestar import Request, Response, get

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.commitments import rules
from governance.commitments.days.queries import MonthView
from governance.commitments.days.queries import month as one_month
from governance.commitments.days.rules import month_of
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import render


async def asked_month(request: AnyRequest, asked: Mapping[str, str]) -> MonthView:
    """The month that the address asks for, and for whom; this month where it asks for none."""
    today = day(moment_of(request))
    month = month_of(asked.get("month", ""), today)
    if month is None:
        raise NotFound
    try:
        whom = UUID(asked["whom"]) if asked.get("whom") else None
    except ValueError:
        raise NotFound from None
    return await one_month(month, whom, by=signed_in(request), today=today)


@get(page("calendar"), opt=needs("calendar.read"))
async def calendar(request: Request[Any, Any, Any]) -> Response[Any]:
    """The milestones of a month, day by day."""
    view = await asked_month(request, request.query_params)
    whom = str(view.whom.id or "")
    return render(
        request,
        "commitments/calendar.html",
        view=view,
        by_day=[(on, list(found)) for on, found in groupby(view.days, key=lambda one: one.day)],
        form=filled({"month": f"{view.month:%Y-%m}", "whom": whom}),
        this=day(moment_of(request)),
        whom=whom,
        rules=rules,
    )


ROUTES: list[Any] = [calendar]
