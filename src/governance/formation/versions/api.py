"""The versions of a text for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.versions.queries import VersionListed, listed
from governance.documents.blocks import Document
from governance.formation.editing import actions
from governance.formation.forms import FixForm
from governance.formation.versions.pages import made, text_of
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_VERSIONS = ("agreements", "{agreement_id:uuid}", "versions")
_READS = needs("agreement.read_versions")


@get(api(*_VERSIONS), opt=_READS)
async def versions(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[VersionListed]:
    """Every version of the text, newest first."""
    return await listed(agreement_id, by=signed_in(request))


@post(
    api(*_VERSIONS),
    opt=acts(actions.fix_version) | takes(FixForm) | needs("agreement.fix_version"),
)
async def fix(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> list[VersionListed]:
    """Fix the text as it stands, to negotiate upon; gives the versions."""
    form, unread = await handed_in(request, FixForm)
    by, at = signed_in(request), moment_of(request)
    await actions.fix_version(agreement_id, form.of, form.version, unread=unread, by=by, at=at)
    return await listed(agreement_id, by=by)


@get(api(*_VERSIONS, "{number:int}"), opt=_READS)
async def version(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], number: FromPath[int]
) -> Document:
    """The text of a version as it was frozen, as blocks."""
    return await text_of(agreement_id, number, request)


@get(api(*_VERSIONS, "{number:int}", "documents", "{form:str}"), opt=_READS)
async def version_document(
    request: Request[Any, Any, Any],
    agreement_id: FromPath[UUID],
    number: FromPath[int],
    form: FromPath[str],
) -> Response[bytes]:
    """A version as Word or PDF: ``docx`` or ``pdf``."""
    return await made(request, agreement_id, number, form)


ROUTES: list[Any] = [versions, fix, version, version_document]
