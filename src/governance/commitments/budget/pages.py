"""The page of the shared budget in a year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import YEARS, day
from governance.base.errors import NotFound
from governance.commitments.budget import queries
from governance.commitments.budget.papers import as_file
from governance.commitments.budget.rules import NO_REGION, NOT_NOW
from governance.commitments.features.rules import OFF
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render

OF = ("agreements", "{agreement_id:uuid}", "budget")
_READS = needs("budget.read")


def asked_year(request: AnyRequest) -> int:
    """The calendar year that the address asks for; this year where it does not say.

    Raises :class:`NotFound` for what is no year.
    """
    said = request.query_params.get("year") or str(day(moment_of(request)).year)
    if not (said.isascii() and said.isdecimal() and len(said) == 4 and int(said) in YEARS):
        raise NotFound
    return int(said)


async def of_year(request: AnyRequest, agreement_id: UUID) -> queries.BudgetView:
    """The budget of the year that is asked for."""
    return await queries.budget(agreement_id, asked_year(request), by=signed_in(request))


def why_off(view: queries.BudgetView) -> str:
    """Why the agreement has no budget, while it has none."""
    return NO_REGION if view.region_id is None else OFF


@get(page(*OF), opt=_READS)
async def budget(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """What came in and went out in a year, or why no budget is kept."""
    view = await of_year(request, agreement_id)
    why = why_off(view)
    return render(request, "commitments/budget.html", view=view, why=why, not_now=NOT_NOW)


@get(page(*OF, "export"), opt=_READS)
async def budget_file(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[bytes]:
    """The budget of a year as a file for a spreadsheet."""
    return await as_file(request, await of_year(request, agreement_id))


ROUTES: list[Any] = [budget, budget_file]
