"""The network: one search, and the ways to everything in it."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.base.clock import day
from governance.base.permissions import somewhere
from governance.overview.finding import queries
from governance.overview.finding.rules import Kind
from governance.parties import words
from governance.parties.routes import words as routes
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.language import language_of, speaking
from governance.web.pages import gettext, render

WHERE = {
    Kind.ORGANISATION: "organisations",
    Kind.REGION: "regions",
    Kind.FILLING: "fillings",
    Kind.TABLE: "tables",
    Kind.ROUTE: "reporting-routes",
}
"""The word of the address of each kind."""


@get(page("network"), opt=needs("register.read"))
async def network(request: Request[Any, Any, Any]) -> Response[Any]:
    """Find in the network, or go on to one of its lists."""
    by, today = signed_in(request), day(moment_of(request))
    search = request.query_params.get("search", "").strip()[:200]
    speaking.set(language_of(request))
    named = {kind: gettext(word) for kind, word in words.FUNCTION_WORDS.items()}
    found = await queries.found(search, named, by=by, today=today)
    return render(
        request,
        "overview/network.html",
        block="found",
        search=search,
        groups={kind: [one for one in found if one.kind == kind] for kind in Kind},
        limit=queries.LIMIT,
        where=WHERE,
        sees=somewhere(by, "network.read"),
        form=filled(search=search),
        words=words,
        routes=routes,
    )


ROUTES: list[Any] = [network]
