"""Pages on which a delay is accepted until a day, and accepted no longer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound, Refused, WrongState
from governance.base.permissions import may
from governance.commitments import rules
from governance.commitments.accepting import actions
from governance.commitments.accepting.forms import DelayEndForm, DelayForm
from governance.commitments.accepting.rules import MOST_MONTHS, NONE_ACCEPTED, why_not
from governance.commitments.keeping import queries
from governance.commitments.queries import seen_agreement
from governance.commitments.sharing.rules import Sight
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_NEEDS = needs("commitment.accept_delay")
_AT = page("commitments", "{line_id:uuid}", "acceptance")
_END = page("commitments", "{line_id:uuid}", "acceptance", "ending")


async def _form(
    request: AnyRequest, line_id: UUID, name: str, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.line(line_id, by=by, today=today)
    if view.line.sight != Sight.WHOLE:
        raise NotFound
    of = await seen_agreement(view.agreement_id, by=by)
    if not may(by, "commitment.accept_delay", committee=of.committee):
        raise NotAllowed
    back = page("commitments", line_id)
    if why := why_not(of.state, view.line.state):
        raise WrongState("accept_delay", view.line.state, why, back)
    running = view.line.accepted_until
    if name == "delay_ending" and (running is None or running <= today):
        raise WrongState("end_delay", view.line.state, NONE_ACCEPTED, back)
    return render(
        request,
        f"commitments/{name}.html",
        status=400 if form else 200,
        view=view,
        form=form or Filled(),
        rules=rules,
        months=MOST_MONTHS,
    )


@get(_AT, opt=_NEEDS)
async def accepting(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """The form with which a delay is accepted."""
    return await _form(request, line_id, "delay")


@post(_AT, opt=acts(actions.accept_delay) | _NEEDS)
async def accept(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Record that the delay of a line is accepted until a day."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DelayForm)
        await actions.accept_delay(line_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, line_id, "delay", again(request, refused))
    return redirect(page("commitments", line_id), N_("The delay is accepted."))


@get(_END, opt=_NEEDS)
async def ending(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """The form with which a delay is accepted no longer."""
    return await _form(request, line_id, "delay_ending")


@post(_END, opt=acts(actions.end_delay) | _NEEDS)
async def end(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Accept the delay of a line no longer."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DelayEndForm)
        await actions.end_delay(line_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, line_id, "delay_ending", again(request, refused))
    return redirect(page("commitments", line_id), N_("The delay is accepted no longer."))


ROUTES: list[Any] = [accepting, accept, ending, end]
