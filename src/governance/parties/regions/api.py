"""Regions and who is in them for machines, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import complain
from governance.parties.regions import actions, queries
from governance.parties.regions.forms import (
    MembershipEndForm,
    MembershipForm,
    RegionChangeForm,
    RegionEndForm,
    RegionForm,
)
from governance.parties.regions.pages import asked, day_asked
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_ONE = "{region_id:uuid}"
_MEMBERS = ("regions", _ONE, "memberships")
_ON = "The day as of which it is shown; left out: today."
_PAGE = "Which page, from 1; too far is the last."


async def _as_it_is(request: AnyRequest, region_id: UUID) -> queries.RegionView:
    by, today = signed_in(request), day(moment_of(request))
    return await queries.region(region_id, by=by, on=today)


@get(
    api("regions"),
    opt=asks(
        search="Beginnings of words in the name, or the code.",
        kind="Kind of region, such as safety_region.",
        on=_ON,
        page=_PAGE,
    )
    | needs("region.read"),
)
async def regions(request: Request[Any, Any, Any]) -> queries.Regions:
    """One page of the regions as they were on a day, by kind and name."""
    by, today = signed_in(request), day(moment_of(request))
    wanted, wrong = asked(request.query_params, form=False)
    complain(wrong)
    return await queries.regions(by, wanted, today=today, page=number_of(request))


@get(api("regions", _ONE), opt=asks(on=_ON, page=_PAGE) | needs("region.read"))
async def region(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> queries.RegionView:
    """One region with who was in it on a day."""
    by, today = signed_in(request), day(moment_of(request))
    on, wrong = day_asked(request.query_params, form=False)
    complain(wrong)
    return await queries.region(region_id, by=by, on=on or today, page=number_of(request))


@post(api("regions"), opt=needs("region.add") | acts(actions.add_region) | takes(RegionForm))
async def add_region(request: Request[Any, Any, Any]) -> queries.RegionView:
    """Add a region."""
    form, unread = await handed_in(request, RegionForm)
    by, at = signed_in(request), moment_of(request)
    return await _as_it_is(request, await actions.add_region(form, unread=unread, by=by, at=at))


@put(
    api("regions", _ONE, "details"),
    opt=needs("region.change") | acts(actions.change_region) | takes(RegionChangeForm),
)
async def change_region(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.RegionView:
    """Change the name, the code or the keeper of a region."""
    form, unread = await handed_in(request, RegionChangeForm)
    by, at = signed_in(request), moment_of(request)
    await actions.change_region(region_id, form, unread=unread, by=by, at=at)
    return await _as_it_is(request, region_id)


@post(
    api("regions", _ONE, "ending"),
    opt=needs("region.change") | acts(actions.end_region) | takes(RegionEndForm),
    status_code=200,
)
async def end_region(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.RegionView:
    """End a region on a day, with who is in it; no day: it goes on."""
    form, unread = await handed_in(request, RegionEndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_region(region_id, form, unread=unread, by=by, at=at)
    return await _as_it_is(request, region_id)


@post(api(*_MEMBERS), opt=needs("region.admit") | acts(actions.admit) | takes(MembershipForm))
async def admit(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.MembershipView:
    """Let an organisation into a region from a day."""
    form, unread = await handed_in(request, MembershipForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.admit(region_id, form, unread=unread, by=by, at=at)
    return await queries.membership(region_id, made, by=by)


@post(
    api(*_MEMBERS, "{membership_id:uuid}", "ending"),
    opt=needs("region.admit") | acts(actions.end_membership) | takes(MembershipEndForm),
    status_code=200,
)
async def end_membership(
    request: Request[Any, Any, Any], region_id: FromPath[UUID], membership_id: FromPath[UUID]
) -> queries.MembershipView:
    """End a membership on a day; no day: it goes on."""
    form, unread = await handed_in(request, MembershipEndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_membership(region_id, membership_id, form, unread=unread, by=by, at=at)
    return await queries.membership(region_id, membership_id, by=by)


ROUTES: list[Any] = [
    regions, region, add_region, change_region, end_region, admit, end_membership,
]  # fmt: skip
