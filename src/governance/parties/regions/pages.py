"""Pages of regions: the list and one region as of a day, adding, changing and ending one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotFound, Overtaken, Refused
from governance.base.permissions import somewhere
from governance.base.searching import readable
from governance.parties import words
from governance.parties.queries import organisations as everybody
from governance.parties.regions import actions, queries
from governance.parties.regions.forms import RegionChangeForm, RegionEndForm, RegionForm
from governance.parties.register.pages import overtaken
from governance.parties.visible.queries import sees_region
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in
from governance.web.values import Wrong, value

_ONE = "{region_id:uuid}"


def day_asked(given: Mapping[str, str], *, form: bool) -> tuple[date | None, list[Complaint]]:
    """The day as of which the address asks, and why it cannot be read."""
    said = given.get("on", "").strip()
    read = value(said, date, form=form) if said else None
    if isinstance(read, Wrong):
        return None, [Complaint("on", read.problem, read.values)]
    return read, []


def asked(given: Mapping[str, str], *, form: bool) -> tuple[queries.Wanted, list[Complaint]]:
    """What the address asks of the regions, and what of it cannot be read."""
    on, wrong = day_asked(given, form=form)
    search, kind = (readable(given.get(name, "")) for name in ("search", "kind"))
    return queries.Wanted(search, kind, on), wrong


@get(page("regions"), opt=needs("region.read"))
async def regions(request: Request[Any, Any, Any]) -> Response[Any]:
    """The regions as of a day."""
    by, given = signed_in(request), request.query_params
    wanted, wrong = asked(given, form=True)
    names = ("search", "kind", "on")
    base = page("regions", **{name: given.get(name, "") for name in names})
    today = day(moment_of(request))
    return render(
        request,
        "parties/regions.html",
        block="found",
        found=await queries.regions(by, wanted, today=today, page=number_of(request)),
        wanted=wanted,
        asked_on=given.get("on", "") if wanted.on else "",
        may_add=somewhere(by, "region.add"),
        form=Filled({name: given.get(name, "") for name in names}, tuple(wrong)),
        base=base + ("&" if "?" in base else "?"),
        words=words,
    )


@get(page("regions", _ONE), opt=needs("region.read"))
async def region(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """One region with who was in it on a day."""
    by, given, today = signed_in(request), request.query_params, day(moment_of(request))
    on, wrong = day_asked(given, form=True)
    said = given.get("on", "")
    base = page("regions", region_id, on=said)
    return render(
        request,
        "parties/region.html",
        block="found",
        view=await queries.region(region_id, by=by, on=on or today, page=number_of(request)),
        form=Filled({"on": said}, tuple(wrong)),
        base=base + ("&" if said else "?"),
        in_sight=await sees_region(region_id, by=by, today=today),
        today=today,
        words=words,
    )


async def _adding(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by = signed_in(request)
    if not somewhere(by, "region.add"):
        raise NotFound
    return render(
        request,
        "parties/region_new.html",
        status=400 if form else 200,
        keepers=await everybody(by),
        form=form or filled(kind=""),
        words=words,
    )


@get(page("regions", "new"), opt=needs("region.add"))
async def adding(request: Request[Any, Any, Any]) -> Response[Any]:
    """Another region."""
    return await _adding(request)


@post(page("regions", "new"), opt=needs("region.add") | acts(actions.add_region))
async def add_region(request: Request[Any, Any, Any]) -> Response[Any]:
    """Add a region."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RegionForm)
        made = await actions.add_region(form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _adding(request, again(request, refused))
    return redirect(page("regions", made), N_("The region is added. Let its members in."))


async def _form(
    request: AnyRequest, name: str, region_id: UUID, form: Filled | None, **more: Any
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.region(region_id, by=by, on=today)
    if not view.may_change:
        raise NotFound
    stale = form is not None and any(c.field == "version" for c in form.complaints)
    seen = form.value("version") if form and not stale else ""
    first = {"endsOn": view.valid_until, "keeperId": view.keeper_id}
    return render(
        request,
        f"parties/{name}.html",
        status=409 if stale else 400 if form else 200,
        view=view,
        version=seen or view.version,
        form=form or filled(view, **first),
        words=words,
        **more,
    )


async def _changing(
    request: AnyRequest, region_id: UUID, form: Filled | None = None
) -> Response[Any]:
    keepers = await everybody(signed_in(request))
    return await _form(request, "region_change", region_id, form, keepers=keepers)


@get(page("regions", _ONE, "details"), opt=needs("region.change"))
async def changing(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """A region, to change."""
    return await _changing(request, region_id)


@post(page("regions", _ONE, "details"), opt=needs("region.change") | acts(actions.change_region))
async def change_region(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> Response[Any]:
    """Change a region."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RegionChangeForm)
        await actions.change_region(region_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, region_id, again(request, refused))
    except Overtaken:
        return await _changing(request, region_id, overtaken(request))
    return redirect(page("regions", region_id), N_("The region is changed."))


@get(page("regions", _ONE, "ending"), opt=needs("region.change"))
async def ending(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """The day on which a region ends."""
    return await _form(request, "region_end", region_id, None)


@post(page("regions", _ONE, "ending"), opt=needs("region.change") | acts(actions.end_region))
async def end_region(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """End a region, or let it go on."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RegionEndForm)
        await actions.end_region(region_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, "region_end", region_id, again(request, refused))
    except Overtaken:
        return await _form(request, "region_end", region_id, overtaken(request))
    return redirect(page("regions", region_id), N_("The last day is noted."))


ROUTES: list[Any] = [
    regions, region, adding, add_region, changing, change_region, ending, end_region,
]  # fmt: skip
