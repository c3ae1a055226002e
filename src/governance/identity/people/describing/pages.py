"""The page on which a person is described anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound, Refused
from governance.identity.people import queries
from governance.identity.people.describing import actions
from governance.identity.people.forms import DetailsForm
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_DETAILS = page("people", "{person_id:uuid}", "details")


async def _describing(
    request: AnyRequest, person_id: UUID, form: Filled | None = None
) -> Response[Any]:
    found = await queries.person(person_id, by=signed_in(request), at=moment_of(request))
    if "change_details" not in found.verbs:
        raise NotFound
    shown = {
        "function": found.function, "name": found.name, "language": found.language,
        "email": found.email,
    }  # fmt: skip
    return render(
        request,
        "identity/details.html",
        status=400 if form else 200,
        person=found,
        sets_address=await actions.sets_address(person_id, signed_in(request), moment_of(request)),
        not_yours=actions.NOT_YOURS,
        form=form or filled(shown),
    )


@get(_DETAILS, opt=needs("person.change_details"))
async def details(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """The form of what a person is called."""
    return await _describing(request, person_id)


@post(_DETAILS, opt=needs("person.change_details") | acts(actions.change_details))
async def change_details(
    request: Request[Any, Any, Any], person_id: FromPath[UUID]
) -> Response[Any]:
    """Describe a person anew."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DetailsForm)
        await actions.change_details(person_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _describing(request, person_id, again(request, refused))
    return redirect(page("people", person_id), N_("The details are saved."))


ROUTES: list[Any] = [details, change_details]
