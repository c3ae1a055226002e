"""The page on which somebody leaves: what is still owned, and who takes it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.identity.roles.words import ROLE_WORDS
from governance.overview.handover import actions, queries
from governance.overview.handover.forms import LeavingForm
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_LEAVING = page("people", "{person_id:uuid}", "leaving")


async def _leaving(
    request: AnyRequest, person_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    return render(
        request,
        "overview/leaving.html",
        status=400 if form else 200,
        view=await queries.leaving(person_id, by=by, at=at),
        words=ROLE_WORDS,
        form=form or filled(atOnce="no", lastDay=day(at)),
    )


@get(_LEAVING, opt=needs("person.leave"))
async def leaving(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """What somebody who leaves still owns."""
    return await _leaving(request, person_id)


@post(_LEAVING, opt=needs("person.leave") | acts(actions.leave))
async def leave(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """Let somebody leave."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, LeavingForm)
        await actions.leave(person_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _leaving(request, person_id, again(request, refused))
    if person_id == by.person_id:
        return redirect(page("start"), N_("It is noted that you leave."))
    return redirect(page("people", person_id), N_("It is noted that this person leaves."))


ROUTES: list[Any] = [leaving, leave]
