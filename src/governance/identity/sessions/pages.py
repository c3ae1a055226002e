"""The page of my sessions."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound
from governance.identity.cookies import session_of
from governance.identity.rules import limits_of
from governance.identity.sessions import actions
from governance.identity.sessions.queries import my_sessions
from governance.identity.sessions.words import METHOD_WORDS, OTHER_METHOD
from governance.web.acting import (
    AnyRequest,
    actor_or_nobody,
    acts,
    moment_of,
    needs,
    settings_of,
    signed_in,
)
from governance.web.addresses import page
from governance.web.pages import redirect, render


async def end_the_one_before(request: AnyRequest) -> None:
    """Who signs in once more in a browser goes on with the new session: the one before ends."""
    actor, session_id = actor_or_nobody(request), request.scope["state"].get("session_id")
    if actor is not None and session_id is not None:
        with suppress(NotFound):
            await actions.end_session(session_id, by=actor, at=moment_of(request))


@get(page("my-sessions"), opt=needs("session.read"))
async def sessions(request: Request[Any, Any, Any]) -> Response[Any]:
    """Where the actor is signed in."""
    limits = limits_of(settings_of(request))
    found = await my_sessions(
        session_of(request), limits=limits, by=signed_in(request), at=moment_of(request)
    )
    return render(
        request,
        "identity/sessions.html",
        sessions=found,
        methods=METHOD_WORDS,
        other_method=OTHER_METHOD,
        limits=limits,
    )


@post(
    page("my-sessions", "{session_id:uuid}", "ending"),
    opt=acts(actions.end_session) | needs("session.end"),
)
async def end_one(request: Request[Any, Any, Any], session_id: FromPath[UUID]) -> Response[Any]:
    """End one session of the actor."""
    await actions.end_session(session_id, by=signed_in(request), at=moment_of(request))
    return redirect(page("my-sessions"), N_("The session is ended."))


@post(page("my-sessions", "others", "ending"), opt=acts(actions.end_others) | needs("session.end"))
async def end_others(request: Request[Any, Any, Any]) -> Response[Any]:
    """End all sessions of the actor but this one."""
    by, at = signed_in(request), moment_of(request)
    await actions.end_others(session_of(request), by=by, at=at)
    return redirect(page("my-sessions"), N_("All other sessions are ended."))


ROUTES: list[Any] = [sessions, end_one, end_others]
