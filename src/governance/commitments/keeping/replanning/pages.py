"""The page on which milestones of a line are planned anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound, Refused, WrongState
from governance.base.permissions import may
from governance.commitments.keeping import queries
from governance.commitments.queries import AgreementSeen, seen_agreement
from governance.commitments.replanning import actions
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.commitments.replanning.rules import NOT_IN_FORCE, NOTHING_OWED
from governance.commitments.rules import ENDED
from governance.commitments.sharing.rules import Sight
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_AT = page("commitments", "{line_id:uuid}", "planning")
_NEEDS = needs("commitment.replan")


def may_replan(of: AgreementSeen, by: Actor) -> bool:
    """Whether this actor may plan milestones of the agreement anew."""
    return may(by, "commitment.replan", keeper=of.keeper, committee=of.committee)


async def _form(request: AnyRequest, line_id: UUID, form: Filled | None = None) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.line(line_id, by=by, today=today)
    if view.line.sight != Sight.WHOLE:
        raise NotFound
    of = await seen_agreement(view.agreement_id, by=by)
    if not may_replan(of, by):
        raise NotAllowed
    why = NOT_IN_FORCE if of.state != "in_force" else NOTHING_OWED
    if of.state != "in_force" or view.line.state in ENDED:
        raise WrongState("replan", view.line.state, why, page("commitments", line_id))
    running = [m for m in view.milestones if m.state not in ENDED]
    begins = ReplanningForm("", [NewDay(m.id, m.planned_on) for m in running])
    return render(
        request,
        "commitments/planning.html",
        status=400 if form else 200,
        view=view,
        running=running,
        form=form or filled(begins),
    )


@get(_AT, opt=_NEEDS)
async def planning(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """The form with the days on which open milestones are planned."""
    return await _form(request, line_id)


@post(_AT, opt=acts(actions.replan) | _NEEDS)
async def plan(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Plan milestones on other days."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ReplanningForm)
        await actions.replan(line_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, line_id, again(request, refused))
    return redirect(page("commitments", line_id), N_("The milestones are planned anew."))


ROUTES: list[Any] = [planning, plan]
