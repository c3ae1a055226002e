"""The page on which a draft says which agreement it follows, and what that does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.following.actions import choose_predecessor
from governance.agreements.steps.pages import stepping
from governance.base.errors import N_, Refused
from governance.commitments.rules import STATE_WORDS
from governance.formation.following.forms import SuccessionForm
from governance.formation.following.queries import succession
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_PAGE = page("agreements", "{agreement_id:uuid}", "succession")
_NEEDS = needs("agreement.choose_predecessor")
SAVED = N_("It is kept which agreement this one follows.")


async def _shown(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    agreement = await stepping(agreement_id, "choose_predecessor", by)
    view = await succession(agreement_id, by=by)
    return render(
        request,
        "formation/succession.html",
        status=400 if form else 200,
        agreement=agreement,
        view=view,
        form=form or filled({"predecessorId": str(view.predecessor_id or "")}),
        choices=[(one.id, one.short_title) for one in view.may_follow],
        states=STATE_WORDS,
    )


@get(_PAGE, opt=_NEEDS)
async def following(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Which agreement a draft follows, and what becomes of what is still owed there."""
    return await _shown(request, agreement_id)


@post(_PAGE, opt=acts(choose_predecessor) | _NEEDS)
async def choose(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Say which agreement a draft follows."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SuccessionForm)
        told: dict[str, Any] = {"unread": unread, "by": by, "at": at}
        await choose_predecessor(agreement_id, form.predecessor_id, form.version, **told)
    except Refused as refused:
        return await _shown(request, agreement_id, again(request, refused))
    return redirect(page("agreements", agreement_id, "succession"), SAVED)


ROUTES: list[Any] = [following, choose]
