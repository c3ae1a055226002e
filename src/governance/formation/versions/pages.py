"""Pages of the versions of a text: the list with the form to fix one, and a version as it was."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from markupsafe import Markup

from governance.agreements import queries as agreements
from governance.agreements.steps.pages import may_step
from governance.agreements.versions.queries import VersionView, frozen, listed
from governance.base.errors import N_, NotFound, Refused
from governance.base.names import file_name
from governance.documents.blocks import Document
from governance.documents.forms import FORMS, write
from governance.documents.html import write_html
from governance.files.pages import exported
from governance.formation.editing import actions
from governance.formation.forms import FixForm
from governance.library.looks.queries import house_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_VERSIONS = ("agreements", "{agreement_id:uuid}", "versions")
_READS = needs("agreement.read_versions")
FIXED = N_("Version {number} is fixed: it stays as it is. You go on in version {next}.")


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    if form:
        may_step(view, "fix_version", by)
    return render(
        request,
        "formation/versions.html",
        status=400 if form else 200,
        agreement=view,
        versions=await listed(agreement_id, by=by),
        form=form or filled({}),
    )


@get(page(*_VERSIONS), opt=_READS)
async def versions(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Every version of the text, newest first."""
    return await _page(request, agreement_id)


@post(page(*_VERSIONS), opt=acts(actions.fix_version) | needs("agreement.fix_version"))
async def fix(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Fix the text as it stands, to negotiate upon."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, FixForm)
        number = await actions.fix_version(
            agreement_id, form.of, form.version, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _page(request, agreement_id, again(request, refused))
    here = page("agreements", agreement_id, "versions")
    return redirect(here, FIXED, number=number, next=number + 1)


async def text_of(agreement_id: UUID, number: int, request: AnyRequest) -> Document:
    """The text of a version as it was frozen. Raises :class:`NotFound`."""
    return _content(await frozen(agreement_id, number, by=signed_in(request)))


def _content(version: VersionView) -> Document:
    if version.content is None:
        raise NotFound
    return version.content


@get(page(*_VERSIONS, "{number:int}"), opt=_READS)
async def version(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], number: FromPath[int]
) -> Response[Any]:
    """A version as it was frozen; its address stays."""
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    found = await frozen(agreement_id, number, by=by)
    # The writer escapes whatever was typed into the text.
    shown = Markup(write_html(_content(found), citing=True))  # noqa: S704
    return render(request, "formation/version.html", agreement=view, version=found, text=shown)


async def made(request: AnyRequest, agreement_id: UUID, number: int, form: str) -> Response[bytes]:
    """A version in one of its forms; ``form`` is docx or pdf, anything else is not there."""
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    found = await frozen(agreement_id, number, by=by)
    if form not in FORMS:
        raise NotFound
    own = await house_of(view.keeper_id, found.made_with, by=by)
    written = await asyncio.to_thread(write, _content(found), form, own)
    name = f"{file_name(view.short_title, f'v{number}')}.{form}"
    thing = ("agreement", agreement_id)
    return await exported(request, view.keeper_id, thing, name, MEDIA[form], written)


@get(page(*_VERSIONS, "{number:int}", "documents", "{form:str}"), opt=_READS)
async def version_document(
    request: Request[Any, Any, Any],
    agreement_id: FromPath[UUID],
    number: FromPath[int],
    form: FromPath[str],
) -> Response[bytes]:
    """A version as Word or PDF."""
    return await made(request, agreement_id, number, form)


ROUTES: list[Any] = [versions, fix, version, version_document]
