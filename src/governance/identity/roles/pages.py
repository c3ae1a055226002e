"""Pages on which a role is given, ended, or stood in for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, WrongState
from governance.base.permissions import may
from governance.identity.roles import actions, queries
from governance.identity.roles.forms import EndForm, RoleForm, StandInForm
from governance.identity.roles.rules import RULES, gives, kinds_given
from governance.identity.roles.words import FOR_WORDS, ROLE_HINTS, ROLE_WORDS
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_OVER, _ENDS = N_("The role has ended."), N_("The role ends on that day.")
_PERSON = "{person_id:uuid}"
_ROLE = "{role_id:uuid}"
_GIVE = page("people", _PERSON, "roles", "new")
_END = page("roles", _ROLE, "ending")
_STAND_IN = page("roles", _ROLE, "standing-in")


async def role_choices(by: Actor) -> dict[str, Any]:
    """What a form asks that gives a role: which roles, and for whom."""
    found = await queries.to_be_held_for(by)
    everywhere = may(by, "role.give")
    return {
        "kinds": [(k, ROLE_WORDS[k], ROLE_HINTS[k]) for k in kinds_given(by)],
        "fors": [(one.id, one.name) for one in found],
        "everywhere": everywhere,
        "fills": any(RULES[kind].fills for kind in kinds_given(by)),
    }


async def _giving(
    request: AnyRequest, person_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    named = await queries.person_named(person_id, by=by)
    if person_id == by.person_id or not kinds_given(by):
        raise NotFound
    return render(
        request,
        "identity/give_role.html",
        status=400 if form else 200,
        person=named,
        form=form or filled(validFrom=day(at)),
        choices=await role_choices(by),
    )


@get(_GIVE, opt=needs("role.give"))
async def giving(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """The form of a role for somebody."""
    return await _giving(request, person_id)


@post(_GIVE, opt=needs("role.give") | acts(actions.give_role))
async def give_role(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """Give somebody a role."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RoleForm)
        await actions.give_role(person_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _giving(request, person_id, again(request, refused))
    return redirect(page("people", person_id), N_("The role is given."))


async def _role(request: AnyRequest, role_id: UUID) -> queries.RoleShown:
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.role(role_id, by=by, today=today)
    if found.when == "before":
        raise WrongState("end_role", "ended", actions.ENDED, page("people", found.person_id))
    return found


async def _ending(request: AnyRequest, role_id: UUID, form: Filled | None = None) -> Response[Any]:
    found = await _role(request, role_id)
    if not found.may_end:
        raise NotFound
    return render(
        request,
        "identity/end_role.html",
        status=400 if form else 200,
        role=found,
        lists=gives(signed_in(request)),
        words=ROLE_WORDS,
        fors=FOR_WORDS,
        form=form or filled(validUntil=day(moment_of(request))),
    )


@get(_END, opt=needs("role.withdraw"))
async def ending(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> Response[Any]:
    """What a role is, and from when it does not hold any more."""
    return await _ending(request, role_id)


@post(_END, opt=needs("role.withdraw") | acts(actions.end_role))
async def end_role(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> Response[Any]:
    """Withdraw a role."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EndForm)
        found = await queries.role(role_id, by=by, today=day(at))
        await actions.end_role(role_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _ending(request, role_id, again(request, refused))
    # Who stands in for somebody else is shown with whom it is for, to who may see no more.
    shown = found.person_id
    if not await queries.sees(shown, by=by):
        shown = by.person_id
    over = form.valid_until == day(at)
    return redirect(page("people", shown), _OVER if over else _ENDS)


async def _standing(
    request: AnyRequest, role_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    found = await _role(request, role_id)
    if not found.may_let_stand_in:
        raise NotFound
    peers = await queries.peers(found, by=by, today=today)
    return render(
        request,
        "identity/stand_in.html",
        status=400 if form else 200,
        role=found,
        lists=gives(signed_in(request)),
        words=ROLE_WORDS,
        fors=FOR_WORDS,
        peers=[(one.id, one.name) for one in peers],
        form=form or filled(validFrom=today),
    )


@get(_STAND_IN, opt=needs("role.stand_in"))
async def standing_in(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> Response[Any]:
    """The form of standing in for a role."""
    return await _standing(request, role_id)


@post(_STAND_IN, opt=needs("role.stand_in") | acts(actions.stand_in))
async def stand_in(request: Request[Any, Any, Any], role_id: FromPath[UUID]) -> Response[Any]:
    """Let somebody stand in for the holder of a role."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, StandInForm)
        await actions.stand_in(role_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _standing(request, role_id, again(request, refused))
    found = await queries.role(role_id, by=by, today=day(at))
    return redirect(page("people", found.person_id), N_("Standing in is noted."))


ROUTES: list[Any] = [giving, give_role, ending, end_role, standing_in, stand_in]
