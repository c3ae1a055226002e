"""Pages of the evidence of a commitment: see, add, fetch, take off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotAllowed, Refused, Unavailable
from governance.commitments.evidence import actions, queries
from governance.commitments.evidence.destroying import pages as destroying
from governance.commitments.evidence.destroying.queries import may_destroy, taken_off
from governance.commitments.evidence.forms import EvidenceForm, EvidenceRemovalForm
from governance.commitments.evidence.rules import CHOOSE_AGAIN, MOST, TAKEN, TOO_MANY
from governance.commitments.evidence.sending.pages import sent
from governance.commitments.milestones.queries import kept
from governance.commitments.sharing.rules import Sight
from governance.files.rules import MEDIA_TYPES
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ALL = ("commitments", "{line_id:uuid}", "evidence")
_ONE = (*_ALL, "{evidence_id:uuid}")


async def _page(
    request: AnyRequest, line_id: UUID, form: Filled | None = None, status: int = 200
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    line = await queries.line_seen(line_id, by=by)
    pieces = await queries.evidence_of(line_id, by=by, language=language_of(request))
    return render(
        request,
        "commitments/evidence.html",
        status=status,
        line=line,
        pieces=pieces,
        milestones=await kept(line_id, Sight.WHOLE, by=by, today=today),
        form=form or filled(),
        may_add=queries.may_keep(line, "evidence.add", by),
        may_remove=queries.may_keep(line, "evidence.remove", by),
        may_destroy=may_destroy(line, by),
        taken_off=await taken_off(line, by=by),
        full=queries.is_full(pieces),
        too_many=TOO_MANY,
        most=MOST,
        accept=",".join(MEDIA_TYPES[kind] for kind in TAKEN),
        limit=settings_of(request).upload_limit,
    )


@get(page(*_ALL), opt=needs("evidence.read"))
async def evidence(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """The evidence of one commitment of one party."""
    return await _page(request, line_id)


@post(
    page(*_ALL),
    opt=acts(actions.add_evidence) | takes_file() | needs("evidence.add"),
    request_max_body_size=None,
)
async def add_evidence(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Add a file or a link; what was typed comes back, and a file is to be chosen again."""
    by, at, upload = signed_in(request), moment_of(request), None
    try:
        form, unread = await handed_in(request, EvidenceForm)
        upload = (await posted(request)).files.get("file")
        await actions.add_evidence(
            line_id, upload, form, settings=settings_of(request), unread=unread, by=by, at=at
        )
    except Refused as refused:
        about_file = any(one.field == "file" for one in refused.complaints)
        told = [Complaint("file", CHOOSE_AGAIN)] if upload and not about_file else []
        return await _page(request, line_id, again(request, refused, told), 400)
    except Unavailable as away:
        told_later = again(request, Refused([Complaint("file", away.why)]))
        return await _page(request, line_id, told_later, 503)
    return redirect(page("commitments", line_id, "evidence"), N_("The evidence is added."))


@get(page(*_ONE, "files"), opt=needs("evidence.read"))
async def evidence_file(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> Response[bytes]:
    """The file of a piece of evidence; a copy without metadata for other organisations."""
    return await sent(request, line_id, evidence_id)


async def _removing(
    request: AnyRequest, line_id: UUID, evidence_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    line = await queries.line_seen(line_id, by=by)
    found = await queries.one_piece(line_id, evidence_id, by=by, language=language_of(request))
    if not queries.may_keep(line, "evidence.remove", by):
        raise NotAllowed
    status = 400 if form else 200
    return render(
        request,
        "commitments/evidence_removal.html",
        status=status,
        line=line,
        piece=found,
        form=form or filled(),
    )


@get(page(*_ONE, "removal"), opt=needs("evidence.remove"))
async def removal(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> Response[Any]:
    """Which evidence is taken off, and why."""
    return await _removing(request, line_id, evidence_id)


@post(page(*_ONE, "removal"), opt=acts(actions.remove_evidence) | needs("evidence.remove"))
async def remove_evidence(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], evidence_id: FromPath[UUID]
) -> Response[Any]:
    """Take evidence off."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EvidenceRemovalForm)
        await actions.remove_evidence(line_id, evidence_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, line_id, evidence_id, again(request, refused))
    said = N_("The evidence is taken off. The history keeps why, and a file stays.")
    return redirect(page("commitments", line_id, "evidence"), said)


ROUTES: list[Any] = [evidence, add_evidence, evidence_file, removal, remove_evidence]
ROUTES += destroying.ROUTES
