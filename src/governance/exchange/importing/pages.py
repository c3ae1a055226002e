"""Pages of registers that are handed in: all of them, a new one, and what one would change."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Complaint, Refused, Unavailable
from governance.exchange.importing import actions, queries, rules
from governance.exchange.importing.forms import CarryOutForm, HandInForm, StepForm
from governance.exchange.syncing import rules as syncing
from governance.exchange.syncing.queries import sources
from governance.files.pages import stored
from governance.files.rules import MEDIA_TYPES
from governance.parties import words
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_IMPORT = ("imports", "{import_id:uuid}")
MOST = 200
"""Lines of one kind on a page; the numbers above them count all."""


async def _listed(
    request: AnyRequest, form: Filled | None = None, status: int = 200
) -> Response[Any]:
    found = await queries.imports(signed_in(request), page=number_of(request))
    return render(
        request,
        "exchange/imports.html",
        status=status,
        found=found,
        form=form or filled(),
        accept=",".join(MEDIA_TYPES[kind] for kind in rules.WANTED) + ",.geojson",
        limit=settings_of(request).upload_limit,
        rules=rules,
        sources=await sources(signed_in(request)),
        synced=syncing,
    )


@get(page("imports"), opt=needs("register.import"))
async def imports(request: Request[Any, Any, Any]) -> Response[Any]:
    """The registers that were handed in, and a form for the next."""
    return await _listed(request)


@post(
    page("imports"),
    opt=acts(actions.hand_in_register) | takes_file() | needs("register.import"),
    request_max_body_size=None,
)
async def hand_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Hand a register in, and go and see what it would change."""
    try:
        upload = (await posted(request)).files.get("file")
        form, unread = await handed_in(request, HandInForm)
        made = await actions.hand_in_register(
            upload, form, settings=settings_of(request), unread=unread, by=signed_in(request),
            at=moment_of(request),
        )  # fmt: skip
    except Refused as refused:
        return await _listed(request, again(request, rules.short(refused)), 400)
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return await _listed(request, told, 503)
    return redirect(page("imports", made))


async def _one(
    request: AnyRequest, import_id: UUID, refused: Refused | None = None
) -> Response[Any]:
    by = signed_in(request)
    found = await queries.register_import(import_id, by=by)
    view, wrong = None, refused
    if found.waits:
        try:
            view = await queries.preview(import_id, by=by)
        except Refused as changed:
            wrong = changed
    return render(
        request,
        "exchange/import.html",
        status=400 if refused else 200,
        one=found,
        view=view,
        form=again(request, rules.short(wrong)) if wrong else filled(),
        most=MOST,
        rules=rules,
        words=words,
        as_day=date.fromisoformat,
    )


@get(page(*_IMPORT), opt=needs("register.import"))
async def register_import(
    request: Request[Any, Any, Any], import_id: FromPath[UUID]
) -> Response[Any]:
    """What a register would change, or what it came to."""
    return await _one(request, import_id)


@get(page(*_IMPORT, "files"), opt=needs("register.import"))
async def import_file(
    request: Request[Any, Any, Any], import_id: FromPath[UUID]
) -> Response[bytes]:
    """The file as it was handed in."""
    found = await queries.register_import(import_id, by=signed_in(request))
    return await stored(request, found.file_id, (queries.THING, import_id))


@post(
    page(*_IMPORT, "carrying-out"), opt=acts(actions.take_register_over) | needs("register.import")
)
async def carry_out(request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[Any]:
    """Take the register over, as it was seen."""
    try:
        form, unread = await handed_in(request, CarryOutForm)
        by, at = signed_in(request), moment_of(request)
        await actions.take_register_over(import_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _one(request, import_id, refused)
    return redirect(page("imports", import_id), N_("The register is taken over."))


@post(page(*_IMPORT, "cancellation"), opt=acts(actions.put_import_aside) | needs("register.import"))
async def put_aside(request: Request[Any, Any, Any], import_id: FromPath[UUID]) -> Response[Any]:
    """Do not take the register over."""
    try:
        form, unread = await handed_in(request, StepForm)
        by, at = signed_in(request), moment_of(request)
        await actions.put_import_aside(import_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _one(request, import_id, refused)
    return redirect(page("imports"), N_("The register is put aside: nothing was changed."))


ROUTES: list[Any] = [imports, hand_in, register_import, import_file, carry_out, put_aside]
