"""Registers that are handed in by a machine, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.exchange.importing import actions, queries
from governance.exchange.importing.forms import CarryOutForm, HandInForm, StepForm
from governance.exchange.importing.rules import WANTED, Changes
from governance.files.pages import stored
from governance.files.rules import MEDIA_TYPES
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import asks, keeps, takes, takes_file
from governance.web.pages import number_of
from governance.web.reading import handed_in

_IMPORT = ("imports", "{import_id:uuid}")


@get(api("imports"), opt=needs("register.import") | asks(page="Which page, from 1."))
async def imports(request: Request[Any, Any, Any]) -> queries.Imports:
    """Registers that were handed in, the newest first."""
    return await queries.imports(signed_in(request), page=number_of(request))


@post(
    api("imports"),
    opt=acts(actions.hand_in_register)
    | takes_file()
    | takes(HandInForm)
    | needs("register.import"),
    request_max_body_size=None,
)
async def hand_in(request: Request[Any, Any, Any]) -> queries.ImportView:
    """Hand a register in: a CSV, a workbook or JSON in the part `file`.

    Nothing is taken over yet: ask for its preview, and carry it out.
    """
    by, upload = signed_in(request), (await posted(request)).files.get("file")
    form, unread = await handed_in(request, HandInForm)
    made = await actions.hand_in_register(
        upload, form, settings=settings_of(request), unread=unread, by=by, at=moment_of(request)
    )
    return await queries.register_import(made, by=by)


@get(api(*_IMPORT), opt=needs("register.import"))
async def register_import(
    request: Request[Any, Any, Any], import_id: FromPath[UUID]
) -> queries.ImportView:
    """A register that was handed in, and what it came to."""
    return await queries.register_import(import_id, by=signed_in(request))


@get(api(*_IMPORT, "preview"), opt=needs("register.import"))
async def import_preview(request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Changes:
    """What taking it over would change now; nothing is changed.

    `seen` goes along when it is carried out.
    """
    return await queries.preview(import_id, by=signed_in(request))


@get(
    api(*_IMPORT, "files"),
    opt=keeps(*(MEDIA_TYPES[kind] for kind in WANTED)) | needs("register.import"),
)
async def import_file(
    request: Request[Any, Any, Any], import_id: FromPath[UUID]
) -> Response[bytes]:
    """The file as it was handed in, byte for byte."""
    found = await queries.register_import(import_id, by=signed_in(request))
    return await stored(request, found.file_id, (queries.THING, import_id))


@post(
    api(*_IMPORT, "carrying-out"),
    opt=acts(actions.take_register_over) | takes(CarryOutForm) | needs("register.import"),
    status_code=200,
)
async def carry_out(
    request: Request[Any, Any, Any], import_id: FromPath[UUID]
) -> queries.ImportView:
    """Take the register over, as it was seen in the preview: all of it, or nothing."""
    form, unread = await handed_in(request, CarryOutForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_register_over(import_id, form, unread=unread, by=by, at=at)
    return await queries.register_import(import_id, by=by)


@post(
    api(*_IMPORT, "cancellation"),
    opt=acts(actions.put_import_aside) | takes(StepForm) | needs("register.import"),
    status_code=200,
)
async def put_aside(
    request: Request[Any, Any, Any], import_id: FromPath[UUID]
) -> queries.ImportView:
    """Do not take the register over."""
    form, unread = await handed_in(request, StepForm)
    by = signed_in(request)
    await actions.put_import_aside(import_id, form, unread=unread, by=by, at=moment_of(request))
    return await queries.register_import(import_id, by=by)


ROUTES: list[Any] = [
    imports, hand_in, register_import, import_preview, import_file, carry_out, put_aside,
]  # fmt: skip
