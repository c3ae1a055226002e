"""API tokens for people who make them by a program; a token itself makes none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.identity.tokens import actions, queries
from governance.identity.tokens.forms import TokenForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_TOKEN = "{token_id:uuid}"  # noqa: S105 - part of an address


@get(api("tokens"), opt=needs("token.list") | asks(page="Which page, from 1; too far is the last."))
async def tokens(request: Request[Any, Any, Any]) -> queries.TokensView:
    """One page of the API tokens that the caller sees, those that work first."""
    by, at = signed_in(request), moment_of(request)
    return await queries.tokens(by=by, page=number_of(request), at=at)


@post(
    api("tokens"),
    opt=needs("token.make") | acts(actions.make_token) | takes(TokenForm),
)
async def make_token(request: Request[Any, Any, Any]) -> actions.Made:
    """Make an API token. ``token`` is shown this once: only its hash is kept.

    ``forId`` is nothing for the whole service; ``validUntil`` is at most a year from today.
    """
    form, unread = await handed_in(request, TokenForm)
    by, at = signed_in(request), moment_of(request)
    return await actions.make_token(form, unread=unread, by=by, at=at)


@get(api("tokens", _TOKEN), opt=needs("token.read"))
async def token(request: Request[Any, Any, Any], token_id: FromPath[UUID]) -> queries.TokenView:
    """One API token: all but the token itself."""
    return await queries.token(token_id, by=signed_in(request), at=moment_of(request))


@post(
    api("tokens", _TOKEN, "cancellation"),
    opt=needs("token.withdraw") | acts(actions.withdraw_token),
    status_code=204,
)
async def withdraw_token(request: Request[Any, Any, Any], token_id: FromPath[UUID]) -> None:
    """Withdraw an API token: the next request with it is refused."""
    await actions.withdraw_token(token_id, by=signed_in(request), at=moment_of(request))


ROUTES: list[Any] = [tokens, make_token, token, withdraw_token]
