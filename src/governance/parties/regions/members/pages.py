"""Pages of who is in a region: letting somebody in, and ending that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Overtaken, Refused
from governance.parties import words
from governance.parties.queries import organisations as everybody
from governance.parties.regions import actions, queries
from governance.parties.regions.forms import MembershipEndForm, MembershipForm
from governance.parties.register.pages import overtaken
from governance.parties.rules import OrganisationKind
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_OF = ("regions", "{region_id:uuid}", "memberships")
_ENDING = (*_OF, "{membership_id:uuid}", "ending")


async def _admitting(
    request: AnyRequest, region_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.region(region_id, by=by, on=today)
    if not view.may_change:
        raise NotFound
    kind = request.query_params.get("kind", OrganisationKind.MUNICIPALITY)
    there = await everybody(by, kind=kind if kind in set(OrganisationKind) else None)
    return render(
        request,
        "parties/region_admit.html",
        status=400 if form else 200,
        view=view,
        choices=[(one.id, one.name) for one in there if not one.valid_until],
        kind=kind,
        narrowing=filled(kind=kind),
        form=form or filled(part="member", validFrom=today),
        words=words,
    )


@get(page(*_OF, "new"), opt=needs("region.admit"))
async def admitting(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """Who comes into a region."""
    return await _admitting(request, region_id)


@post(page(*_OF, "new"), opt=needs("region.admit") | acts(actions.admit))
async def admit(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """Let an organisation into a region."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, MembershipForm)
        await actions.admit(region_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _admitting(request, region_id, again(request, refused))
    return redirect(page("regions", region_id), N_("The organisation is in the region."))


async def _ending(
    request: AnyRequest, region_id: UUID, membership_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await queries.membership(region_id, membership_id, by=signed_in(request))
    stale = form is not None and any(c.field == "version" for c in form.complaints)
    seen = form.value("version") if form and not stale else ""
    return render(
        request,
        "parties/membership_end.html",
        status=409 if stale else 400 if form else 200,
        view=view,
        version=seen or view.version,
        form=form or filled(endsOn=view.valid_until),
        words=words,
    )


@get(page(*_ENDING), opt=needs("region.admit"))
async def ending(
    request: Request[Any, Any, Any], region_id: FromPath[UUID], membership_id: FromPath[UUID]
) -> Response[Any]:
    """The day on which a membership ends."""
    return await _ending(request, region_id, membership_id)


@post(page(*_ENDING), opt=needs("region.admit") | acts(actions.end_membership))
async def end_membership(
    request: Request[Any, Any, Any], region_id: FromPath[UUID], membership_id: FromPath[UUID]
) -> Response[Any]:
    """End a membership, or let it go on."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, MembershipEndForm)
        await actions.end_membership(region_id, membership_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _ending(request, region_id, membership_id, again(request, refused))
    except Overtaken:
        return await _ending(request, region_id, membership_id, overtaken(request))
    return redirect(page("regions", region_id), N_("The last day is noted."))


ROUTES: list[Any] = [admitting, admit, ending, end_membership]
