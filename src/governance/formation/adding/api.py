"""Addenda for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.amending.listing.queries import Related, related
from governance.formation.adding import actions
from governance.formation.adding.forms import AddendumForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_PATH = api("agreements", "{agreement_id:uuid}", "addenda")


@get(_PATH, opt=needs("agreement.read"))
async def addenda(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> list[Related]:
    """The addenda of an agreement."""
    by = signed_in(request)
    await agreements.agreement(agreement_id, by=by)
    found = await related(agreement_id, by=by)
    return [one for one in found if one.how == "supplemented_by"]


@post(
    _PATH,
    opt=acts(actions.begin_addendum) | takes(AddendumForm) | needs("agreement.begin_addendum"),
)
async def begin_addendum(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> agreements.AgreementView:
    """Begin an addendum of an agreement in force."""
    form, unread = await handed_in(request, AddendumForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.begin_addendum(agreement_id, form, unread=unread, by=by, at=at)
    return await agreements.agreement(made, by=by)


ROUTES: list[Any] = [addenda, begin_addendum]
