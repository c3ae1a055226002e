"""The page of what holds up what in a region."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments import rules as lines
from governance.commitments.dependence import queries
from governance.commitments.features.rules import OFF
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render


@get(page("regions", "{region_id:uuid}", "dependence"), opt=needs("aim.read"))
async def waiting(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """What holds up what, late ones first, or why there is no such list."""
    today = day(moment_of(request))
    view = await queries.waiting(region_id, by=signed_in(request), today=today)
    return render(request, "commitments/waiting.html", view=view, lines=lines, off=OFF)


ROUTES: list[Any] = [waiting]
