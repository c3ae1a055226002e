"""The board: what everybody owes, in lanes."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.commitments.board import queries
from governance.commitments.board.rules import LANES, SHOWN, By
from governance.commitments.finding.choosing.queries import choices
from governance.commitments.finding.pages import asked_for, looked, words_of
from governance.commitments.finding.rules import asked
from governance.commitments.finding.views.queries import views_of
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render


def lanes_asked(request: AnyRequest) -> By:
    """What makes the lanes; how it stands, unless the address says otherwise."""
    said = request.query_params.get("by", "") or By.STANDING
    if said not in set(By):
        raise NotFound
    return By(said)


@get(page("commitments", "board"), opt=needs("commitment.read"))
async def board(request: Request[Any, Any, Any]) -> Response[Any]:
    """What everybody owes by the agreements that one takes part in, in lanes."""
    by, today, lanes = signed_in(request), day(moment_of(request)), lanes_asked(request)
    wanted, form = asked_for(request)
    kept = asked(wanted)
    return render(
        request,
        "commitments/board.html",
        status=400 if form.complaints else 200,
        lanes=await queries.board(wanted, lanes, by=by, today=today),
        choices=await choices(by=by, today=today),
        form=form,
        **looked(wanted, await views_of(by=by)),
        lane_of=lanes,
        other={name: said for name, said in kept.items() if name != lanes},
        shown=SHOWN,
        kinds=LANES,
        **words_of(request),
    )


ROUTES: list[Any] = [board]
