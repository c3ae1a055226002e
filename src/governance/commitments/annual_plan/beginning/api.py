"""From what the annual plan of a party begins, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.commitments.annual_plan.beginning import actions
from governance.commitments.annual_plan.beginning.forms import BeginForm
from governance.commitments.annual_plan.begun.queries import Begun
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.budget.api import ASKED
from governance.commitments.budget.pages import asked_year
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_AT = api("parties", "{party_id:uuid}", "annual-plan", "beginning")
_ENTERS = needs("annual_plan.enter")


@get(_AT, opt=needs("annual_plan.read_of_party") | ASKED)
async def beginning(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Begun:
    """From what the plan of a party for a year begins, or can begin while its version is 0."""
    return (await party_plan(party_id, asked_year(request), by=signed_in(request))).begun


@post(_AT, status_code=200, opt=_ENTERS | acts(actions.begin_plan) | takes(BeginForm))
async def begin_plan(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> PartyPlanView:
    """Begin the plan of a party for a year: from the goals, from an integrated safety plan, or
    from the year before, of which what is not finished goes along."""
    form, unread = await handed_in(request, BeginForm)
    by, at = signed_in(request), moment_of(request)
    await actions.begin_plan(party_id, form, unread=unread, by=by, at=at)
    return await party_plan(party_id, form.year, by=by)


ROUTES: list[Any] = [beginning, begin_plan]
