"""What holds up what in a region, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.dependence import queries
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api


@get(api("regions", "{region_id:uuid}", "dependence"), opt=needs("aim.read"))
async def waiting(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.WaitingView:
    """Commitments with those that wait for them, late ones first.

    Empty, with `inUse` false, while the region does not use dependence.
    """
    today = day(moment_of(request))
    return await queries.waiting(region_id, by=signed_in(request), today=today)


ROUTES: list[Any] = [waiting]
