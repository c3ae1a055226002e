"""Coverage, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.base.clock import day
from governance.overview.coverage import queries
from governance.overview.coverage.pages import about, unpaged
from governance.overview.coverage.papers import as_file
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives

_ASKS = {
    "region": "The members of this region.",
    "on": "As on this day; today when left out.",
    "function": "With `state`: of which function the state is asked.",
    "state": "Only municipalities where a function stands so: vacant, deputy_only, partly, "
    "ends_soon, fte_below, filled, or gap for whatever is not filled.",
}


@get(api("coverage"), opt=needs("network.read") | asks(**_ASKS))
async def coverage(request: Request[Any, Any, Any]) -> queries.Coverage:
    """How every function stands at every municipality in sight; ``states`` in the order of
    ``functions``."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    await about(request, asked)
    return await queries.coverage(by, today, asked)


@get(api("coverage", "export"), opt=needs("network.read") | asks(**_ASKS) | gives("text/csv"))
async def coverage_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The picture as CSV."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    await about(request, asked)
    return await as_file(request, await queries.coverage(by, today, asked), asked.function)


@get(
    api("coverage", "history"),
    opt=needs("network.read") | asks(region="The members of this region."),
)
async def over_time(request: Request[Any, Any, Any]) -> list[queries.Moment]:
    """At how many municipalities each function was filled by a holder, by quarter up to today."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    await about(request, asked)
    return await queries.over_time(by, today, region=asked.region)


ROUTES: list[Any] = [coverage, coverage_file, over_time]
