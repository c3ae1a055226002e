"""Sessions for machines: a bearer token in exchange for a name and a password."""

from __future__ import annotations

from typing import Any

from litestar import Request, delete, post
from msgspec import Struct

from governance.identity import actions
from governance.identity.forms import SignIn
from governance.identity.pages import address_of
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import read_form


class Token(Struct, frozen=True):
    """What goes in ``Authorization: Bearer``."""

    token: str


@post(
    api("sessions"),
    opt=acts(actions.sign_in) | takes(SignIn) | {"csrf": False} | needs("service.open"),
)
async def begin_session(request: Request[Any, Any, Any]) -> Token:
    """Sign in. The token is in the answer, never in a cookie, so there is nothing to forge."""
    form = await read_form(request, SignIn)
    return Token(
        await actions.sign_in(
            form.sign_in_name, form.password, address=address_of(request), at=moment_of(request)
        )
    )


@delete(api("sessions", "current"), opt=acts(actions.sign_out) | needs("session.end"))
async def end_session(request: Request[Any, Any, Any]) -> None:
    """Sign out: end the session of this token."""
    actor = signed_in(request)
    session_id = request.scope["state"]["session_id"]
    await actions.sign_out(session_id, by=actor, at=moment_of(request))


ROUTES: list[Any] = [begin_session, end_session]
