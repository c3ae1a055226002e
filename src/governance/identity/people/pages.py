"""Pages of people: the list, one person, joining, details, moving, erasing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, WrongState
from governance.base.permissions import may
from governance.identity.inviting import pages as inviting
from governance.identity.inviting.pages import made_page
from governance.identity.people import actions, queries
from governance.identity.people.describing import pages as describing
from governance.identity.people.forms import ErasureForm, JoinForm
from governance.identity.people.moving import pages as moving
from governance.identity.people.papers import as_file
from governance.identity.people.renewing import pages as renewing
from governance.identity.people.rules import State, Wanted
from governance.identity.people.words import STATE_WORDS, WHEN_TONES, WHEN_WORDS
from governance.identity.roles import pages as roles
from governance.identity.roles.pages import role_choices
from governance.identity.roles.queries import to_be_held_for
from governance.identity.roles.rules import gives
from governance.identity.roles.words import FOR_WORDS, ROLE_WORDS
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import number_of, redirect, render
from governance.web.plugin import only_headers
from governance.web.reading import handed_in

_PERSON = "{person_id:uuid}"
_ERASURE = page("people", _PERSON, "erasure")


def wanted(request: AnyRequest) -> Wanted:
    """What the address asks of the list; what cannot be there is not there."""
    asked = request.query_params
    role, state = asked.get("role", ""), asked.get("state", "") or State.CURRENT
    if role not in {"", *RoleKind} or state not in tuple(State):
        raise NotFound
    try:
        organisation = UUID(asked["organisation"]) if asked.get("organisation") else None
    except ValueError:
        raise NotFound from None
    search = asked.get("search", "")
    return Wanted(search, role, organisation, State(state), number_of(request))


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list as a whole."""
    return replace(wanted(request), page=1)


@get(page("people"), opt=needs("person.list"))
async def people(request: Request[Any, Any, Any]) -> Response[Any]:
    """The people that one sees, found by words, role, organisation and state."""
    by, asked = signed_in(request), wanted(request)
    kept: dict[str, Any] = {
        "search": asked.search,
        "role": asked.role,
        "organisation": str(asked.organisation or ""),
        "state": "" if asked.state is State.CURRENT else asked.state,
    }
    found = await queries.people(by, asked, day(moment_of(request)))
    base = page("people", **kept)
    choices = [one for one in await to_be_held_for(by) if one.kind == "organisation"]
    return render(
        request,
        "identity/people.html",
        block="found",
        found=found,
        form=filled(kept),
        base=base + ("&" if "?" in base else "?"),
        file=page("people", "export", **kept),
        organisations=[(one.id, one.name) for one in choices],
        words=ROLE_WORDS,
        states=STATE_WORDS,
        when=WHEN_TONES,
    )


@get(page("people", "export"), opt=needs("person.list") | acts(actions.exported))
async def people_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, as a file for a spreadsheet."""
    by, at = signed_in(request), moment_of(request)
    found = await queries.everybody(by, unpaged(request), day(at))
    if not only_headers(request):
        await actions.exported(len(found), by=by, at=at)
    return as_file(found, language_of(request))


async def _joining(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    if not gives(by):
        raise NotFound
    return render(
        request,
        "identity/join.html",
        status=400 if form else 200,
        form=form or filled(validFrom=day(at), language="nl"),
        choices=await role_choices(by),
    )


@get(page("people", "new"), opt=needs("person.join"))
async def joining(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form of somebody who joins."""
    return await _joining(request)


@post(page("people", "new"), opt=needs("person.join") | acts(actions.join))
async def join(request: Request[Any, Any, Any]) -> Response[Any]:
    """Take somebody up and show the link of the invitation."""
    by, at = signed_in(request), moment_of(request)
    days = settings_of(request).invitation_days
    try:
        form, unread = await handed_in(request, JoinForm)
        made = await actions.join(form, by=by, at=at, days=days, unread=unread)
    except Refused as refused:
        return await _joining(request, again(request, refused))
    return made_page(request, made)


@get(page("people", _PERSON), opt=needs("person.read"))
async def person(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """One person: roles, standing in, invitation, sign-in."""
    by, at = signed_in(request), moment_of(request)
    return render(
        request,
        "identity/person.html",
        person=await queries.person(person_id, by=by, at=at),
        mine=person_id == by.person_id,
        lists=gives(by),
        words=ROLE_WORDS,
        fors=FOR_WORDS,
        when=WHEN_WORDS,
        tones=WHEN_TONES,
    )


@get(page("people", _PERSON, "sessions", "ending"), opt=needs("person.end_sessions"))
async def ending_sessions(
    request: Request[Any, Any, Any], person_id: FromPath[UUID]
) -> Response[Any]:
    """Whose sessions are to end, and how many there are."""
    by = signed_in(request)
    found = await queries.person(person_id, by=by, at=moment_of(request))
    return render(request, "identity/end_sessions.html", person=found, lists=gives(by))


@post(
    page("people", _PERSON, "sessions", "ending"),
    opt=needs("person.end_sessions") | acts(actions.end_sessions),
)
async def end_sessions(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """End every session of a person."""
    by, at = signed_in(request), moment_of(request)
    await actions.end_sessions(person_id, by=by, at=at)
    back = page("sign-in") if person_id == by.person_id else page("people", person_id)
    return redirect(back, N_("All sessions of this person have ended."))


async def _erasing(
    request: AnyRequest, person_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    found = await queries.person(person_id, by=by, at=moment_of(request))
    if not may(by, "person.erase"):
        raise NotFound
    back = page("people", person_id)
    if found.erased_at is not None:
        raise WrongState("erase_details", "erased", actions.ERASED, back)
    if "erase_details" not in found.verbs:
        raise WrongState("erase_details", "holds_roles", actions.HOLDS_ROLES, back)
    return render(
        request,
        "identity/erasure.html",
        status=400 if form else 200,
        person=found,
        form=form or filled(),
    )


@get(_ERASURE, opt=needs("person.erase"))
async def erasing(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """What goes and what stays when the details of a person are erased."""
    return await _erasing(request, person_id)


@post(_ERASURE, opt=needs("person.erase") | acts(actions.erase_details))
async def erase_details(
    request: Request[Any, Any, Any], person_id: FromPath[UUID]
) -> Response[Any]:
    """Erase the details of a person."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ErasureForm)
        await actions.erase_details(person_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _erasing(request, person_id, again(request, refused))
    return redirect(page("people", person_id), N_("The details are erased."))


ROUTES: list[Any] = [
    people, people_file, joining, join, person, ending_sessions, end_sessions, erasing,
    erase_details,
    *describing.ROUTES, *renewing.ROUTES, *moving.ROUTES, *roles.ROUTES, *inviting.ROUTES,
]  # fmt: skip
