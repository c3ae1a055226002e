"""The scans of a signature, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.scans import actions, queries
from governance.agreements.scans.forms import ScanRemovalForm
from governance.files.pages import stored
from governance.files.rules import MEDIA_TYPES, SCANS
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import keeps, takes, takes_file
from governance.web.reading import handed_in

_ORGAN, _SCAN = "{party_authority_id:uuid}", "{scan_id:uuid}"
_SCANS = ("party-authorities", _ORGAN, "signatures", "scans")


@get(api(*_SCANS), opt=needs("agreement.read"))
async def scans(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> queries.ScansView:
    """The scans of the signature of one authority."""
    return await queries.scans(party_authority_id, by=signed_in(request))


@post(
    api(*_SCANS),
    opt=acts(actions.attach_scan) | takes_file() | needs("agreement.attach_scan"),
    request_max_body_size=None,
)
async def attach_scan(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> queries.ScanView:
    """Attach the scan of a signed page: a PDF, PNG or JPEG in the part ``file``.

    The same scan once more is the one that is there.
    """
    by, upload = signed_in(request), (await posted(request)).files.get("file")
    made = await actions.attach_scan(
        party_authority_id, upload, settings=settings_of(request), by=by, at=moment_of(request)
    )
    return await queries.scan(party_authority_id, made, by=by)


@get(
    api(*_SCANS, _SCAN), opt=keeps(*(MEDIA_TYPES[kind] for kind in SCANS)) | needs("agreement.read")
)
async def scan(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID], scan_id: FromPath[UUID]
) -> Response[bytes]:
    """A scan as a file, byte for byte."""
    found = await queries.scan(party_authority_id, scan_id, by=signed_in(request))
    return await stored(request, found.file_id, (actions.THING, party_authority_id))


@post(
    api(*_SCANS, _SCAN, "removal"),
    opt=acts(actions.remove_scan) | takes(ScanRemovalForm) | needs("agreement.remove_scan"),
    status_code=200,
)
async def remove_scan(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID], scan_id: FromPath[UUID]
) -> queries.ScansView:
    """Take a scan off a signature; the trail keeps why, and the file stays."""
    form, unread = await handed_in(request, ScanRemovalForm)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_scan(party_authority_id, scan_id, form, unread=unread, by=by, at=at)
    return await queries.scans(party_authority_id, by=by)


ROUTES: list[Any] = [scans, attach_scan, scan, remove_scan]
