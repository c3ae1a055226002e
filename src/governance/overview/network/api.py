"""The network of one region, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.overview.network import queries
from governance.overview.network.papers import as_file
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import gives

_ONE = "{region_id:uuid}"


@get(api("regions", _ONE, "network"), opt=needs("network.read"))
async def network_of_region(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.Network:
    """Who works with whom in a region: organisations, each with the numbers of its agreements."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.network(region_id, by=by, today=today)


@get(api("regions", _ONE, "network", "export"), opt=needs("network.read") | gives("text/csv"))
async def network_of_region_file(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> Response[bytes]:
    """The network as CSV: a row for each organisation in each of its agreements."""
    by, today = signed_in(request), day(moment_of(request))
    return await as_file(request, await queries.network(region_id, by=by, today=today))


ROUTES: list[Any] = [network_of_region, network_of_region_file]
