"""The page on which a registration that counts is taken back to draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.queries import agreement
from governance.agreements.registering import queries
from governance.agreements.registering.forms import ReopenForm
from governance.agreements.registering.reopening.queries import followed
from governance.agreements.steps.pages import may_step
from governance.agreements.when.rules import FOLLOWED
from governance.base.errors import N_, Refused, WrongState
from governance.formation.registering.reopening import actions
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_REOPENING = page("registrations", "{registration_id:uuid}", "reopening")
_NEEDS = needs("agreement.reopen_registration")


async def _page(
    request: AnyRequest, registration_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    kept = await queries.registration(registration_id, by=by)
    view = await agreement(kept.agreement_id, by=by)
    may_step(view, "reopen_registration", by)
    if await followed(view.id):
        raise WrongState("reopen_registration", view.state, FOLLOWED, page("agreements", view.id))
    return render(
        request,
        "formation/registration_reopening.html",
        status=400 if form else 200,
        agreement=view,
        kept=kept,
        form=form or Filled(),
    )


@get(_REOPENING, opt=_NEEDS)
async def reopening(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> Response[Any]:
    """What taking a registration back to draft does, and the form of why."""
    return await _page(request, registration_id)


@post(_REOPENING, opt=acts(actions.reopen_registration) | _NEEDS)
async def reopen(request: Request[Any, Any, Any], registration_id: FromPath[UUID]) -> Response[Any]:
    """Take a registration back to draft."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ReopenForm)
        await actions.reopen_registration(registration_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _page(request, registration_id, again(request, refused))
    said = N_("The registration is a draft again. Put it right, and register it anew.")
    return redirect(page("registrations", registration_id), said)


ROUTES: list[Any] = [reopening, reopen]
