"""Pages on which a round is opened, and removed while nobody wrote anything in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.base.errors import N_, Refused, WrongState
from governance.commitments.annual_plan.paragraph.rules import MOMENT_WORDS
from governance.commitments.queries import seen_agreement
from governance.reporting import actions, queries
from governance.reporting.forms import RoundForm, StepForm
from governance.reporting.opening.queries import state_of
from governance.reporting.opening.rules import ROUND_WORKFLOW, day_after
from governance.reporting.steps.actions import allowed
from governance.reporting.when.rules import why_not
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.filters import first_upper
from governance.web.forms import Filled, again, filled
from governance.web.pages import gettext, redirect, render
from governance.web.reading import handed_in, read_form

_REMOVAL = page("rounds", "{round_id:uuid}", "removal")


async def _opening(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    agreement = await seen_agreement(agreement_id, by=by)
    allowed(
        by, ROUND_WORKFLOW, "open_round", keeper=agreement.keeper, committee=agreement.committee
    )
    if why := why_not(ROUND_WORKFLOW, "open_round", agreement.state):
        raise WrongState("open_round", agreement.state, why, page("agreements", agreement_id))
    return render(
        request,
        "reporting/open_round.html",
        status=400 if form else 200,
        agreement=agreement,
        form=form or filled(),
        moments=[(one, first_upper(gettext(word))) for one, word in MOMENT_WORDS.items()],
        earlier=await queries.rounds(by, agreement_id=agreement_id),
    )


@get(page("agreements", "{agreement_id:uuid}", "rounds", "new"), opt=needs("round.open_round"))
async def new_round(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form to open a round."""
    return await _opening(request, agreement_id)


@post(
    page("agreements", "{agreement_id:uuid}", "rounds"),
    opt=acts(actions.open_round) | needs("round.open_round"),
)
async def open_round(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Open a round; every party that owes something gets its report."""
    try:
        form, unread = await handed_in(request, RoundForm)
        by, at = signed_in(request), moment_of(request)
        form = replace(form, period_until=day_after(form.period_until))
        made = await actions.open_round(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _opening(request, agreement_id, again(request, refused))
    return redirect(page("rounds", made), N_("The round is open."))


@get(_REMOVAL, opt=needs("round.remove_round"))
async def what_goes(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> Response[Any]:
    """What goes with a round that was opened by mistake, and the button that removes it."""
    by = signed_in(request)
    of = await queries.round_seen(round_id, by=by)
    allowed(by, ROUND_WORKFLOW, "remove_round", keeper=of.keeper, committee=of.committee_id)
    state = await state_of(round_id)
    if why := why_not(ROUND_WORKFLOW, "remove_round", state):
        raise WrongState("remove_round", state, why, page("rounds", round_id))
    return render(request, "reporting/removal.html", round=of)


@post(_REMOVAL, opt=acts(actions.remove_round) | needs("round.remove_round"))
async def remove(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> Response[Any]:
    """Remove a round in which nobody wrote anything."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    of = await queries.round_seen(round_id, by=by)
    await actions.remove_round(round_id, form.version, by=by, at=at)
    return redirect(page("rounds"), N_("The round “{title}” is removed."), title=of.title)


ROUTES: list[Any] = [new_round, open_round, what_goes, remove]
