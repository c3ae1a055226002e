"""The page on which is said what a commitment serves, raises and waits for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.commitments import rules as lines
from governance.commitments.aiming.queries import aims_of, choices
from governance.commitments.barriers.queries import BarrierView, barriers_of
from governance.commitments.barriers.rules import FORMS
from governance.commitments.connecting import actions, queries
from governance.commitments.connecting.forms import ConnectionsForm
from governance.commitments.dependence.queries import offered
from governance.commitments.features.queries import region_of
from governance.commitments.features.rules import NO_REGION
from governance.parties import words
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_HERE = page(
    "agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "connections"
)


def _begins(view: queries.ConnectionsView, barriers: list[BarrierView]) -> Filled:
    """The form as it stands: a row for each barrier of the region."""
    raised = {one.barrier_id: list(one.exploitations) for one in view.barriers}
    return filled(
        aimIds=[str(one.id) for one in view.aims],
        barriers=[
            {"barrierId": str(one.id), "exploitations": raised.get(one.id, [])} for one in barriers
        ],
        waitsFor=[str(one.id) for one in view.dependence.waits_for],
    )


async def _shown(
    request: AnyRequest, agreement_id: UUID, commitment_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.connections(agreement_id, commitment_id, by=by, today=today)
    if not view.may_connect:
        raise NotFound
    region = await region_of(agreement_id, by=by)
    barriers = await barriers_of(region, by=by) if region and view.features.barriers else []
    waiting = await offered(commitment_id, by=by) if view.features.dependence else []
    return render(
        request,
        "commitments/connections.html",
        status=400 if form else 200,
        view=view,
        aims=choices(await aims_of(region, by=by)) if region else [],
        barriers=barriers,
        offered=waiting,
        forms=FORMS,
        form=form or _begins(view, barriers),
        words=words,
        lines=lines,
        no_region=NO_REGION,
    )


@get(_HERE, opt=needs("commitment.connect"))
async def connecting(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """What a commitment serves, raises and waits for, to change."""
    return await _shown(request, agreement_id, commitment_id)


@post(_HERE, opt=needs("commitment.connect") | acts(actions.connect))
async def connect(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Say what a commitment serves, raises and waits for."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ConnectionsForm)
        await actions.connect(agreement_id, commitment_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _shown(request, agreement_id, commitment_id, again(request, refused))
    return redirect(
        page("agreements", agreement_id, "commitments"), N_("The connections are saved.")
    )


ROUTES: list[Any] = [connecting, connect]
