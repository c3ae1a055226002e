"""The calendar as a page: one month at a time, as a list."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from msgspec.structs import replace

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.commitments.days.queries import MonthView
from governance.commitments.days.queries import month as one_month
from governance.commitments.days.rules import month_of
from governance.commitments.finding.choosing.queries import choices
from governance.commitments.finding.pages import asked_for, looked, words_of
from governance.commitments.finding.rules import Wanted
from governance.commitments.finding.views.queries import views_of
from governance.library.kinds.folders import hide_dates
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render


async def asked_month(request: AnyRequest, wanted: Wanted) -> MonthView:
    """The month that the address asks for, and for whom, of the commitments of a list; this month
    where it asks for none."""
    today, asked = day(moment_of(request)), request.query_params
    month = month_of(asked.get("month", ""), today)
    if month is None:
        raise NotFound
    try:
        whom = UUID(asked["whom"]) if asked.get("whom") else None
    except ValueError:
        raise NotFound from None
    return await one_month(month, whom, by=signed_in(request), today=today, wanted=wanted)


@get(page("calendar"), opt=needs("calendar.read"))
async def calendar(request: Request[Any, Any, Any]) -> Response[Any]:
    """The milestones of a month, day by day."""
    by, this = signed_in(request), day(moment_of(request))
    wanted, form = asked_for(request)
    view = await asked_month(request, wanted)
    whom = str(view.whom.id or "")
    return render(
        request,
        "commitments/calendar.html",
        status=400 if form.complaints else 200,
        view=view,
        by_day=[(on, list(found)) for on, found in groupby(view.days, key=lambda one: one.day)],
        form=replace(form, values={**form.values, "month": f"{view.month:%Y-%m}", "whom": whom}),
        this=this,
        whom=whom,
        hides=wanted.kind in hide_dates(),
        choices=await choices(by=by, today=this),
        **looked(wanted, await views_of(by=by)),
        **words_of(request),
    )


ROUTES: list[Any] = [calendar]
