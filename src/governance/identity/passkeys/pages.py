"""Pages of passkeys: signing in with one, my passkeys, a new one, taking one away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.identity.cookies import (
    caller_of,
    required,
    session_cookie,
    session_of,
)
from governance.identity.factors.pages import ONCE, done
from governance.identity.passkeys import actions
from governance.identity.passkeys.forms import NewPasskey, ProofForm
from governance.identity.passkeys.queries import my_passkey, my_passkeys
from governance.identity.passkeys.rules import REGISTER, Site, site_of
from governance.identity.sessions.pages import end_the_one_before
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import local, onward, page
from governance.web.forms import Filled, again, filled
from governance.web.gates import enrols
from governance.web.pages import redirect, render
from governance.web.reading import read_form

_SIGN_IN = ("sign-in", "passkey")
_MINE = ("account", "passkeys")


def _site(request: AnyRequest) -> Site:
    return site_of(settings_of(request).address)


def _wanted(request: AnyRequest) -> str:
    return local(request.query_params.get("next"))


async def _signing_in(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    at, caller = moment_of(request), caller_of(request)
    try:
        options = await actions.challenge_to_sign_in(site=_site(request), caller=caller, at=at)
    except Refused as refused:
        [why] = refused.complaints
        return redirect(page("sign-in"), why.problem, tone="warning", **why.values)
    return render(
        request,
        "identity/sign_in_by_passkey.html",
        status=400 if form else 200,
        form=form or filled(),
        options=msgspec.json.encode(options).decode(),
        wanted=onward(_wanted(request)),
    )


@post(
    page(*_SIGN_IN, "challenge"),
    opt=acts(actions.challenge_to_sign_in) | enrols() | needs("service.open"),
    status_code=200,
)
async def begin(request: Request[Any, Any, Any]) -> Response[Any]:
    """Ask the browser for a passkey."""
    return await _signing_in(request)


@post(page(*_SIGN_IN), opt=acts(actions.sign_in_by_passkey) | enrols() | needs("service.open"))
async def sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Sign in with the passkey that the browser found."""
    try:
        form = await read_form(request, ProofForm)
        token = await actions.sign_in_by_passkey(
            form.credential, site=_site(request), caller=caller_of(request), at=moment_of(request)
        )
    except Refused as refused:
        return await _signing_in(request, again(request, refused))
    await end_the_one_before(request)
    response = redirect(_wanted(request))
    response.set_cookie(session_cookie(token))
    return response


async def _mine(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    options = await actions.challenge(REGISTER, by.person_id, site=_site(request), at=at)
    return render(
        request,
        "identity/passkeys.html",
        status=400 if form else 200,
        form=form or filled(),
        passkeys=await my_passkeys(by=by),
        options=msgspec.json.encode(options).decode(),
    )


@get(page(*_MINE), opt=enrols() | needs("account.change"))
async def passkeys(request: Request[Any, Any, Any]) -> Response[Any]:
    """The passkeys of the actor, and a new one."""
    return await _mine(request)


@post(page(*_MINE), opt=acts(actions.register) | enrols() | needs("account.change") | ONCE)
async def register(request: Request[Any, Any, Any]) -> Response[Any]:
    """Register the passkey that the browser made."""
    by, at = signed_in(request), moment_of(request)
    try:
        form = await read_form(request, NewPasskey)
        changed = await actions.register(
            form, session_id=session_of(request), site=_site(request), by=by, at=at
        )
    except Refused as refused:
        return await _mine(request, again(request, refused))
    return done(request, changed, N_("The passkey is added. Other sessions are ended."))


async def _removing(
    request: AnyRequest, passkey_id: UUID, form: Filled | None = None
) -> Response[Any]:
    found = await my_passkey(passkey_id, by=signed_in(request))
    return render(
        request,
        "identity/removal.html",
        status=400 if form else 200,
        form=form or filled(),
        passkey=found,
        since=found.made_at,
    )


@get(page(*_MINE, "{passkey_id:uuid}", "removal"), opt=needs("account.change"))
async def removing(request: Request[Any, Any, Any], passkey_id: FromPath[UUID]) -> Response[Any]:
    """What goes when a passkey is removed."""
    return await _removing(request, passkey_id)


@post(
    page(*_MINE, "{passkey_id:uuid}", "removal"),
    opt=acts(actions.remove_passkey) | needs("account.change"),
)
async def remove(request: Request[Any, Any, Any], passkey_id: FromPath[UUID]) -> Response[Any]:
    """Take a passkey away."""
    try:
        changed = await actions.remove_passkey(
            passkey_id,
            session_id=session_of(request),
            required=required(request),
            by=signed_in(request),
            at=moment_of(request),
        )
    except Refused as refused:
        return await _removing(request, passkey_id, again(request, refused))
    return done(request, changed, N_("The passkey is removed. Other sessions are ended."))


ROUTES: list[Any] = [begin, sign_in, passkeys, register, removing, remove]
