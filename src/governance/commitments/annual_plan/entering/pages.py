"""The page on which a party says what it plans for a year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotAllowed, Refused, WrongState
from governance.commitments.annual_plan import actions
from governance.commitments.annual_plan.begun.rules import BEGINNING_WORDS
from governance.commitments.annual_plan.forms import PlanForm
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.budget.pages import asked_year
from governance.commitments.budget.rules import KEPT_IN, NO_REGION, NOT_NOW
from governance.commitments.features.rules import OFF
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_OWN = page("parties", "{party_id:uuid}", "annual-plan")


def why_off(region_id: UUID | None, state: str, *, in_use: bool) -> str:
    """Why nobody tells fte and euros of the agreement; nothing where they can."""
    if not in_use:
        return NO_REGION if region_id is None else OFF
    return "" if state in KEPT_IN else NOT_NOW


async def enterable(request: AnyRequest, party_id: UUID) -> PartyPlanView:
    """What a party plans for the year that is asked for, for who may change that now."""
    view = await party_plan(party_id, asked_year(request), by=signed_in(request))
    why = why_off(view.region_id, view.agreement_state, in_use=view.in_use)
    if why:
        raise WrongState("plan_year", "off", why, _plan(view))
    if not view.may_enter:
        raise NotAllowed
    return view


async def _form(request: AnyRequest, party_id: UUID, form: Filled | None = None) -> Response[Any]:
    """What a party plans, to change, for who may do so now."""
    view = await enterable(request, party_id)
    return render(
        request,
        "commitments/annual_plan_form.html",
        status=400 if form else 200,
        view=view,
        begins=BEGINNING_WORDS,
        form=form or filled(view),
    )


def _plan(view: PartyPlanView) -> str:
    return f"{page('agreements', view.agreement_id, 'annual-plan')}?year={view.year}"


@get(_OWN, opt=needs("annual_plan.enter"))
async def planning(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """What a party puts into its commitments in a year, to change."""
    return await _form(request, party_id)


@post(_OWN, opt=needs("annual_plan.enter") | acts(actions.plan_year))
async def plan_year(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """Say what a party puts into its commitments in a year."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, PlanForm)
        await actions.plan_year(party_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, party_id, again(request, refused))
    view = await party_plan(party_id, form.year, by=by)
    return redirect(_plan(view), N_("What you plan is saved."))


ROUTES: list[Any] = [planning, plan_year]
