"""The network of one region, for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import complain
from governance.overview.network import queries
from governance.overview.network.papers import as_file
from governance.parties.regions.pages import day_asked
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives

_ONE = "{region_id:uuid}"
_ON = "The day as of which it is shown; left out: today."


async def _network(
    request: AnyRequest, given: Mapping[str, str], region_id: UUID
) -> queries.Network:
    by, today = signed_in(request), day(moment_of(request))
    on, wrong = day_asked(given, form=False)
    complain(wrong)
    return await queries.network(region_id, by=by, today=today, on=on)


@get(api("regions", _ONE, "network"), opt=needs("network.read") | asks(on=_ON))
async def network_of_region(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.Network:
    """Who works with whom in a region: organisations, each with the numbers of its agreements."""
    return await _network(request, request.query_params, region_id)


@get(
    api("regions", _ONE, "network", "export"),
    opt=needs("network.read") | asks(on=_ON) | gives("text/csv"),
)
async def network_of_region_file(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> Response[bytes]:
    """The network as CSV: a row for each organisation in each of its agreements."""
    return await as_file(request, await _network(request, request.query_params, region_id))


ROUTES: list[Any] = [network_of_region, network_of_region_file]
