"""The clauses of an organisation's own library, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from governance.library.clauses import actions
from governance.library.clauses.forms import InUseForm, NewOwnClauseForm, OwnClauseForm
from governance.library.clauses.queries import OwnClauseView, own_clause
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_ONE = ("own-clauses", "{clause_id:uuid}")
_KEEPS = needs("clause.keep")


@get(api(*_ONE), opt=needs("clause.read"))
async def own(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> OwnClauseView:
    """One clause of the own library, with its versions; the tag is its version."""
    return await own_clause(clause_id, by=signed_in(request))


@post(api("own-clauses"), opt=acts(actions.add_clause) | takes(NewOwnClauseForm) | _KEEPS)
async def add_own(request: Request[Any, Any, Any]) -> OwnClauseView:
    """Add a clause to the library of an organisation."""
    form, unread = await handed_in(request, NewOwnClauseForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.add_clause(form, unread=unread, by=by, at=at)
    return await own_clause(made, by=by)


@post(api(*_ONE, "versions"), opt=acts(actions.change_clause) | takes(OwnClauseForm) | _KEEPS)
async def change_own(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> OwnClauseView:
    """Make the next version of a clause."""
    form, unread = await handed_in(request, OwnClauseForm)
    by, at = signed_in(request), moment_of(request)
    await actions.change_clause(clause_id, form, unread=unread, by=by, at=at)
    return await own_clause(clause_id, by=by)


@put(api(*_ONE, "use"), opt=acts(actions.use_clause) | takes(InUseForm) | _KEEPS)
async def use_own(request: Request[Any, Any, Any], clause_id: FromPath[UUID]) -> OwnClauseView:
    """Take a clause out of use, or into use again."""
    form, unread = await handed_in(request, InUseForm)
    by, at = signed_in(request), moment_of(request)
    await actions.use_clause(clause_id, form, unread=unread, by=by, at=at)
    return await own_clause(clause_id, by=by)


ROUTES: list[Any] = [own, add_own, change_own, use_own]
