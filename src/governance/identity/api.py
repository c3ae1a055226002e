"""Sessions for machines: a bearer token in exchange for a name, a password and a code."""

from __future__ import annotations

from typing import Any

from litestar import Request, delete, post

from governance.identity import actions
from governance.identity.account.api import ROUTES as ACCOUNT
from governance.identity.confirming.api import ROUTES as CONFIRMING
from governance.identity.cookies import caller_of, required, session_of
from governance.identity.factors.api import ROUTES as FACTORS
from governance.identity.forms import SignIn
from governance.identity.passkeys.api import ROUTES as PASSKEYS
from governance.identity.sessions.api import ROUTES as SESSIONS
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.gates import enrols
from governance.web.reading import read_form


@post(
    api("sessions"),
    opt=acts(actions.sign_in) | takes(SignIn) | enrols() | {"csrf": False} | needs("service.open"),
)
async def begin_session(request: Request[Any, Any, Any]) -> actions.Begun:
    """Sign in. The token is in the answer, never in a cookie, so there is nothing to forge.

    Who has a second factor gives a `code` as well: of the authenticator app, or a recovery
    code. Without it the answer is 400 with a complaint about `code`. Where `step` is `enrol`
    the token is only good to set up a second factor under `/mijn-account`.
    """
    form = await read_form(request, SignIn)
    return await actions.sign_in(
        form.sign_in_name,
        form.password,
        code=form.code,
        caller=caller_of(request),
        required=required(request),
        key=settings_of(request).secret_key,
        at=moment_of(request),
    )


@delete(
    api("sessions", "current"), opt=acts(actions.sign_out) | enrols() | needs("session.sign_out")
)
async def end_session(request: Request[Any, Any, Any]) -> None:
    """Sign out: end the session of this token."""
    actor = signed_in(request)
    await actions.sign_out(session_of(request), by=actor, at=moment_of(request))


ROUTES: list[Any] = [
    begin_session,
    end_session,
    *CONFIRMING,
    *ACCOUNT,
    *FACTORS,
    *PASSKEYS,
    *SESSIONS,
]
