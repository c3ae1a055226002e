"""The page of the second step."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post

from governance.base.errors import Refused, SignInNeeded
from governance.identity.cookies import caller_of, pending_cookie, pending_of, session_cookie
from governance.identity.factors.forms import CodeForm
from governance.identity.passkeys.actions import challenge
from governance.identity.passkeys.forms import ProofForm
from governance.identity.passkeys.rules import SECOND_STEP, site_of
from governance.identity.second_step import actions
from governance.identity.second_step.queries import waiting
from governance.identity.second_step.rules import LAPSED
from governance.identity.sessions.pages import end_the_one_before
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of
from governance.web.addresses import local, onward, page
from governance.web.forms import Filled, again, filled
from governance.web.gates import enrols
from governance.web.pages import redirect, render
from governance.web.reading import read_form

_HERE = page("sign-in", "second-step")


def _begin_again(request: AnyRequest) -> Response[Any]:
    response = redirect(page("sign-in", next=onward(_wanted(request))), LAPSED, tone="warning")
    response.set_cookie(pending_cookie(None))
    return response


def _wanted(request: AnyRequest) -> str:
    return local(request.query_params.get("next"))


async def _page(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    try:
        found = await waiting(pending_of(request), at=moment_of(request))
    except SignInNeeded:
        return _begin_again(request)
    options = None
    if found.passkey:
        site = site_of(settings_of(request).address)
        options = await challenge(SECOND_STEP, found.person_id, site=site, at=moment_of(request))
    return render(
        request,
        "identity/second_step.html",
        status=400 if form else 200,
        form=form or filled(),
        waiting=found,
        options=msgspec.json.encode(options).decode() if options else "",
        wanted=onward(_wanted(request)),
    )


async def _through(request: AnyRequest, token: str) -> Response[Any]:
    await end_the_one_before(request)
    response = redirect(_wanted(request))
    response.set_cookie(session_cookie(token))
    response.set_cookie(pending_cookie(None))
    return response


@get(_HERE, opt=enrols() | needs("service.open"))
async def second_step(request: Request[Any, Any, Any]) -> Response[Any]:
    """What can be given for the second step."""
    return await _page(request)


@post(_HERE, opt=acts(actions.take) | enrols() | needs("service.open"))
async def take(request: Request[Any, Any, Any]) -> Response[Any]:
    """Take the second step with a code."""
    try:
        form = await read_form(request, CodeForm)
        token = await actions.take(
            pending_of(request),
            form.code,
            key=settings_of(request).secret_key,
            caller=caller_of(request),
            at=moment_of(request),
        )
    except SignInNeeded:
        return _begin_again(request)
    except Refused as refused:
        return await _page(request, again(request, refused))
    return await _through(request, token)


@post(
    page("sign-in", "second-step", "passkey"),
    opt=acts(actions.take_by_passkey) | enrols() | needs("service.open"),
)
async def take_by_passkey(request: Request[Any, Any, Any]) -> Response[Any]:
    """Take the second step with a passkey."""
    try:
        form = await read_form(request, ProofForm)
        token = await actions.take_by_passkey(
            pending_of(request),
            form.credential,
            site=site_of(settings_of(request).address),
            caller=caller_of(request),
            at=moment_of(request),
        )
    except SignInNeeded:
        return _begin_again(request)
    except Refused as refused:
        return await _page(request, again(request, refused))
    return await _through(request, token)


ROUTES: list[Any] = [second_step, take, take_by_passkey]
