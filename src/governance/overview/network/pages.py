"""The network of one region, as a page with a drawing and a table, and as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import complain
from governance.documents.lanes import colour
from governance.overview.network import queries
from governance.overview.network.papers import as_file, drawing, heading
from governance.overview.network.rules import DRAWN_LINES, DRAWN_NODES, kinds
from governance.parties import words
from governance.parties.regions.pages import day_asked
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled
from governance.web.language import language_of
from governance.web.pages import render

_ONE = "{region_id:uuid}"


@get(page("regions", _ONE, "network"), opt=needs("network.read"))
async def network_of_region(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> Response[Any]:
    """Who works with whom in a region on a day, through which agreement."""
    by, today = signed_in(request), day(moment_of(request))
    on, wrong = day_asked(request.query_params, form=True)
    said = request.query_params.get("on", "")
    view = await queries.network(region_id, by=by, today=today, on=on)
    language = language_of(request)
    return render(
        request,
        "overview/region_network.html",
        view=view,
        form=Filled({"on": said}, tuple(wrong)),
        file=page("regions", region_id, "network", "export", on=said if on else ""),
        svg=drawing(view, language) if view.organisations else "",
        groups=[(heading(kind, language), own) for kind, own in kinds(view.organisations)],
        bundled=len(view.organisations) > DRAWN_NODES,
        drawn=DRAWN_LINES,
        colour=colour,
        words=words,
    )


@get(page("regions", _ONE, "network", "export"), opt=needs("network.read"))
async def network_of_region_file(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> Response[bytes]:
    """The same as a file for a spreadsheet."""
    by, today = signed_in(request), day(moment_of(request))
    on, wrong = day_asked(request.query_params, form=True)
    complain(wrong)
    return await as_file(request, await queries.network(region_id, by=by, today=today, on=on))


ROUTES: list[Any] = [network_of_region, network_of_region_file]
