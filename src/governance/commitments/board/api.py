"""The board, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from governance.base.clock import day
from governance.commitments.board import queries
from governance.commitments.board.pages import lanes_asked
from governance.commitments.finding.api import FILTERS
from governance.commitments.finding.pages import unpaged
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks


@get(
    api("commitments", "board"),
    opt=needs("commitment.read")
    | asks(**FILTERS, by="What makes the lanes: standing or state; standing when left out."),
)
async def board(request: Request[Any, Any, Any]) -> list[queries.Lane]:
    """Every lane with how many stand so, and the first of them as they are planned."""
    by, today, wanted = signed_in(request), day(moment_of(request)), unpaged(request)
    return await queries.board(wanted, lanes_asked(request), by=by, today=today)


ROUTES: list[Any] = [board]
