"""Boundaries that are handed in by a machine, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.exchange.drawing import actions, queries
from governance.exchange.drawing.forms import BoundariesForm, HandInBoundariesForm
from governance.exchange.drawing.rules import WANTED, Contents
from governance.files.pages import stored
from governance.files.rules import MEDIA_TYPES
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import asks, keeps, takes, takes_file
from governance.web.pages import number_of
from governance.web.reading import handed_in

_IMPORT = ("boundaries", "{boundary_import_id:uuid}")


@get(api("boundaries"), opt=needs("network.draw") | asks(page="Which page, from 1."))
async def boundaries(request: Request[Any, Any, Any]) -> queries.BoundariesPage:
    """Boundaries that were handed in, the newest first."""
    return await queries.boundaries(signed_in(request), page=number_of(request))


@post(
    api("boundaries"),
    opt=acts(actions.hand_in_boundaries)
    | takes_file()
    | takes(HandInBoundariesForm)
    | needs("network.draw"),
    request_max_body_size=None,
)
async def hand_in_boundaries(request: Request[Any, Any, Any]) -> queries.BoundariesView:
    """Hand boundaries in: a TopoJSON or GeoJSON in the part `file`.

    Nothing is drawn yet: ask for its preview, and carry it out.
    """
    by, upload = signed_in(request), (await posted(request)).files.get("file")
    form, unread = await handed_in(request, HandInBoundariesForm)
    made = await actions.hand_in_boundaries(
        upload, form, settings=settings_of(request), unread=unread, by=by, at=moment_of(request)
    )
    return await queries.boundary_import(made, by=by)


@get(api(*_IMPORT), opt=needs("network.draw"))
async def boundary_import(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> queries.BoundariesView:
    """Boundaries that were handed in, and what became of these."""
    return await queries.boundary_import(boundary_import_id, by=signed_in(request))


@get(api(*_IMPORT, "preview"), opt=needs("network.draw"))
async def boundaries_preview(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> Contents:
    """What the file holds of the municipalities and safety regions that are here."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.preview(boundary_import_id, by=by, today=today)


@get(
    api(*_IMPORT, "files"),
    opt=keeps(*(MEDIA_TYPES[kind] for kind in WANTED)) | needs("network.draw"),
)
async def boundaries_file(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> Response[bytes]:
    """The file as it was handed in, byte for byte."""
    found = await queries.boundary_import(boundary_import_id, by=signed_in(request))
    return await stored(request, found.file_id, (queries.THING, boundary_import_id))


@post(
    api(*_IMPORT, "carrying-out"),
    opt=acts(actions.draw_boundaries) | takes(BoundariesForm) | needs("network.draw"),
    status_code=200,
)
async def draw_boundaries(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> queries.BoundariesView:
    """Draw the map with these boundaries from now on."""
    form, unread = await handed_in(request, BoundariesForm)
    by, at = signed_in(request), moment_of(request)
    await actions.draw_boundaries(boundary_import_id, form, unread=unread, by=by, at=at)
    return await queries.boundary_import(boundary_import_id, by=by)


@post(
    api(*_IMPORT, "cancellation"),
    opt=acts(actions.put_boundaries_aside) | takes(BoundariesForm) | needs("network.draw"),
    status_code=200,
)
async def put_boundaries_aside(
    request: Request[Any, Any, Any], boundary_import_id: FromPath[UUID]
) -> queries.BoundariesView:
    """Do not draw these boundaries."""
    form, unread = await handed_in(request, BoundariesForm)
    by, at = signed_in(request), moment_of(request)
    await actions.put_boundaries_aside(boundary_import_id, form, unread=unread, by=by, at=at)
    return await queries.boundary_import(boundary_import_id, by=by)


ROUTES: list[Any] = [
    boundaries, hand_in_boundaries, boundary_import, boundaries_preview, boundaries_file,
    draw_boundaries, put_boundaries_aside,
]  # fmt: skip
