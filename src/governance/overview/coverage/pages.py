"""Pages of coverage: the table, and how it went over time. The address says what is asked."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.overview.coverage import queries
from governance.overview.coverage.papers import as_file
from governance.overview.coverage.rules import FUNCTIONS, GAP, Wanted, by_region, percentage
from governance.overview.coverage.words import GAP_WORDS, STATE_TONES, STATE_WORDS
from governance.parties import words
from governance.parties.choosing.pages import regions_apart
from governance.parties.fillings.pages import day_asked, id_asked
from governance.parties.fillings.rules import State
from governance.parties.queries import groupings
from governance.parties.rules import FunctionKind
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import render


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks; what cannot be asked is not there."""
    asked = request.query_params
    function, state = asked.get("function", ""), asked.get("state", "")
    if function not in {"", *FunctionKind} or state not in {"", GAP, *State}:
        raise NotFound
    return Wanted(id_asked(request, "region"), day_asked(request), function, state)


def kept(asked: Wanted) -> dict[str, str]:
    """What is asked, as the address has it."""
    return {
        "region": str(asked.region or ""),
        "on": f"{asked.on:%d-%m-%Y}" if asked.on else "",
        "function": asked.function,
        "state": asked.state,
    }


async def about(request: AnyRequest, asked: Wanted) -> dict[str, Any]:
    """What stands round each form of the picture: the filters, and the ways to the others."""
    by, today = signed_in(request), day(moment_of(request))
    regions = regions_apart(await groupings(by, today))
    if asked.region is not None and asked.region not in {one for one, _ in regions}:
        raise NotFound
    said = kept(asked)
    return {
        "form": filled(said),
        "asked": asked,
        "kept": said,
        "regions": regions,
        "today": today,
        "gaps": GAP_WORDS,
        "states": STATE_WORDS,
        "tones": STATE_TONES,
        "words": words,
        "percentage": percentage,
        "functions": FUNCTIONS,
    }


@get(page("coverage"), opt=needs("network.read"))
async def coverage(request: Request[Any, Any, Any]) -> Response[Any]:
    """How every function stands at every municipality, as a table."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    given = await about(request, asked)
    view = await queries.coverage(by, today, asked)
    return render(
        request,
        "overview/coverage.html",
        block="found",
        view=view,
        groups=by_region(view.places),
        file=page("coverage", "export", **kept(asked)),
        **given,
    )


@get(page("coverage", "export"), opt=needs("network.read"))
async def coverage_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the table shows, as a file for a spreadsheet."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    await about(request, asked)
    return await as_file(request, await queries.coverage(by, today, asked), asked.function)


@get(page("coverage", "history"), opt=needs("network.read"))
async def over_time(request: Request[Any, Any, Any]) -> Response[Any]:
    """At how many municipalities each function was filled, by quarter."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    given = await about(request, asked)
    moments = await queries.over_time(by, today, region=asked.region)
    return render(request, "overview/coverage_history.html", moments=moments, **given)


ROUTES: list[Any] = [coverage, coverage_file, over_time]
