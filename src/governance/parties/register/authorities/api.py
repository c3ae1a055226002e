"""Authorities of an organisation for machines: adding, changing and removing them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, delete, post, put
from litestar.params import FromPath

from governance.parties.register import queries
from governance.parties.register.authorities import actions
from governance.parties.register.authorities.forms import AuthorityChangeForm, AuthorityForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_OF = ("organisations", "{organisation_id:uuid}", "party-authorities")
_ONE = (*_OF, "{authority_id:uuid}")


@post(api(*_OF), opt=needs("register.change") | acts(actions.add_authority) | takes(AuthorityForm))
async def add_authority(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.Card:
    """Add an authority through which an organisation acts."""
    form, unread = await handed_in(request, AuthorityForm)
    by, at = signed_in(request), moment_of(request)
    await actions.add_authority(organisation_id, form, unread=unread, by=by, at=at)
    return await queries.card(organisation_id, by=by)


@put(
    api(*_ONE),
    opt=needs("register.change") | acts(actions.change_authority) | takes(AuthorityChangeForm),
)
async def change_authority(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], authority_id: FromPath[UUID]
) -> queries.Card:
    """Change an authority."""
    form, unread = await handed_in(request, AuthorityChangeForm)
    by, at = signed_in(request), moment_of(request)
    await actions.change_authority(organisation_id, authority_id, form, unread=unread, by=by, at=at)
    return await queries.card(organisation_id, by=by)


@delete(api(*_ONE), opt=needs("register.change") | acts(actions.remove_authority))
async def remove_authority(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], authority_id: FromPath[UUID]
) -> None:
    """Remove an authority that no agreement names."""
    by, at = signed_in(request), moment_of(request)
    await actions.remove_authority(organisation_id, authority_id, by=by, at=at)


ROUTES: list[Any] = [add_authority, change_authority, remove_authority]
