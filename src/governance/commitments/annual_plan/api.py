"""The annual plan for machines; amounts are exact, as text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.params import FromPath

from governance.commitments.annual_plan import actions, queries
from governance.commitments.annual_plan.beginning import api as beginning
from governance.commitments.annual_plan.forms import PlanForm
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.annual_plan.pages import file_of_year, of_year
from governance.commitments.annual_plan.paragraph import api as paragraph
from governance.commitments.budget.api import ASKED
from governance.commitments.budget.pages import asked_year
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import MEDIA, gives, takes
from governance.web.reading import handed_in

_OF = ("agreements", "{agreement_id:uuid}", "annual-plan")
_OWN = api("parties", "{party_id:uuid}", "annual-plan")


@get(api(*_OF), opt=needs("annual_plan.read") | ASKED)
async def annual_plan(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.AnnualPlanView:
    """The annual plan of an agreement: goals, commitments with milestones, fte, euros and cover.

    Where `whole` is false, the reader sees of fte, euros and cover only those of its own
    organisations.
    """
    return await of_year(request, agreement_id)


@get(
    api(*_OF, "documents", "{form:str}"),
    opt=needs("annual_plan.read") | gives(*MEDIA.values()) | ASKED,
)
async def document(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The annual plan as Word or PDF."""
    return await file_of_year(request, agreement_id, form)


@get(_OWN, opt=needs("annual_plan.read_of_party") | ASKED)
async def plan_of_party(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> PartyPlanView:
    """What one party plans for a year; the tag is its version, 0 while it plans nothing."""
    return await party_plan(party_id, asked_year(request), by=signed_in(request))


@put(_OWN, opt=needs("annual_plan.enter") | acts(actions.plan_year) | takes(PlanForm))
async def plan_year(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> PartyPlanView:
    """Say what a party puts into its commitments in a year: what is not sent, it plans no more."""
    form, unread = await handed_in(request, PlanForm)
    by, at = signed_in(request), moment_of(request)
    await actions.plan_year(party_id, form, unread=unread, by=by, at=at)
    return await party_plan(party_id, form.year, by=by)


ROUTES: list[Any] = [
    annual_plan,
    document,
    plan_of_party,
    plan_year,
    *beginning.ROUTES,
    *paragraph.ROUTES,
]
