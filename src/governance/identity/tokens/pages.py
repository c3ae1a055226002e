"""Pages of API tokens: the list, one, making, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.base.permissions import may
from governance.identity.roles.pages import role_choices
from governance.identity.roles.rules import kinds_given
from governance.identity.roles.words import ROLE_WORDS
from governance.identity.tokens import actions, queries
from governance.identity.tokens.forms import TokenForm
from governance.identity.tokens.rules import KINDS, LONGEST_NAME, latest
from governance.identity.tokens.words import ROLE_HINTS, STATE_TONES, STATE_WORDS
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_TOKEN = "{token_id:uuid}"  # noqa: S105 - part of an address
_NEW = page("tokens", "new")
_WORDS: dict[str, Any] = {"words": ROLE_WORDS, "states": STATE_WORDS, "tones": STATE_TONES}


@get(page("tokens"), opt=needs("token.list"))
async def tokens(request: Request[Any, Any, Any]) -> Response[Any]:
    """The API tokens that one sees: those that work first."""
    by, at = signed_in(request), moment_of(request)
    found = await queries.tokens(by=by, page=number_of(request), at=at)
    base = page("tokens") + "?page="
    return render(request, "identity/tokens.html", found=found, base=base, **_WORDS)


async def _making(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    choices = await role_choices(signed_in(request))
    kinds = [kind for kind in kinds_given(signed_in(request)) if kind in KINDS]
    choices["kinds"] = [(kind, ROLE_WORDS[kind], ROLE_HINTS[kind]) for kind in kinds]
    return render(
        request,
        "identity/make_token.html",
        status=400 if form else 200,
        form=form or filled(),
        choices=choices,
        latest=latest(day(moment_of(request))),
        longest=LONGEST_NAME,
    )


@get(_NEW, opt=needs("token.make"))
async def making(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form of an API token."""
    return await _making(request)


@post(_NEW, opt=needs("token.make") | acts(actions.make_token))
async def make_token(request: Request[Any, Any, Any]) -> Response[Any]:
    """Make an API token and show it, this once: who sends the form again is told of its name."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TokenForm)
        made = await actions.make_token(form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _making(request, again(request, refused))
    return render(request, "identity/token_made.html", made=made)


@get(page("tokens", _TOKEN), opt=needs("token.read"))
async def token(request: Request[Any, Any, Any], token_id: FromPath[UUID]) -> Response[Any]:
    """One API token, and what can be done with it."""
    by, at = signed_in(request), moment_of(request)
    found = await queries.token(token_id, by=by, at=at)
    traced = may(by, "trail.of_person", own=found.keeper_id)
    return render(request, "identity/token.html", token=found, traced=traced, **_WORDS)


@post(
    page("tokens", _TOKEN, "cancellation"),
    opt=needs("token.withdraw") | acts(actions.withdraw_token),
)
async def withdraw_token(
    request: Request[Any, Any, Any], token_id: FromPath[UUID]
) -> Response[Any]:
    """Withdraw an API token."""
    await actions.withdraw_token(token_id, by=signed_in(request), at=moment_of(request))
    said = N_("The token is withdrawn: nobody comes in with it any more.")
    return redirect(page("tokens", token_id), said)


ROUTES: list[Any] = [tokens, making, make_token, token, withdraw_token]
