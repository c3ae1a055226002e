"""A change of people, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.overview.executives import actions, queries
from governance.overview.executives.forms import ExecutiveForm
from governance.overview.executives.pages import of_organisation, of_person
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import MEDIA, gives, takes
from governance.web.reading import handed_in

_ORGANISATION = "{organisation_id:uuid}"
_CHANGE = api("organisations", _ORGANISATION, "change-of-executive")


@get(_CHANGE, opt=needs("filling.change_executive"))
async def executive(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.Change:
    """What a new executive changes at an organisation."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.change(organisation_id, by=by, today=today)


@post(
    _CHANGE,
    opt=needs("filling.change_executive") | acts(actions.change_executive) | takes(ExecutiveForm),
    status_code=204,
)
async def change_executive(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> None:
    """End the portfolios on the first day of the new executive, but for those in ``stays``."""
    form, unread = await handed_in(request, ExecutiveForm)
    by, at = signed_in(request), moment_of(request)
    await actions.change_executive(organisation_id, form, unread=unread, by=by, at=at)


@get(
    api("organisations", _ORGANISATION, "handover-file", "{form:str}"),
    opt=needs("network.read") | gives(*MEDIA.values()),
)
async def organisation_file(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The handover file of an organisation as Word or PDF."""
    return await of_organisation(request, organisation_id, form)


@get(
    api("people", "{person_id:uuid}", "handover-file", "{form:str}"),
    opt=needs("person.leave") | gives(*MEDIA.values()),
)
async def person_file(
    request: Request[Any, Any, Any], person_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The handover file of somebody who leaves as Word or PDF."""
    return await of_person(request, person_id, form)


ROUTES: list[Any] = [executive, change_executive, organisation_file, person_file]
