"""Pages of the annual plan: the whole of an agreement, and what one party plans."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.base.names import file_name
from governance.commitments.annual_plan import queries
from governance.commitments.annual_plan.beginning import pages as beginning
from governance.commitments.annual_plan.begun.rules import BEGINNING_WORDS
from governance.commitments.annual_plan.entering import pages as entering
from governance.commitments.annual_plan.entering.pages import why_off
from governance.commitments.annual_plan.papers import plan_document
from governance.commitments.annual_plan.paragraph import pages as paragraph
from governance.commitments.budget.pages import asked_year
from governance.documents.forms import FORMS, write
from governance.files.pages import exported
from governance.library.looks.queries import house_of
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA
from governance.web.language import language_of
from governance.web.pages import render

_OF = ("agreements", "{agreement_id:uuid}", "annual-plan")


async def of_year(request: AnyRequest, agreement_id: UUID) -> queries.AnnualPlanView:
    """The annual plan of the year that is asked for."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.annual_plan(agreement_id, asked_year(request), by=by, today=today)


@get(page(*_OF), opt=needs("annual_plan.read"))
async def annual_plan(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """What is done in a year and what is put in, as far as the reader sees it."""
    view = await of_year(request, agreement_id)
    why = why_off(view.region_id, view.agreement_state, in_use=view.in_use)
    return render(
        request, "commitments/annual_plan.html", view=view, why=why, begins=BEGINNING_WORDS
    )


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


ROUTES: list[Any] = [annual_plan, document, *entering.ROUTES, *beginning.ROUTES, *paragraph.ROUTES]
