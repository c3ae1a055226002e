"""The trail for machines, under ``/api/v1``; the same questions as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath
from litestar.response import Stream

from governance.base.actor import Actor
from governance.base.errors import complain
from governance.documents.sheets import MEDIA_TYPE
from governance.overview.trail.actions import export_trail
from governance.overview.trail.pages import asked, exported
from governance.overview.trail.queries import (
    Subject,
    TrailOf,
    TrailPage,
    of_agreement,
    of_organisation,
    of_person,
    page_of,
    trails,
)
from governance.web.acting import acts, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives

_FILTERS = asks(
    verb="What was done, such as put_up_for_decision.",
    kind="Kind of thing, such as agreement.",
    result="done, refused or failed.",
    function="Words of the function that it was done for.",
    since="First day, as yyyy-mm-dd.",
    until="Last day that counts, as yyyy-mm-dd.",
    before="Id of an act: only what came before it. The answer names the one for the next page.",
)
_AGREEMENT = ("agreements", "{agreement_id:uuid}", "trail")
_ORGANISATION = ("organisations", "{organisation_id:uuid}", "trail")
_PERSON = ("people", "{person_id:uuid}", "trail")
_FILE = gives(MEDIA_TYPE) | acts(export_trail) | _FILTERS


async def _found(given: Any, subject: Subject, by: Actor) -> TrailPage:
    wanted, wrong = asked(given)
    complain(wrong)
    return await page_of(subject, wanted, by=by)


@get(api("trail"), opt=needs("trail.of_organisation"))
async def trail(request: Request[Any, Any, Any]) -> list[TrailOf]:
    """The trails that one may read whole; an empty name is the service itself."""
    return await trails(by=signed_in(request))


@get(api(*_AGREEMENT), opt=needs("trail.of_agreement") | _FILTERS)
async def agreement_trail(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> TrailPage:
    """The trail of an agreement with its rounds and reports, newest first."""
    by = signed_in(request)
    return await _found(request.query_params, await of_agreement(agreement_id, by=by), by)


@get(api(*_ORGANISATION), opt=needs("trail.of_organisation") | _FILTERS)
async def organisation_trail(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> TrailPage:
    """The whole trail of an organisation, or of the service itself, newest first."""
    by = signed_in(request)
    return await _found(request.query_params, await of_organisation(organisation_id, by=by), by)


@get(api(*_PERSON), opt=needs("trail.of_person") | _FILTERS)
async def person_trail(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> TrailPage:
    """What a person did and what was done about that person, newest first."""
    by = signed_in(request)
    return await _found(request.query_params, await of_person(person_id, by=by), by)


@get(api(*_AGREEMENT, "export"), opt=needs("trail.of_agreement") | _FILE)
async def agreement_export(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Stream:
    """The trail of an agreement as CSV."""
    by, given = signed_in(request), request.query_params
    return await exported(request, given, await of_agreement(agreement_id, by=by), by, form=False)


@get(api(*_ORGANISATION, "export"), opt=needs("trail.of_organisation") | _FILE)
async def organisation_export(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Stream:
    """The trail of an organisation as CSV."""
    by, given = signed_in(request), request.query_params
    subject = await of_organisation(organisation_id, by=by)
    return await exported(request, given, subject, by, form=False)


@get(api(*_PERSON, "export"), opt=needs("trail.of_person") | _FILE)
async def person_export(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Stream:
    """The trail of a person as CSV."""
    by, given = signed_in(request), request.query_params
    return await exported(request, given, await of_person(person_id, by=by), by, form=False)


ROUTES: list[Any] = [
    trail, agreement_trail, organisation_trail, person_trail,
    agreement_export, organisation_export, person_export,
]  # fmt: skip
