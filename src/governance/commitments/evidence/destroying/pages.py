"""The page on which the bytes of a file of evidence are destroyed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.commitments.evidence.destroying import actions, queries
from governance.commitments.evidence.forms import EvidenceDestructionForm
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ADDRESS = page("commitments", "{line_id:uuid}", "evidence", "{evidence_id:uuid}", "destruction")
_DONE = N_("The file is destroyed. The history keeps that it was there, and why it went.")
_MORE = N_("The file is destroyed here. The very same file is kept elsewhere as well: look there.")


async def _form(
    request: AnyRequest, line_id: UUID, evidence_id: UUID, form: Filled | None = None
) -> Response[Any]:
    line, piece = await queries.file_of(line_id, evidence_id, by=signed_in(request))
    return render(
        request,
        "commitments/evidence_destruction.html",
        status=400 if form else 200,
        line=line,
        piece=piece,
        form=form or filled(),
    )


@get(_ADDRESS, opt=needs("evidence.destroy"))
async def destruction(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> Response[Any]:
    """Which file is destroyed, and why; or since when it is."""
    return await _form(request, line_id, evidence_id)


@post(_ADDRESS, opt=acts(actions.destroy_evidence) | needs("evidence.destroy"))
async def destroy(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> Response[Any]:
    """Destroy the bytes of a file."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EvidenceDestructionForm)
        others = await actions.destroy_evidence(
            line_id, evidence_id, form, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _form(request, line_id, evidence_id, again(request, refused))
    return redirect(page("commitments", line_id, "evidence"), _MORE if others else _DONE)


ROUTES: list[Any] = [destruction, destroy]
