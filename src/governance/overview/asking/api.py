"""Asking organisations to fill functions, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.base.clock import day
from governance.overview.asking import actions, queries
from governance.parties.asking import actions as asking
from governance.parties.asking.forms import AskForm, DeclineForm, WithdrawForm
from governance.parties.asking.queries import RequestView, request_of, requests
from governance.web.acting import AnyRequest, actor_or_nobody, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_REQUEST = "{request_id:uuid}"
_LINK = api("fillings", "confirmation", "{token:str}")


class Confirmed(Struct, frozen=True, rename="camel"):
    """How many fillings were confirmed."""

    fillings: int


async def _one(request: AnyRequest, request_id: UUID) -> RequestView:
    return await request_of(request_id, by=signed_in(request), today=day(moment_of(request)))


@get(api("requests"), opt=needs("network.read"))
async def requests_made(request: Request[Any, Any, Any]) -> list[RequestView]:
    """What was asked of organisations in sight, what is open first; 200 at most."""
    return await requests(signed_in(request), day(moment_of(request)), only_open=False)


@post(
    api("organisations", "{organisation_id:uuid}", "requests"),
    opt=needs("filling_request.ask") | acts(actions.ask_to_fill) | takes(AskForm),
)
async def ask_to_fill(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> RequestView:
    """Ask an organisation to fill a function."""
    form, unread = await handed_in(request, AskForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.ask_to_fill(organisation_id, form, unread=unread, by=by, at=at)
    return await _one(request, made)


@get(api("requests", _REQUEST), opt=needs("network.read"))
async def request_made(request: Request[Any, Any, Any], request_id: FromPath[UUID]) -> RequestView:
    """One question; the tag is its version."""
    return await _one(request, request_id)


@post(
    api("requests", _REQUEST, "answer"),
    opt=needs("filling_request.decline") | acts(asking.decline_request) | takes(DeclineForm),
    status_code=200,
)
async def decline_request(
    request: Request[Any, Any, Any], request_id: FromPath[UUID]
) -> RequestView:
    """Say why a function is not filled."""
    form, unread = await handed_in(request, DeclineForm)
    by, at = signed_in(request), moment_of(request)
    await asking.decline_request(request_id, form, unread=unread, by=by, at=at)
    return await _one(request, request_id)


@post(
    api("requests", _REQUEST, "cancellation"),
    opt=needs("filling_request.withdraw") | acts(asking.withdraw_request) | takes(WithdrawForm),
    status_code=200,
)
async def withdraw_request(
    request: Request[Any, Any, Any], request_id: FromPath[UUID]
) -> RequestView:
    """Withdraw a question that one asked oneself."""
    form, unread = await handed_in(request, WithdrawForm)
    by, at = signed_in(request), moment_of(request)
    await asking.withdraw_request(request_id, form, unread=unread, by=by, at=at)
    return await _one(request, request_id)


@get(_LINK, opt=needs("filling.confirm_by_link"))
async def functions_by_link(request: Request[Any, Any, Any], token: FromPath[str]) -> queries.Asked:
    """What stands here of an organisation, for who has the link of its mail."""
    return await queries.by_link(token, at=moment_of(request))


@post(_LINK, opt=needs("filling.confirm_by_link") | acts(actions.confirm_by_link), status_code=200)
async def confirm_by_link(request: Request[Any, Any, Any], token: FromPath[str]) -> Confirmed:
    """Confirm all functions that an organisation provides, by the link of its mail."""
    by, at = actor_or_nobody(request), moment_of(request)
    return Confirmed(await actions.confirm_by_link(token, by=by, at=at))


ROUTES: list[Any] = [
    requests_made,
    ask_to_fill,
    request_made,
    decline_request,
    withdraw_request,
    functions_by_link,
    confirm_by_link,
]
