"""The page that says beforehand what new access does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import NotFound, Refused
from governance.identity.inviting.pages import made_page
from governance.identity.people import queries
from governance.identity.people.forms import RenewalForm
from governance.identity.people.renewing import actions
from governance.identity.people.renewing.queries import renewable
from governance.identity.providers.going.pages import offered
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import render
from governance.web.reading import handed_in

_ACCESS = page("people", "{person_id:uuid}", "new-access")


async def _renewing(
    request: AnyRequest, person_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    found = await queries.person(person_id, by=by, at=at)
    if "change_details" not in found.verbs:
        raise NotFound
    await renewable(person_id, [one.key for one in offered(request)], by=by, at=at)
    return render(
        request,
        "identity/new_access.html",
        status=400 if form else 200,
        person=found,
        form=form or filled(),
    )


@get(_ACCESS, opt=needs("person.new_access"))
async def renewing(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """What goes and what comes when somebody gets new access."""
    return await _renewing(request, person_id)


@post(_ACCESS, opt=needs("person.new_access") | acts(actions.new_access))
async def new_access(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """Give somebody new access, and show the link of the invitation."""
    by, at = signed_in(request), moment_of(request)
    days = settings_of(request).invitation_days
    try:
        form, unread = await handed_in(request, RenewalForm)
        made = await actions.new_access(
            person_id, form, by=by, at=at, days=days, unread=unread,
            providers=[one.key for one in offered(request)],
        )  # fmt: skip
    except Refused as refused:
        return await _renewing(request, person_id, again(request, refused))
    return made_page(request, made)


ROUTES: list[Any] = [renewing, new_access]
