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
from governance.documents.forms import FORMS, write
from governance.files.pages import exported
from governance.files.queries import Thing
from governance.library.looks.queries import house_of
from governance.reporting.papers import party_document
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import report, round_seen
from governance.reporting.regional.queries import kept_text, kept_with, regional
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA


async def written(
    request: AnyRequest, document: Document, form: str, thing: Thing, round_id: UUID,
    made_with: str | None = None,
) -> Response[bytes]:  # fmt: skip
    """A document in one of its forms; the writer works beside the other requests."""
    if form not in FORMS:
        raise NotFound
    by = signed_in(request)
    keeper = (await round_seen(round_id, by=by)).keeper
    own = await house_of(keeper, made_with, by=by)
    content = await asyncio.to_thread(write, document, form, own)
    name = file_name(document.short_title)
    return await exported(request, keeper, thing, f"{name}.{form}", MEDIA[form], content)


async def of_region(request: AnyRequest, round_id: UUID, form: str) -> Response[bytes]:
    """The regional report of a round: as adopted, else as it stands."""
    by, today = signed_in(request), day(moment_of(request))
    view = await regional(round_id, by=by, today=today)
    kept = await kept_text(view.id, by=by)
    made_with = await kept_with(view.id, by=by)
    text, thing = kept or regional_document(view), ("regional_report", view.id)
    return await written(request, text, form, thing, round_id, made_with)


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
