"""Downloads of progress reports; what was adopted is given as it was adopted."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.base.names import file_name
from governance.documents.blocks import Document
from governance.documents.docx import write_docx
from governance.documents.pdf import write_pdf
from governance.files.pages import exported
from governance.files.queries import Thing
from governance.reporting.papers import party_document
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import report, round_seen
from governance.reporting.regional.queries import kept_text, regional
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA

WRITERS = {"docx": (MEDIA["docx"], write_docx), "pdf": (MEDIA["pdf"], write_pdf)}


async def written(
    request: AnyRequest, document: Document, form: str, thing: Thing, round_id: UUID
) -> Response[bytes]:
    """A document in one of its forms; the writer works beside the other requests."""
    if form not in WRITERS:
        raise NotFound
    media_type, writer = WRITERS[form]
    content = await asyncio.to_thread(writer, document)
    name = file_name(document.short_title)
    keeper = (await round_seen(round_id, by=signed_in(request))).keeper
    return await exported(request, keeper, thing, f"{name}.{form}", media_type, content)


async def of_region(request: AnyRequest, round_id: UUID, form: str) -> Response[bytes]:
    """The regional report of a round: as adopted, else as it stands."""
    by, today = signed_in(request), day(moment_of(request))
    view = await regional(round_id, by=by, today=today)
    text = await kept_text(view.id, by=by) or regional_document(view)
    return await written(request, text, form, ("regional_report", view.id), round_id)


async def of_party(request: AnyRequest, report_id: UUID, form: str) -> Response[bytes]:
    """The report of one party."""
    by, today = signed_in(request), day(moment_of(request))
    view = await report(report_id, by=by, today=today)
    text = party_document(view, today)
    return await written(request, text, form, ("report", report_id), view.round_id)


@get(
    page("rounds", "{round_id:uuid}", "documents", "{form:str}"), opt=needs("regional_report.read")
)
async def regional_file(
    request: Request[Any, Any, Any], round_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The regional report as Word or PDF."""
    return await of_region(request, round_id, form)


@get(page("reports", "{report_id:uuid}", "documents", "{form:str}"), opt=needs("report.read"))
async def report_file(
    request: Request[Any, Any, Any], report_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The report of one party as Word or PDF."""
    return await of_party(request, report_id, form)


ROUTES: list[Any] = [regional_file, report_file]
