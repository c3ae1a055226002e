"""Pages of the clauses of an organisation's own library."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.permissions import TABLE, Reach, held_on
from governance.formation.clauses.pages import clause_page
from governance.formation.clauses.queries import Shelved, uses
from governance.library.bracketing import shown
from governance.library.clauses import actions
from governance.library.clauses.forms import InUseForm, NewOwnClauseForm, OwnClauseForm
from governance.library.clauses.queries import OwnClauseView, own_clause
from governance.library.clauses.words import THEME_WORDS
from governance.parties.queries import organisations, there
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = ("own-clauses", "{clause_id:uuid}")
_KEEPS = needs("clause.keep")
SPARE = 1
"""Empty rows below the variants that are there."""


async def _form(
    request: AnyRequest, view: OwnClauseView | None, form: Filled, keepers: list[tuple[UUID, str]]
) -> Response[Any]:
    return render(
        request,
        "formation/own_clause.html",
        status=400 if form.complaints else 200,
        view=view,
        keepers=keepers,
        themes=THEME_WORDS,
        rows=max(form.rows("variants"), 1),
        form=form,
    )


async def _new(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by = signed_in(request)
    keepers = await _keepers(request, by)
    if not keepers:
        raise NotFound
    first = {"organisationId": str(keepers[0][0]), "variants": [{}, {}]}
    return await _form(request, None, form or filled(first), keepers)


async def _keepers(request: AnyRequest, by: Actor) -> list[tuple[UUID, str]]:
    """The organisations for which the actor may keep a library."""
    mine = held_on(by, TABLE["clause.keep"].who, Reach.OWN)
    bodies = there(await organisations(by), day(moment_of(request)))
    return [(one.id, one.name) for one in bodies if one.id in mine]


@get(page("own-clauses", "new"), opt=_KEEPS)
async def new(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form of a new clause of the own library."""
    return await _new(request)


@post(page("own-clauses"), opt=acts(actions.add_clause) | _KEEPS)
async def add(request: Request[Any, Any, Any]) -> Response[Any]:
    """Add a clause to the own library."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, NewOwnClauseForm)
        made = await actions.add_clause(form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _new(request, again(request, refused))
    return redirect(page("own-clauses", made), N_("The clause stands in the library."))


@get(page(*_ONE), opt=needs("clause.read"))
async def one(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> Response[Any]:
    """One clause of the own library."""
    by = signed_in(request)
    view = await own_clause(clause_id, by=by)
    used = await uses(view.clause, own=True, by=by)
    return await clause_page(request, Shelved(view.clause, view), used)


async def _changing(
    request: AnyRequest, clause_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await own_clause(clause_id, by=signed_in(request))
    if not view.may_keep:
        raise NotFound
    return await _form(request, view, form or _kept(view), [])


def _kept(view: OwnClauseView) -> Filled:
    """The newest version as the form holds it, with room for one more variant."""
    of = view.clause
    rows = [
        {
            "key": one.key,
            "title": one.title,
            "explanation": one.explanation,
            "text": shown(of.text(of.newest.version, one.key)),
        }
        for one in of.variants
    ]
    said = {
        "title": of.title,
        "theme": of.theme.value,
        "explanation": of.explanation,
        "source": of.sources[0],
    }
    spare: list[dict[str, str]] = [{} for _ in range(SPARE)]
    return filled(said | {"variants": rows + spare, "version": view.version})


@get(page(*_ONE, "versions"), opt=_KEEPS)
async def changing(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> Response[Any]:
    """The form of the next version of a clause."""
    return await _changing(request, clause_id)


@post(page(*_ONE, "versions"), opt=acts(actions.change_clause) | _KEEPS)
async def change(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> Response[Any]:
    """Make the next version of a clause."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, OwnClauseForm)
        await actions.change_clause(clause_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, clause_id, again(request, refused))
    said = N_("The clause is changed. Drafts that took it are told; their text stays as it is.")
    return redirect(page("own-clauses", clause_id), said)


@post(page(*_ONE, "use"), opt=acts(actions.use_clause) | _KEEPS)
async def use(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> Response[Any]:
    """Take a clause out of use, or into use again."""
    form, unread = await handed_in(request, InUseForm)
    by, at = signed_in(request), moment_of(request)
    await actions.use_clause(clause_id, form, unread=unread, by=by, at=at)
    out = N_("The clause is out of use: drafts cannot take it any more.")
    said = N_("The clause is in use again.") if form.in_use else out
    return redirect(page("own-clauses", clause_id), said)


ROUTES: list[Any] = [new, add, one, changing, change, use]
