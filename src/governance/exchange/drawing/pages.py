"""Pages of boundaries that are handed in: all of them, a new one, and what one holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, Refused, Unavailable
from governance.base.settings import MEGABYTE
from governance.exchange.drawing import actions, queries, rules
from governance.exchange.drawing.forms import BoundariesForm, HandInBoundariesForm
from governance.exchange.importing.rules import STATE_TONES, short
from governance.files.pages import stored
from governance.parties.boundaries.reading.rules import LIMIT
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_IMPORT = ("boundaries", "{boundary_import_id:uuid}")
ACCEPT = ".json,.geojson,.topojson,application/json"


async def _listed(
    request: AnyRequest, form: Filled | None = None, status: int = 200
) -> Response[Any]:
    return render(
        request,
        "exchange/boundaries.html",
        status=status,
        found=await queries.boundaries(signed_in(request), page=number_of(request)),
        form=form or filled(HandInBoundariesForm()),
        accept=ACCEPT,
        limit=min(settings_of(request).upload_limit, LIMIT // MEGABYTE),
        words=rules.STATE_WORDS,
        tones=STATE_TONES,
    )


@get(page("boundaries"), opt=needs("network.draw"))
async def boundaries(request: Request[Any, Any, Any]) -> Response[Any]:
    """The boundaries that were handed in, and a form for others."""
    return await _listed(request)


@post(
    page("boundaries"),
    opt=acts(actions.hand_in_boundaries) | takes_file() | needs("network.draw"),
    request_max_body_size=None,
)
async def hand_in_boundaries(request: Request[Any, Any, Any]) -> Response[Any]:
    """Hand boundaries in, and go and see what the file holds."""
    try:
        upload = (await posted(request)).files.get("file")
        form, unread = await handed_in(request, HandInBoundariesForm)
        made = await actions.hand_in_boundaries(
            upload, form, settings=settings_of(request), unread=unread, by=signed_in(request),
            at=moment_of(request),
        )  # fmt: skip
    except Refused as refused:
        return await _listed(request, again(request, short(refused)), 400)
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return await _listed(request, told, 503)
    return redirect(page("boundaries", made))


async def _one(
    request: AnyRequest, boundary_import_id: UUID, refused: Refused | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.boundary_import(boundary_import_id, by=by)
    view = None
    if found.waits:
        view = await queries.preview(boundary_import_id, by=by, today=today)
    return render(
        request,
        "exchange/boundary_import.html",
        status=400 if refused else 200,
        one=found,
        view=view,
        form=again(request, refused) if refused else filled(),
        words=rules.STATE_WORDS,
        tones=STATE_TONES,
        drawn_already=rules.DRAWN_ALREADY,
    )


@get(page(*_IMPORT), opt=needs("network.draw"))
async def boundary_import(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> Response[Any]:
    """What a file of boundaries holds, or what became of it."""
    return await _one(request, boundary_import_id)


@get(page(*_IMPORT, "files"), opt=needs("network.draw"))
async def boundaries_file(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> Response[bytes]:
    """The file as it was handed in."""
    found = await queries.boundary_import(boundary_import_id, by=signed_in(request))
    return await stored(request, found.file_id, (queries.THING, boundary_import_id))


@post(page(*_IMPORT, "carrying-out"), opt=acts(actions.draw_boundaries) | needs("network.draw"))
async def draw_boundaries(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> Response[Any]:
    """Draw the map with these boundaries."""
    try:
        form, unread = await handed_in(request, BoundariesForm)
        by, at = signed_in(request), moment_of(request)
        await actions.draw_boundaries(boundary_import_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _one(request, boundary_import_id, refused)
    return redirect(
        page("boundaries", boundary_import_id), N_("The map has these boundaries from now on.")
    )


@post(
    page(*_IMPORT, "cancellation"), opt=acts(actions.put_boundaries_aside) | needs("network.draw")
)
async def put_boundaries_aside(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> Response[Any]:
    """Do not draw these boundaries."""
    try:
        form, unread = await handed_in(request, BoundariesForm)
        by, at = signed_in(request), moment_of(request)
        await actions.put_boundaries_aside(boundary_import_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _one(request, boundary_import_id, refused)
    return redirect(page("boundaries"), N_("The boundaries are put aside: the map is as it was."))


ROUTES: list[Any] = [
    boundaries, hand_in_boundaries, boundary_import, boundaries_file, draw_boundaries,
    put_boundaries_aside,
]  # fmt: skip
