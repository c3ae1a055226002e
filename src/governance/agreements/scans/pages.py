"""Pages of the scans of a signature: see, attach, fetch, take off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.scans import actions, queries
from governance.agreements.scans.forms import ScanRemovalForm
from governance.agreements.scans.rules import MOST, NOT_SIGNED, TOO_MANY
from governance.agreements.words import CAPACITY_WORDS
from governance.base.errors import N_, Complaint, NotAllowed, Refused, Unavailable, WrongState
from governance.files.pages import stored
from governance.files.rules import MEDIA_TYPES, SCANS
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ORGAN, _SCAN = "{party_authority_id:uuid}", "{scan_id:uuid}"
_SCANS = ("party-authorities", _ORGAN, "signatures", "scans")


async def _shown(
    request: AnyRequest, party_authority_id: UUID, form: Filled | None = None, status: int = 200
) -> Response[Any]:
    found = await queries.scans(party_authority_id, by=signed_in(request))
    if found.of.authority.signature is None:
        back = page("agreements", found.of.agreement_id)
        raise WrongState("attach_scan", found.of.state, NOT_SIGNED, back)
    return render(
        request,
        "agreements/scans.html",
        status=status,
        organ=found.of,
        scans=found.scans,
        form=form or filled(),
        accept=",".join(MEDIA_TYPES[kind] for kind in SCANS),
        limit=settings_of(request).upload_limit,
        full=len(found.scans) >= MOST,
        too_many=TOO_MANY,
        most=MOST,
        capacities=CAPACITY_WORDS,
    )


@get(page(*_SCANS), opt=needs("agreement.read"))
async def scans(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """The scans of the signature of one authority."""
    return await _shown(request, party_authority_id)


@post(
    page(*_SCANS),
    opt=acts(actions.attach_scan) | takes_file() | needs("agreement.attach_scan"),
    request_max_body_size=None,
)
async def attach_scan(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Attach the scan of a signed page."""
    try:
        upload = (await posted(request)).files.get("file")
        await actions.attach_scan(
            party_authority_id,
            upload,
            settings=settings_of(request),
            by=signed_in(request),
            at=moment_of(request),
        )
    except Refused as refused:
        return await _shown(request, party_authority_id, again(request, refused), 400)
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return await _shown(request, party_authority_id, told, 503)
    return redirect(page(*_of(party_authority_id)), N_("The scan is attached."))


def _of(party_authority_id: UUID) -> tuple[str | UUID, ...]:
    return "party-authorities", party_authority_id, "signatures", "scans"


@get(page(*_SCANS, _SCAN), opt=needs("agreement.read"))
async def scan(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID], scan_id: FromPath[UUID]
) -> Response[bytes]:
    """A scan as a file; shown in the browser where ``inline`` asks so."""
    found = await queries.scan(party_authority_id, scan_id, by=signed_in(request))
    inline = request.query_params.get("inline") == "true"
    thing = (actions.THING, party_authority_id)
    return await stored(request, found.file_id, thing, inline=inline)


async def _removing(
    request: AnyRequest, party_authority_id: UUID, scan_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    found = await queries.scan(party_authority_id, scan_id, by=by)
    of = (await queries.scans(party_authority_id, by=by)).of
    if not of.authority.may_attach:
        raise NotAllowed
    return render(
        request,
        "agreements/scan_removal.html",
        status=400 if form else 200,
        organ=of,
        scan=found,
        form=form or filled(),
    )


@get(page(*_SCANS, _SCAN, "removal"), opt=needs("agreement.remove_scan"))
async def removal(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID], scan_id: FromPath[UUID]
) -> Response[Any]:
    """Which scan is taken off, and why."""
    return await _removing(request, party_authority_id, scan_id)


@post(
    page(*_SCANS, _SCAN, "removal"), opt=acts(actions.remove_scan) | needs("agreement.remove_scan")
)
async def remove_scan(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID], scan_id: FromPath[UUID]
) -> Response[Any]:
    """Take a scan off a signature."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ScanRemovalForm)
        await actions.remove_scan(party_authority_id, scan_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, party_authority_id, scan_id, again(request, refused))
    said = N_("The scan is taken off. The history keeps why, and the file stays.")
    return redirect(page(*_of(party_authority_id)), said)


ROUTES: list[Any] = [scans, attach_scan, scan, removal, remove_scan]
