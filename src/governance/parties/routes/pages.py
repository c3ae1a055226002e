"""Pages of reporting routes: the list, one, adding and changing one with all its links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.words import translate
from governance.parties import words
from governance.parties.choosing.pages import regions_apart
from governance.parties.choosing.queries import regions_of
from governance.parties.queries import groupings, organisation
from governance.parties.routes import actions, queries
from governance.parties.routes import words as own
from governance.parties.routes.forms import RouteChange, RouteForm
from governance.parties.routes.papers import as_file, drawing_of, flaw_text
from governance.parties.routes.queries import RouteView, Wanted
from governance.parties.routes.rules import Flaw, LinkPart, Source
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_NEW = page("organisations", "{organisation_id:uuid}", "reporting-routes", "new")
_ONE = "{route_id:uuid}"
_BEGINS = [{"part": str(part)} for part in LinkPart]
"""A new route begins with a row for each part, so that none is forgotten."""


def _id(request: AnyRequest, name: str) -> UUID | None:
    said = request.query_params.get(name, "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise NotFound from None


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list; a source that there is not is not there."""
    asked = request.query_params
    if asked.get("source", "") not in {"", *Source}:
        raise NotFound
    return Wanted(
        source=asked.get("source", ""),
        region=_id(request, "region"),
        organisation=_id(request, "organisation"),
        broken=asked.get("broken", "") == "on",
        search=asked.get("search", ""),
        ended=asked.get("ended", "") == "on",
    )


def _why(request: AnyRequest) -> Callable[[RouteView, Flaw], str]:
    """Says why a route is broken in the language of the page."""
    language = language_of(request)
    return lambda view, flaw: flaw_text(view, flaw, lambda message: translate(language, message))


def _today(request: AnyRequest) -> date:
    return day(moment_of(request))


@get(page("reporting-routes"), opt=needs("network.read"))
async def routes(request: Request[Any, Any, Any]) -> Response[Any]:
    """The routes that somebody sees, broken ones first, narrowed by the address."""
    by, today, asked = signed_in(request), _today(request), unpaged(request)
    kept = {
        "source": asked.source,
        "region": str(asked.region or ""),
        "organisation": str(asked.organisation or ""),
        "broken": "on" if asked.broken else "",
        "search": asked.search,
        "ended": "on" if asked.ended else "",
    }
    base = page("reporting-routes", **kept)
    of = asked.organisation
    whose = await organisation(of, by=by) if of else None
    return render(
        request,
        "parties/routes.html",
        block="found",
        found=await queries.routes(by, today, asked, page=number_of(request)),
        whose=whose,
        adds_at=(of if queries.may_add(whose, by) else None) if whose else queries.own(by),
        regions=regions_apart(await groupings(by, today)),
        form=filled(kept),
        base=base + ("&" if "?" in base else "?"),
        file=page("reporting-routes", "export", **kept),
        why=_why(request),
        today=today,
        words=words,
        own=own,
    )


@get(page("reporting-routes", "export"), opt=needs("network.read"))
async def routes_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, all of it, as a file for a spreadsheet."""
    by, asked = signed_in(request), unpaged(request)
    found = await queries.routes(by, _today(request), asked, size=10_000)
    return await as_file(request, found.routes)


@get(page("reporting-routes", _ONE), opt=needs("network.read"))
async def route(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> Response[Any]:
    """One route: where a signal goes, link by link, and where it gets lost."""
    today = _today(request)
    view = await queries.route(route_id, by=signed_in(request), today=today)
    return render(
        request,
        "parties/route.html",
        view=view,
        drawing=drawing_of(view, language_of(request)),
        why=_why(request),
        today=today,
        words=words,
        own=own,
    )


def _begins(view: RouteView) -> Filled:
    links = [
        {"part": str(one.part), "organisationId": str(one.organisation_id or ""),
         "function": one.function, "withinDays": one.within_days}
        for one in view.links
    ]  # fmt: skip
    return filled(view, links=links)


def _named(form: Filled) -> list[UUID]:
    """Organisations that stand in the rows, so that each can be shown there."""
    found = []
    for place in range(form.rows("links")):
        try:
            found.append(UUID(str(form.value(f"links.{place}.organisationId"))))
        except ValueError:
            continue
    return found


async def _form(
    request: AnyRequest, whose_id: UUID, view: RouteView | None, form: Filled | None
) -> Response[Any]:
    by, today = signed_in(request), _today(request)
    search = request.query_params.get("search", "")
    new = filled(source="", validFrom=today, links=_BEGINS)
    shown = form or (_begins(view) if view else new)
    return render(
        request,
        "parties/route_form.html",
        status=400 if form else 200,
        whose=await organisation(whose_id, by=by),
        view=view,
        form=shown,
        finding=filled(search=search),
        regions=regions_apart(await regions_of(whose_id, by=by, today=today, kept=True)),
        near=await queries.near(whose_id, _named(shown), search, by=by, today=today),
        words=words,
        own=own,
    )


@get(_NEW, opt=needs("reporting_route.add"))
async def adding(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """A new route that an organisation keeps."""
    await queries.addable(organisation_id, by=signed_in(request))
    return await _form(request, organisation_id, None, None)


@post(_NEW, opt=needs("reporting_route.add") | acts(actions.add_route))
async def add(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Add a route."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RouteForm)
        made = await actions.add_route(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        await queries.addable(organisation_id, by=by)
        return await _form(request, organisation_id, None, again(request, refused))
    return redirect(page("reporting-routes", made), N_("The reporting route is added."))


async def _change(request: AnyRequest, route_id: UUID, form: Filled | None = None) -> Response[Any]:
    view = await queries.route(route_id, by=signed_in(request), today=_today(request))
    if not view.may_change:
        raise NotFound
    return await _form(request, view.organisation_id, view, form)


@get(page("reporting-routes", _ONE, "details"), opt=needs("reporting_route.change"))
async def changing(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> Response[Any]:
    """A route with its links, to change."""
    return await _change(request, route_id)


@post(
    page("reporting-routes", _ONE, "details"),
    opt=needs("reporting_route.change") | acts(actions.change_route),
)
async def change(request: Request[Any, Any, Any], route_id: FromPath[UUID]) -> Response[Any]:
    """Change a route and its links."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RouteChange)
        await actions.change_route(route_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _change(request, route_id, again(request, refused))
    return redirect(page("reporting-routes", route_id), N_("The reporting route is changed."))


ROUTES: list[Any] = [routes, routes_file, route, adding, add, changing, change]
