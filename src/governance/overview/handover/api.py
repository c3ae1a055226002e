"""Leaving, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.overview.handover import actions, queries
from governance.overview.handover.forms import LeavingForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_LEAVING = api("people", "{person_id:uuid}", "leaving")


@get(_LEAVING, opt=needs("person.leave"))
async def leaving(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> queries.Leaving:
    """What somebody who leaves still owns, and who could take each of it over."""
    return await queries.leaving(person_id, by=signed_in(request), at=moment_of(request))


@post(
    _LEAVING, opt=needs("person.leave") | acts(actions.leave) | takes(LeavingForm), status_code=204
)
async def leave(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> None:
    """Let somebody leave; ``successors`` names by role id who takes it over."""
    form, unread = await handed_in(request, LeavingForm)
    by, at = signed_in(request), moment_of(request)
    await actions.leave(person_id, form, unread=unread, by=by, at=at)


ROUTES: list[Any] = [leaving, leave]
