"""Start page and dashboard for machines, under ``/api/v1``."""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from governance.base.clock import day
from governance.overview import queries
from governance.overview.pages import wanted
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks


@get(api("tasks"), opt=needs("start.read"))
async def tasks(request: Request[Any, Any, Any]) -> queries.Start:
    """What is to be done today."""
    return await queries.start(signed_in(request), day(moment_of(request)))


@get(
    api("dashboard"),
    opt=asks(
        agreement="Id of the agreement; left out: the first that is in force.",
        theme="Theme of commitments.",
        organisation="Id of an organisation.",
        standing="How it stands, such as late or at_risk; behind for both of these.",
        page="Which page of commitments, from 1.",
        columns="Which page of organisations, from 1.",
    )
    | needs("dashboard.read"),
)
async def dashboard(request: Request[Any, Any, Any]) -> queries.Dashboard:
    """How every commitment stands; the same questions as the page."""
    today = day(moment_of(request))
    return await queries.dashboard(signed_in(request), today, wanted(request))


ROUTES: list[Any] = [tasks, dashboard]
