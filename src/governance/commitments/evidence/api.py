"""The evidence of a commitment, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.commitments.evidence import actions, queries
from governance.commitments.evidence.destroying import api as destroying
from governance.commitments.evidence.forms import EvidenceForm, EvidenceRemovalForm
from governance.commitments.evidence.rules import TAKEN
from governance.commitments.evidence.sending.pages import sent
from governance.files.rules import MEDIA_TYPES
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import keeps, takes, takes_file
from governance.web.language import language_of
from governance.web.reading import handed_in

_ALL = ("commitments", "{line_id:uuid}", "evidence")
_ONE = (*_ALL, "{evidence_id:uuid}")


@get(api(*_ALL), opt=needs("evidence.read"))
async def evidence(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> list[queries.EvidenceView]:
    """The evidence of one commitment of one party, newest day first. Other parties find nothing
    here, also once a report was adopted."""
    by, language = signed_in(request), language_of(request)
    return await queries.evidence_of(line_id, by=by, language=language)


@post(
    api(*_ALL),
    opt=acts(actions.add_evidence) | takes_file() | takes(EvidenceForm) | needs("evidence.add"),
    request_max_body_size=None,
)
async def add_evidence(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.EvidenceView:
    """Add evidence: a file in the part ``file``, or a ``link``. ``declared``: somebody looked, and
    there is no data about cases, victims or suspects in it.

    The same once more is the one that is there.
    """
    form, unread = await handed_in(request, EvidenceForm)
    by, at = signed_in(request), moment_of(request)
    upload = (await posted(request)).files.get("file")
    made = await actions.add_evidence(
        line_id, upload, form, settings=settings_of(request), unread=unread, by=by, at=at
    )
    return await queries.one_piece(line_id, made, by=by, language=language_of(request))


@get(
    api(*_ONE, "files"),
    opt=keeps(*(MEDIA_TYPES[kind] for kind in TAKEN)) | needs("evidence.read"),
)
async def evidence_file(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> Response[bytes]:
    """The file of a piece of evidence: byte for byte for the organisation that owes the
    commitment, for others a copy that does not say who made it, where and with what. Who is no
    official gets it under a name that is made for it."""
    return await sent(request, line_id, evidence_id)


@post(
    api(*_ONE, "removal"),
    opt=acts(actions.remove_evidence) | takes(EvidenceRemovalForm) | needs("evidence.remove"),
    status_code=200,
)
async def remove_evidence(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> list[queries.EvidenceView]:
    """Take evidence off; the trail keeps why, and a file stays."""
    form, unread = await handed_in(request, EvidenceRemovalForm)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_evidence(line_id, evidence_id, form, unread=unread, by=by, at=at)
    return await queries.evidence_of(line_id, by=by, language=language_of(request))


ROUTES: list[Any] = [evidence, add_evidence, evidence_file, remove_evidence]
ROUTES += destroying.ROUTES
