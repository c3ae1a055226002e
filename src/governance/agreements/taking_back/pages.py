"""The page on which an agreement is taken back to draft: first what lapses, then the step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import actions, queries, words
from governance.agreements.forms import TakeBackPage
from governance.agreements.steps.pages import stepping
from governance.base.errors import N_, Refused
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_TAKE_BACK = page("agreements", "{agreement_id:uuid}", "take-back")
LAPSED = N_("The agreement is a draft again; decisions and signatures fall away with the old text.")
NONE_LAPSED = N_("The agreement is a draft again.")


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await stepping(agreement_id, "take_back", by)
    parties = await queries.parties(agreement_id, by=by)
    return render(
        request,
        "agreements/take_back.html",
        status=400 if form else 200,
        agreement=view,
        form=form or Filled(),
        lapsing=[(p.organisation, o) for p in parties for o in p.authorities if o.decision],
        words=words,
    )


@get(_TAKE_BACK, opt=needs("agreement.take_back"))
async def what_lapses(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Which decisions lapse when the agreement is taken back, and the button that does so."""
    return await _page(request, agreement_id)


@post(_TAKE_BACK, opt=acts(actions.take_back) | needs("agreement.take_back"))
async def take_back(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Take an agreement back to draft."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TakeBackPage)
        await actions.take_back(
            agreement_id, form.version, lapsing=form.lapsing, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _page(request, agreement_id, again(request, refused))
    return redirect(page("agreements", agreement_id), LAPSED if form.lapsing else NONE_LAPSED)


ROUTES: list[Any] = [what_lapses, take_back]
