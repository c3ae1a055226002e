"""Taking a registration back to draft, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from governance.agreements.registering import queries
from governance.agreements.registering.forms import ReopenForm
from governance.agreements.registering.queries import RegistrationView
from governance.formation.registering.reopening import actions
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in


@post(
    api("registrations", "{registration_id:uuid}", "reopening"),
    opt=acts(actions.reopen_registration)
    | takes(ReopenForm)
    | needs("agreement.reopen_registration"),
    status_code=200,
)
async def reopen_registration(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> RegistrationView:
    """Take a registration that counts back to draft, to put it right."""
    form, unread = await handed_in(request, ReopenForm)
    by, at = signed_in(request), moment_of(request)
    await actions.reopen_registration(registration_id, form, unread=unread, by=by, at=at)
    return await queries.registration(registration_id, by=by)


ROUTES: list[Any] = [reopen_registration]
