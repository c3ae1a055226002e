"""Destroying the bytes of a file of evidence, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.commitments.evidence.destroying import actions, queries
from governance.commitments.evidence.forms import EvidenceDestructionForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_ADDRESS = api("commitments", "{line_id:uuid}", "evidence", "{evidence_id:uuid}", "destruction")


@get(_ADDRESS, opt=needs("evidence.destroy"))
async def destruction(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> queries.FileOfEvidence:
    """The file of a piece of evidence, also once that was taken off or destroyed."""
    _, found = await queries.file_of(line_id, evidence_id, by=signed_in(request))
    return found


@post(
    _ADDRESS,
    opt=acts(actions.destroy_evidence) | takes(EvidenceDestructionForm) | needs("evidence.destroy"),
    status_code=200,
)
async def destroy(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> queries.FileOfEvidence:
    """Destroy the bytes of a file that turned out to hold data about a case. The evidence is
    taken off; its hash stays, with who did so, when and why."""
    form, unread = await handed_in(request, EvidenceDestructionForm)
    by, at = signed_in(request), moment_of(request)
    await actions.destroy_evidence(line_id, evidence_id, form, unread=unread, by=by, at=at)
    _, found = await queries.file_of(line_id, evidence_id, by=by)
    return found


ROUTES: list[Any] = [destruction, destroy]
