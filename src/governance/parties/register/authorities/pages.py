"""Pages of the authorities of an organisation: adding one, changing and removing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound, Overtaken, Refused
from governance.parties.register import queries
from governance.parties.register.authorities import actions
from governance.parties.register.authorities.forms import AuthorityChangeForm, AuthorityForm
from governance.parties.register.pages import form_page, overtaken
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect
from governance.web.reading import handed_in

_OF = ("organisations", "{organisation_id:uuid}", "party-authorities")
_ONE = (*_OF, "{authority_id:uuid}")


@get(page(*_OF, "new"), opt=needs("register.change"))
async def adding(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Another authority of an organisation."""
    first = filled(kind="")
    return await form_page(
        request, "authority", organisation_id, None, authority_id=None, first=first
    )


@post(page(*_OF, "new"), opt=needs("register.change") | acts(actions.add_authority))
async def add_authority(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """Add an authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AuthorityForm)
        await actions.add_authority(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        typed = again(request, refused)
        return await form_page(request, "authority", organisation_id, typed, authority_id=None)
    return redirect(page("organisations", organisation_id), N_("The authority is added."))


async def _one(
    request: AnyRequest, organisation_id: UUID, authority_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await queries.card(organisation_id, by=signed_in(request))
    found = next((one for one in view.authorities if one.id == authority_id), None)
    if found is None:
        raise NotFound
    typed = form if form is None or form.value("kind") else filled(found)
    if form is not None and typed is not form:
        typed = Filled(filled(found).values, form.complaints)
    return await form_page(
        request, "authority", organisation_id, typed, authority_id=authority_id,
        first=filled(found), organ=found,
    )  # fmt: skip


@get(page(*_ONE), opt=needs("register.change"))
async def changing(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], authority_id: FromPath[UUID]
) -> Response[Any]:
    """An authority, to change or to remove."""
    return await _one(request, organisation_id, authority_id)


@post(page(*_ONE), opt=needs("register.change") | acts(actions.change_authority))
async def change_authority(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], authority_id: FromPath[UUID]
) -> Response[Any]:
    """Change an authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AuthorityChangeForm)
        await actions.change_authority(
            organisation_id, authority_id, form, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _one(request, organisation_id, authority_id, again(request, refused))
    except Overtaken:
        return await _one(request, organisation_id, authority_id, overtaken(request))
    return redirect(page("organisations", organisation_id), N_("The authority is changed."))


@post(page(*_ONE, "removal"), opt=needs("register.change") | acts(actions.remove_authority))
async def remove_authority(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], authority_id: FromPath[UUID]
) -> Response[Any]:
    """Remove an authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        await actions.remove_authority(organisation_id, authority_id, by=by, at=at)
    except Refused as refused:
        return await _one(request, organisation_id, authority_id, Filled({}, refused.complaints))
    return redirect(page("organisations", organisation_id), N_("The authority is removed."))


ROUTES: list[Any] = [adding, add_authority, changing, change_authority, remove_authority]
