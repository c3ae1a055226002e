"""The page of the shared budget in a year, and what the pages of its parts have in common."""

from __future__ import annotations

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import YEARS, day
from governance.base.errors import NotFound, WrongState
from governance.commitments.budget import queries
from governance.commitments.budget.papers import as_file
from governance.commitments.budget.rules import NO_REGION, NOT_NOW
from governance.commitments.features.queries import region_of
from governance.commitments.features.rules import OFF
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, filled
from governance.web.pages import render

Part: TypeAlias = queries.ContributionView | queries.SpendingView
OF = ("agreements", "{agreement_id:uuid}", "budget")
_READS = needs("budget.read")
_FORMS = {"contributions": "contribution", "spending": "spending"}


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


def back(view: queries.BudgetView | Part) -> str:
    """The page of the year that it is of."""
    return f"{page('agreements', view.agreement_id, 'budget')}?year={view.year}"


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


async def _one(kind: str, one_id: UUID, by: Actor) -> Part:
    if kind == "contributions":
        return await queries.contribution(one_id, by=by)
    return await queries.spending(one_id, by=by)


async def _kept(of: UUID, year: int, by: Actor) -> queries.BudgetView:
    """The budget, for who may keep it. Raises :class:`WrongState` where none is kept now."""
    view = await queries.budget(of, year, by=by)
    if not view.may_keep:
        raise NotFound
    if not view.in_use:
        raise WrongState("keep_budget", "off", why_off(view), back(view))
    if not view.open:
        raise WrongState("keep_budget", view.agreement_state, NOT_NOW, back(view))
    return view


async def _form(
    request: AnyRequest, of: UUID, year: int, kind: str, one: Any, form: Filled | None
) -> Response[Any]:
    """The form of a contribution or of spending, for who may keep the budget now."""
    by = signed_in(request)
    view = await _kept(of, year, by)
    choices = await queries.choices(of, await region_of(of, by=by), by=by)
    given = {"year": year, "partyId": request.query_params.get("party", "")}
    return render(
        request,
        f"commitments/{_FORMS[kind]}_form.html",
        status=400 if form else 200,
        view=view,
        one=one,
        choices=choices,
        form=form or (filled(one) if one else filled(given)),
    )


async def new_form(
    request: AnyRequest, of: UUID, kind: str, form: Filled | None = None
) -> Response[Any]:
    """The form of a new contribution or new spending."""
    return await _form(request, of, asked_year(request), kind, None, form)


async def changed_form(
    request: AnyRequest, kind: str, one_id: UUID, form: Filled | None = None
) -> Response[Any]:
    """The form of what is there already."""
    one = await _one(kind, one_id, signed_in(request))
    return await _form(request, one.agreement_id, one.year, kind, one, form)


async def removal(
    request: AnyRequest, kind: str, one_id: UUID, form: Filled | None = None
) -> Response[Any]:
    """What is removed, and the button that does so."""
    by = signed_in(request)
    one = await _one(kind, one_id, by)
    view = await _kept(one.agreement_id, one.year, by)
    return render(
        request,
        "commitments/budget_removal.html",
        status=400 if form else 200,
        view=view,
        one=one,
        kind=kind,
        form=form or Filled(),
    )


ROUTES: list[Any] = [budget, budget_file]
