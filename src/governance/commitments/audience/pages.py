"""The page on which a party chooses who may see how its commitment stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotAllowed, Refused
from governance.commitments.audience import actions, queries
from governance.commitments.audience.forms import AudienceForm
from governance.commitments.audience.rules import AUDIENCE_WORDS, MEANINGS, taken_back
from governance.web.acting import AnyRequest, acts, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render

_ONE = page("commitments", "{line_id:uuid}", "audience")


async def _page(request: AnyRequest, line_id: UUID, form: Filled | None = None) -> Response[Any]:
    by = signed_in(request)
    view = await queries.audience_of(line_id, by=by)
    if not queries.may_choose(view.organisation_id, by):
        raise NotAllowed
    return render(
        request,
        "commitments/audience.html",
        status=400 if form else 200,
        view=view,
        form=form or filled({"audience": view.audience}),
        choices=[(key, word, MEANINGS[key]) for key, word in AUDIENCE_WORDS.items()],
        seen=next(taken_back(view), None),
    )


@get(_ONE, opt=needs("commitment.set_audience"))
async def audience(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Who may see how a commitment of one party stands, to change."""
    return await _page(request, line_id)


@post(_ONE, opt=acts(actions.set_audience) | needs("commitment.set_audience"))
async def set_audience(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Choose who may see it."""
    try:
        await handed_to(request, AudienceForm, actions.set_audience, line_id)
    except Refused as refused:
        return await _page(request, line_id, again(request, refused))
    return redirect(page("commitments", line_id), N_("It is chosen who sees how it stands."))


ROUTES: list[Any] = [audience, set_audience]
