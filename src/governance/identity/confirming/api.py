"""Confirming for machines: the session goes on under another token."""

from __future__ import annotations

from typing import Any

from litestar import Request, post

from governance.identity.confirming import actions
from governance.identity.confirming.forms import ConfirmForm
from governance.identity.cookies import session_of
from governance.identity.passkeys.actions import challenge
from governance.identity.passkeys.api import Challenge
from governance.identity.passkeys.forms import ProofForm
from governance.identity.passkeys.rules import CONFIRM, site_of
from governance.identity.sessions.api import Token
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.gates import enrols
from governance.web.reading import read_form

_HERE = ("sessions", "current", "confirmation")


@post(
    api(*_HERE),
    opt=acts(actions.confirm) | takes(ConfirmForm) | enrols() | needs("session.confirm"),
)
async def confirm(request: Request[Any, Any, Any]) -> Token:
    """Confirm with `password` or `code`. The token of before is nobody's any more."""
    by, at = signed_in(request), moment_of(request)
    form = await read_form(request, ConfirmForm)
    session_id, key = session_of(request), settings_of(request).secret_key
    return Token(await actions.confirm(form, session_id=session_id, key=key, by=by, at=at))


@post(api(*_HERE, "challenge"), opt=acts(challenge) | enrols() | needs("session.confirm"))
async def begin_confirming(request: Request[Any, Any, Any]) -> Challenge:
    """A challenge for a passkey that confirms; it counts for five minutes, once."""
    by, at = signed_in(request), moment_of(request)
    site = site_of(settings_of(request).address)
    return Challenge(await challenge(CONFIRM, by.person_id, site=site, at=at))


@post(
    api(*_HERE, "passkey"),
    opt=acts(actions.confirm_by_passkey) | takes(ProofForm) | enrols() | needs("session.confirm"),
)
async def confirm_by_passkey(request: Request[Any, Any, Any]) -> Token:
    """Confirm with a passkey. The token of before is nobody's any more."""
    by, at = signed_in(request), moment_of(request)
    form = await read_form(request, ProofForm)
    session_id, site = session_of(request), site_of(settings_of(request).address)
    return Token(
        await actions.confirm_by_passkey(
            form.credential, session_id=session_id, site=site, by=by, at=at
        )
    )


ROUTES: list[Any] = [confirm, begin_confirming, confirm_by_passkey]
