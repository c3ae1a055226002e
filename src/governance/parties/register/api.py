"""The register of organisations for machines, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import complain
from governance.parties.register import actions, queries
from governance.parties.register.forms import AddForm, ChangeForm, EndForm, RenameForm
from governance.parties.register.pages import asked
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_ONE = "{organisation_id:uuid}"


@get(
    api("organisations"),
    opt=asks(
        search="Beginnings of words in a name, also one of before; or the CBS code.",
        kind="Kind of organisation, such as municipality.",
        level="local, regional, national or international.",
        region="Id of a region: its members on that day.",
        on="The day as of which the register is shown; left out: today.",
        ended="yes: what had ended by that day, instead of what there was.",
        page="Which page, from 1; too far is the last.",
    )
    | needs("register.read"),
)
async def organisations(request: Request[Any, Any, Any]) -> queries.Register:
    """One page of the register by name, as it was on a day."""
    by, today = signed_in(request), day(moment_of(request))
    wanted, wrong = asked(request.query_params, form=False)
    complain(wrong)
    return await queries.register(by, wanted, today=today, page=number_of(request))


@get(api("organisations", _ONE), opt=needs("register.read"))
async def organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.Card:
    """One organisation: codes, names over time, predecessors, successors, regions, authorities."""
    return await queries.card(organisation_id, by=signed_in(request))


@post(
    api("organisations"),
    opt=needs("register.add") | acts(actions.add_organisation) | takes(AddForm),
)
async def add_organisation(request: Request[Any, Any, Any]) -> queries.Card:
    """Add an organisation to the register."""
    form, unread = await handed_in(request, AddForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.add_organisation(form, unread=unread, by=by, at=at)
    return await queries.card(made, by=by)


@put(
    api("organisations", _ONE, "details"),
    opt=needs("register.change") | acts(actions.change_organisation) | takes(ChangeForm),
)
async def change_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.Card:
    """Change the entry of an organisation, beside its name and its days."""
    form, unread = await handed_in(request, ChangeForm)
    by, at = signed_in(request), moment_of(request)
    await actions.change_organisation(organisation_id, form, unread=unread, by=by, at=at)
    return await queries.card(organisation_id, by=by)


@post(
    api("organisations", _ONE, "names"),
    opt=needs("register.change") | acts(actions.rename_organisation) | takes(RenameForm),
)
async def rename_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.Card:
    """Give an organisation another name from a day; the one until then is kept."""
    form, unread = await handed_in(request, RenameForm)
    by, at = signed_in(request), moment_of(request)
    await actions.rename_organisation(organisation_id, form, unread=unread, by=by, at=at)
    return await queries.card(organisation_id, by=by)


@post(
    api("organisations", _ONE, "ending"),
    opt=needs("register.change") | acts(actions.end_organisation) | takes(EndForm),
    status_code=200,
)
async def end_organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.Card:
    """End an organisation on a day, with what it is in and fills; no day: it goes on."""
    form, unread = await handed_in(request, EndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_organisation(organisation_id, form, unread=unread, by=by, at=at)
    return await queries.card(organisation_id, by=by)


ROUTES: list[Any] = [
    organisations, organisation, add_organisation, change_organisation, rename_organisation,
    end_organisation,
]  # fmt: skip
