"""The page on which somebody moves from one organisation to another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.identity.people import actions, queries
from governance.identity.people.forms import MoveForm
from governance.identity.roles.pages import role_choices
from governance.identity.roles.queries import to_be_held_for
from governance.identity.roles.rules import HeldFor
from governance.identity.roles.words import ROLE_WORDS
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_MOVE = page("people", "{person_id:uuid}", "move")


async def _moving(
    request: AnyRequest, person_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    found = await queries.person(person_id, by=by, at=at)
    if "move" not in found.verbs:
        raise NotFound
    held = [
        role
        for role in found.roles
        if role.when != "before" and role.may_end and role.held_for is HeldFor.ORGANISATION
    ]
    froms = dict((role.for_id, role.for_name) for role in held)
    there = [c for c in await to_be_held_for(by) if c.kind == "organisation" and c.id not in froms]
    choices = await role_choices(by)
    first = next(iter(froms), "")
    return render(
        request,
        "identity/move.html",
        status=400 if form else 200,
        person=found,
        held=held,
        froms=list(froms.items()),
        there=[(one.id, one.name) for one in there] if person_id != by.person_id else [],
        choices=choices,
        words=ROLE_WORDS,
        form=form or filled(movesOn=day(at), fromId=first, function=found.function),
    )


@get(_MOVE, opt=needs("person.move"))
async def moving(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """From which organisation, to which, and when."""
    return await _moving(request, person_id)


@post(_MOVE, opt=needs("person.move") | acts(actions.move))
async def move(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """Move somebody."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, MoveForm)
        await actions.move(person_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _moving(request, person_id, again(request, refused))
    return redirect(page("people", person_id), N_("The move is noted."))


ROUTES: list[Any] = [moving, move]
