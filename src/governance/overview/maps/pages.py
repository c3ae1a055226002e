"""Coverage of one function as a map."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from msgspec.structs import replace

from governance.base.clock import day
from governance.base.permissions import may
from governance.overview.coverage import queries
from governance.overview.coverage.pages import about, kept, unpaged
from governance.overview.coverage.rules import Wanted
from governance.overview.maps.rules import FEW, blocks, counted
from governance.parties.boundaries.queries import outline
from governance.parties.rules import FunctionKind
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render


def asked_of(request: AnyRequest) -> Wanted:
    """What the address asks of the map: one function, that of the linking pin unless another is
    asked; a map shows every state."""
    asked = unpaged(request)
    return replace(asked, function=asked.function or FunctionKind.LINKING_PIN, state="")


@get(page("coverage", "map"), opt=needs("network.read"))
async def as_map(request: Request[Any, Any, Any]) -> Response[Any]:
    """How one function stands at every municipality, as tiles in their safety regions."""
    by, today, asked = signed_in(request), day(moment_of(request)), asked_of(request)
    given = await about(request, asked)
    view = await queries.coverage(by, today, asked)
    shown = blocks(view.places, FunctionKind(asked.function))
    codes = {place.code for place in view.places} | {block.code for block in shown}
    return render(
        request,
        "overview/coverage_map.html",
        block="found",
        view=view,
        blocks=shown,
        counts=counted(shown),
        outline=await outline(codes - {""}),
        few=FEW,
        may_draw=may(by, "network.draw"),
        file=page("coverage", "export", **kept(replace(asked, function=""))),
        **given,
    )


ROUTES: list[Any] = [as_map]
