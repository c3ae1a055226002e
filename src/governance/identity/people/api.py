"""People for machines: the list, one person, joining, moving, erasing; under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath
from msgspec import Struct

from governance.base.clock import day
from governance.identity.inviting import api as inviting
from governance.identity.inviting.making.actions import Invited
from governance.identity.people import actions, queries
from governance.identity.people.describing import actions as describing
from governance.identity.people.forms import (
    DetailsForm,
    ErasureForm,
    JoinForm,
    MoveForm,
    RenewalForm,
)
from governance.identity.people.pages import unpaged, wanted
from governance.identity.people.papers import as_file
from governance.identity.people.renewing import actions as renewing
from governance.identity.providers.going.pages import offered
from governance.identity.roles import api as roles
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.language import language_of
from governance.web.plugin import only_headers
from governance.web.reading import handed_in

_PERSON = "{person_id:uuid}"
_ASKS = {
    "search": "Beginnings of words in function, name and e-mail address.",
    "role": "Kind of role, such as linking_pin.",
    "organisation": "Id of an organisation.",
    "state": "current, ended or all; left out: current.",
}


class Ended(Struct, frozen=True, rename="camel"):
    """How many sessions have ended."""

    sessions: int


@get(
    api("people"),
    opt=needs("person.list") | asks(**_ASKS, page="Which page, from 1; too far is the last."),
)
async def people(request: Request[Any, Any, Any]) -> queries.PeopleView:
    """One page of the people that the caller sees."""
    return await queries.people(signed_in(request), wanted(request), day(moment_of(request)))


@get(
    api("people", "export"),
    opt=needs("person.list") | asks(**_ASKS) | acts(actions.exported) | gives("text/csv"),
)
async def people_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, as a file for a spreadsheet; that it left is noted."""
    by, at = signed_in(request), moment_of(request)
    found = await queries.everybody(by, unpaged(request), day(at))
    if not only_headers(request):
        await actions.exported(len(found), by=by, at=at)
    return as_file(found, language_of(request))


@post(api("people"), opt=needs("person.join") | acts(actions.join) | takes(JoinForm))
async def join(request: Request[Any, Any, Any]) -> Invited:
    """Take somebody up with a first role, and invite. ``token`` is shown this once; ``offered``
    says that the address is known, and that the role begins when it is accepted."""
    form, unread = await handed_in(request, JoinForm)
    by, at = signed_in(request), moment_of(request)
    days = settings_of(request).invitation_days
    return await actions.join(form, by=by, at=at, days=days, unread=unread)


@get(api("people", _PERSON), opt=needs("person.read"))
async def person(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> queries.PersonView:
    """One person with roles, standing in and invitation."""
    return await queries.person(person_id, by=signed_in(request), at=moment_of(request))


@put(
    api("people", _PERSON, "details"),
    opt=needs("person.change_details") | acts(describing.change_details) | takes(DetailsForm),
)
async def change_details(
    request: Request[Any, Any, Any], person_id: FromPath[UUID]
) -> queries.PersonView:
    """Describe a person anew."""
    form, unread = await handed_in(request, DetailsForm)
    by, at = signed_in(request), moment_of(request)
    await describing.change_details(person_id, form, unread=unread, by=by, at=at)
    return await queries.person(person_id, by=by, at=at)


@post(
    api("people", _PERSON, "sessions", "ending"),
    opt=needs("person.end_sessions") | acts(actions.end_sessions),
    status_code=200,
)
async def end_sessions_of(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Ended:
    """End every session of a person."""
    by, at = signed_in(request), moment_of(request)
    return Ended(await actions.end_sessions(person_id, by=by, at=at))


@post(
    api("people", _PERSON, "new-access"),
    opt=needs("person.new_access") | acts(renewing.new_access) | takes(RenewalForm),
)
async def new_access(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Invited:
    """Take away every way to sign in and invite anew; ``token`` is shown this once."""
    form, unread = await handed_in(request, RenewalForm)
    by, at = signed_in(request), moment_of(request)
    days = settings_of(request).invitation_days
    through = [one.key for one in offered(request)]
    return await renewing.new_access(
        person_id, form, by=by, at=at, days=days, providers=through, unread=unread
    )


@post(
    api("people", _PERSON, "move"), opt=needs("person.move") | acts(actions.move) | takes(MoveForm)
)
async def move(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> queries.PersonView:
    """Move somebody from one organisation to another on a day."""
    form, unread = await handed_in(request, MoveForm)
    by, at = signed_in(request), moment_of(request)
    await actions.move(person_id, form, unread=unread, by=by, at=at)
    return await queries.person(person_id, by=by, at=at)


@post(
    api("people", _PERSON, "erasure"),
    opt=needs("person.erase") | acts(actions.erase_details) | takes(ErasureForm),
    status_code=204,
)
async def erase_details(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> None:
    """Erase the details of somebody who left; this cannot be undone."""
    form, unread = await handed_in(request, ErasureForm)
    by, at = signed_in(request), moment_of(request)
    await actions.erase_details(person_id, form, unread=unread, by=by, at=at)


ROUTES: list[Any] = [
    people, people_file, join, person, change_details, end_sessions_of, new_access, move,
    erase_details,
    *roles.ROUTES, *inviting.ROUTES,
]  # fmt: skip
