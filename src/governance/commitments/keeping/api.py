"""One commitment as one party keeps it, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.keeping import queries
from governance.commitments.keeping.accepting import api as accepting
from governance.commitments.keeping.replanning import api as replanning
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api


@get(api("commitments", "{line_id:uuid}"), opt=needs("commitment.read"))
async def line(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> queries.LineView:
    """One commitment as kept by one party, with milestones and history."""
    today = day(moment_of(request))
    return await queries.line(line_id, by=signed_in(request), today=today)


ROUTES: list[Any] = [line, *accepting.ROUTES, *replanning.ROUTES]
