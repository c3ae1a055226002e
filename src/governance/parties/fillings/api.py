"""Functions and who fills them, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.parties.fillings import actions, queries
from governance.parties.fillings.forms import ConfirmForm, EndForm, FillingChange, FillingForm
from governance.parties.fillings.pages import unpaged
from governance.parties.fillings.papers import as_file
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_OF = api("organisations", "{organisation_id:uuid}", "fillings")
_ONE = "{filling_id:uuid}"
_ASKS = {
    "organisation": "Provided by this organisation, or there for it.",
    "region": "Of this region and its members.",
    "function": "Function of the field, such as linking_pin.",
    "search": "Beginnings of words in names, or part of the title.",
    "on": "As on this day; today when left out.",
    "unconfirmed": "on: only what was not confirmed for a quarter.",
}


async def _one(request: AnyRequest, filling_id: UUID) -> queries.FillingView:
    by, today = signed_in(request), day(moment_of(request))
    return await queries.filling(filling_id, by=by, today=today)


@get(
    api("fillings"),
    opt=needs("network.read") | asks(**_ASKS, page="Which page, from 1; too far is the last."),
)
async def fillings(request: Request[Any, Any, Any]) -> queries.Fillings:
    """One page of who fills which function, as on a day."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.fillings(by, today, unpaged(request), page=number_of(request))


@get(api("fillings", "export"), opt=needs("network.read") | asks(**_ASKS) | gives("text/csv"))
async def fillings_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All of the list as CSV."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.fillings(by, today, unpaged(request), size=10_000)
    return await as_file(request, found.fillings)


@get(api("organisations", "{organisation_id:uuid}", "fillings", "new"), opt=needs("filling.fill"))
async def served_by(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> list[queries.Served]:
    """Whom an organisation can fill a function for."""
    by, today = signed_in(request), day(moment_of(request))
    await queries.fillable(organisation_id, by=by)
    return await queries.served_by(organisation_id, by=by, today=today)


@post(_OF, opt=needs("filling.fill") | acts(actions.fill_function) | takes(FillingForm))
async def fill_function(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.FillingView:
    """Let an organisation fill a function."""
    form, unread = await handed_in(request, FillingForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.fill_function(organisation_id, form, unread=unread, by=by, at=at)
    return await _one(request, made)


@get(api("fillings", _ONE), opt=needs("network.read"))
async def filling(
    request: Request[Any, Any, Any], filling_id: FromPath[UUID]
) -> queries.FillingView:
    """One filling; the tag is its version."""
    return await _one(request, filling_id)


@put(
    api("fillings", _ONE, "details"),
    opt=needs("filling.change") | acts(actions.change_filling) | takes(FillingChange),
)
async def change_filling(
    request: Request[Any, Any, Any], filling_id: FromPath[UUID]
) -> queries.FillingView:
    """Correct a filling."""
    form, unread = await handed_in(request, FillingChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_filling(filling_id, form, unread=unread, by=by, at=at)
    return await _one(request, filling_id)


@post(
    api("fillings", _ONE, "ending"),
    opt=needs("filling.end") | acts(actions.stop_filling) | takes(EndForm),
    status_code=200,
)
async def stop_filling(
    request: Request[Any, Any, Any], filling_id: FromPath[UUID]
) -> queries.FillingView:
    """Let a function be filled so no longer than until a day."""
    form, unread = await handed_in(request, EndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.stop_filling(filling_id, form, unread=unread, by=by, at=at)
    return await _one(request, filling_id)


@post(
    api("fillings", _ONE, "confirmation"),
    opt=needs("filling.confirm") | acts(actions.confirm_filling) | takes(ConfirmForm),
    status_code=200,
)
async def confirm_filling(
    request: Request[Any, Any, Any], filling_id: FromPath[UUID]
) -> queries.FillingView:
    """Note that a filling is still right."""
    form, unread = await handed_in(request, ConfirmForm)
    by, at = signed_in(request), moment_of(request)
    await actions.confirm_filling(filling_id, form, unread=unread, by=by, at=at)
    return await _one(request, filling_id)


ROUTES: list[Any] = [
    fillings,
    fillings_file,
    served_by,
    fill_function,
    filling,
    change_filling,
    stop_filling,
    confirm_filling,
]
