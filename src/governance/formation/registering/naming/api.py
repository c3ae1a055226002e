"""Saying which organisation a name of the file of a registration is, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, put
from litestar.params import FromPath

from governance.agreements.registering import queries
from governance.agreements.registering.naming.actions import settle_name
from governance.agreements.registering.naming.forms import NameForm
from governance.agreements.registering.queries import RegistrationView
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in


@put(
    api("registrations", "{registration_id:uuid}", "names", "{number:int}"),
    opt=acts(settle_name) | takes(NameForm) | needs("agreement.settle_name"),
)
async def settle(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID], number: FromPath[int]
) -> RegistrationView:
    """Link a name of the file to an organisation, leave it out, or open it again: `names` of the
    registration has its number. The organisation becomes a party where it is none yet."""
    form, unread = await handed_in(request, NameForm)
    by, at = signed_in(request), moment_of(request)
    await settle_name(registration_id, number, form, unread=unread, by=by, at=at)
    return await queries.registration(registration_id, by=by)


ROUTES: list[Any] = [settle]
