"""Pages of the annual plan: the whole of an agreement, and what one party plans."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound, Refused, WrongState
from governance.base.names import file_name
from governance.commitments.annual_plan import actions, queries
from governance.commitments.annual_plan.forms import PlanForm
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.annual_plan.papers import plan_document
from governance.commitments.annual_plan.paragraph import pages as paragraph
from governance.commitments.budget.pages import asked_year
from governance.commitments.budget.rules import KEPT_IN, NO_REGION, NOT_NOW
from governance.commitments.features.rules import OFF
from governance.documents.forms import FORMS, write
from governance.files.pages import exported
from governance.library.looks.queries import house_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_OF = ("agreements", "{agreement_id:uuid}", "annual-plan")
_OWN = page("parties", "{party_id:uuid}", "annual-plan")


async def of_year(request: AnyRequest, agreement_id: UUID) -> queries.AnnualPlanView:
    """The annual plan of the year that is asked for."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.annual_plan(agreement_id, asked_year(request), by=by, today=today)


def why_off(region_id: UUID | None, state: str, *, in_use: bool) -> str:
    """Why nobody tells fte and euros of the agreement; nothing where they can."""
    if not in_use:
        return NO_REGION if region_id is None else OFF
    return "" if state in KEPT_IN else NOT_NOW


@get(page(*_OF), opt=needs("annual_plan.read"))
async def annual_plan(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """What is done in a year and what is put in, as far as the reader sees it."""
    view = await of_year(request, agreement_id)
    why = why_off(view.region_id, view.agreement_state, in_use=view.in_use)
    return render(request, "commitments/annual_plan.html", view=view, why=why)


async def file_of_year(request: AnyRequest, agreement_id: UUID, form: str) -> Response[bytes]:
    """The annual plan as Word or PDF, in the house style of who keeps the agreement."""
    if form not in FORMS:
        raise NotFound
    view, by = await of_year(request, agreement_id), signed_in(request)
    document = plan_document(view, language_of(request))
    own = await house_of(view.keeper_id, by=by)
    content = await asyncio.to_thread(write, document, form, own)
    name = f"{file_name(document.short_title)}.{form}"
    on = ("agreement", agreement_id)
    return await exported(request, view.keeper_id, on, name, MEDIA[form], content)


@get(page(*_OF, "documents", "{form:str}"), opt=needs("annual_plan.read"))
async def document(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The annual plan as Word or PDF."""
    return await file_of_year(request, agreement_id, form)


async def _form(request: AnyRequest, party_id: UUID, form: Filled | None = None) -> Response[Any]:
    """What a party plans, to change, for who may do so now."""
    view = await party_plan(party_id, asked_year(request), by=signed_in(request))
    why = why_off(view.region_id, view.agreement_state, in_use=view.in_use)
    if why:
        raise WrongState("plan_year", "off", why, _plan(view))
    if not view.may_enter:
        raise NotAllowed
    return render(
        request,
        "commitments/annual_plan_form.html",
        status=400 if form else 200,
        view=view,
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


ROUTES: list[Any] = [annual_plan, document, planning, plan_year, *paragraph.ROUTES]
