"""Reorganisations for machines, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.base.errors import NotFound, complain
from governance.base.permissions import may
from governance.overview.reorganisation import actions, queries
from governance.overview.reorganisation.forms import ReorganisationForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in


@get(api("reorganisations"), opt=needs("register.read"))
async def reorganisations(request: Request[Any, Any, Any]) -> list[queries.Happened]:
    """The last reorganisations, the newest first."""
    return await queries.reorganisations(signed_in(request))


@get(api("reorganisations", "{reorganisation_id:uuid}"), opt=needs("register.read"))
async def reorganisation(
    request: Request[Any, Any, Any], reorganisation_id: FromPath[UUID]
) -> queries.Happened:
    """One reorganisation."""
    return await queries.reorganisation(reorganisation_id, by=signed_in(request))


@post(
    api("reorganisations", "preview"),
    opt=needs("register.reorganise") | takes(ReorganisationForm),
    status_code=200,
)
async def preview(request: Request[Any, Any, Any]) -> queries.Preview:
    """What a reorganisation would move, and what has to be chosen; nothing is changed.

    `seen` goes with the reorganisation itself.
    """
    by, at = signed_in(request), moment_of(request)
    if not may(by, "register.reorganise"):
        raise NotFound
    form, unread = await handed_in(request, ReorganisationForm)
    found = await queries.preview(form, by=by, at=at)
    complain(found.wrong, unread)
    return found.view


@post(
    api("reorganisations"),
    opt=needs("register.reorganise") | acts(actions.reorganise) | takes(ReorganisationForm),
)
async def reorganise(request: Request[Any, Any, Any]) -> queries.Happened:
    """Carry a reorganisation out, as it was seen in the preview."""
    form, unread = await handed_in(request, ReorganisationForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.reorganise(form, unread=unread, by=by, at=at)
    return await queries.reorganisation(made, by=by)


ROUTES: list[Any] = [reorganisations, reorganisation, preview, reorganise]
