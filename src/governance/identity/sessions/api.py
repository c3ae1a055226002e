"""My sessions, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, delete, get
from litestar.params import FromPath
from msgspec import Struct

from governance.identity.cookies import session_of
from governance.identity.rules import limits_of
from governance.identity.sessions import actions
from governance.identity.sessions.queries import SessionView, my_sessions
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api


class Token(Struct, frozen=True):
    """What goes in ``Authorization: Bearer``."""

    token: str


@get(api("sessions"), opt=needs("session.read"))
async def sessions(request: Request[Any, Any, Any]) -> list[SessionView]:
    """Your sessions, the last used first."""
    return await my_sessions(
        session_of(request),
        limits=limits_of(settings_of(request)),
        by=signed_in(request),
        at=moment_of(request),
    )


@delete(api("sessions", "{session_id:uuid}"), opt=acts(actions.end_session) | needs("session.end"))
async def end_one(request: Request[Any, Any, Any], session_id: FromPath[UUID]) -> None:
    """End one of your sessions."""
    await actions.end_session(session_id, by=signed_in(request), at=moment_of(request))


@delete(api("sessions", "others"), opt=acts(actions.end_others) | needs("session.end"))
async def end_others(request: Request[Any, Any, Any]) -> None:
    """End all of your sessions but this one."""
    by, at = signed_in(request), moment_of(request)
    await actions.end_others(session_of(request), by=by, at=at)


ROUTES: list[Any] = [sessions, end_one, end_others]
