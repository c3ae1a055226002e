"""The page on which an addendum begins, with those that there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements import words
from governance.agreements.amending.listing.queries import related
from governance.base.errors import N_, Refused
from governance.formation.adding import actions
from governance.formation.adding.forms import AddendumForm
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_PAGE = page("agreements", "{agreement_id:uuid}", "addenda")
BEGUN = N_("The addendum is there, with the parties of the agreement. Fill in its text.")


async def _shown(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    agreement = await agreements.agreement(agreement_id, by=by)
    found = await related(agreement_id, by=by)
    return render(
        request,
        "formation/addenda.html",
        status=400 if form else 200,
        agreement=agreement,
        addenda=[one for one in found if one.how == "supplemented_by"],
        form=form or filled(),
        words=words,
    )


@get(_PAGE, opt=needs("agreement.read"))
async def addenda(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The addenda of an agreement, and the form to begin one."""
    return await _shown(request, agreement_id)


@post(_PAGE, opt=acts(actions.begin_addendum) | needs("agreement.begin_addendum"))
async def begin(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Begin an addendum of an agreement in force."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AddendumForm)
        made = await actions.begin_addendum(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _shown(request, agreement_id, again(request, refused))
    return redirect(page("agreements", made), BEGUN)


ROUTES: list[Any] = [addenda, begin]
