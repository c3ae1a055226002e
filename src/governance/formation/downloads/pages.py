"""Pages of the text: preview, downloads, the signed files that are kept."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from markupsafe import Markup

from governance.agreements import queries as agreements
from governance.base.errors import NotFound
from governance.documents.forms import FORMS, write
from governance.documents.html import write_html
from governance.files import queries as files
from governance.files.pages import exported, stored
from governance.formation import actions, queries
from governance.formation.texts.papers import agreement_text
from governance.library.looks.queries import house_of
from governance.web.acting import AnyRequest, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA
from governance.web.pages import render

_ONE = "{agreement_id:uuid}"


@get(page("agreements", _ONE, "preview"), opt=needs("agreement.read"))
async def preview(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The text of an agreement as it stands: the draft, or the text that was put up."""
    whole = await queries.forming(agreement_id, by=signed_in(request))
    text = agreement_text(whole, draft=True)
    # The writer escapes whatever was typed into the text.
    shown = Markup(write_html(text, citing=True))  # noqa: S704
    return render(
        request, "formation/preview.html", block="text", agreement=whole.agreement, text=shown
    )


@get(page("agreements", _ONE, "documents"), opt=needs("agreement.read"))
async def documents(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The text to download, and the signed files with their hashes."""
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    kept = await files.kept(("agreement", agreement_id), by=by)
    return render(request, "formation/documents.html", agreement=view, files=kept)


async def made(request: AnyRequest, agreement_id: UUID, form: str) -> Response[bytes]:
    """The text in one of its forms; ``form`` is docx or pdf, anything else is not there."""
    by = signed_in(request)
    whole = await queries.forming(agreement_id, by=by)
    if form not in FORMS:
        raise NotFound
    keeper = whole.agreement.keeper_id
    own = await house_of(keeper, whole.made_with, by=by)
    content = await asyncio.to_thread(write, agreement_text(whole, draft=True), form, own)
    name, thing = f"{actions.file_name(whole)}.{form}", ("agreement", agreement_id)
    return await exported(request, keeper, thing, name, MEDIA[form], content)


async def kept_file(request: AnyRequest, agreement_id: UUID, file_id: UUID) -> Response[bytes]:
    """A stored file, byte for byte, for who sees the agreement."""
    await agreements.agreement(agreement_id, by=signed_in(request))
    return await stored(request, file_id, ("agreement", agreement_id))


@get(page("agreements", _ONE, "documents", "{form:str}"), opt=needs("agreement.read"))
async def document(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The text as Word or PDF."""
    return await made(request, agreement_id, form)


@get(page("agreements", _ONE, "files", "{file_id:uuid}"), opt=needs("agreement.read"))
async def file(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], file_id: FromPath[UUID]
) -> Response[bytes]:
    """A signed file that is kept."""
    return await kept_file(request, agreement_id, file_id)


ROUTES: list[Any] = [preview, documents, document, file]
