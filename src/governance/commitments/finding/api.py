"""Commitments over all agreements, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.base.clock import day
from governance.commitments.finding import queries
from governance.commitments.finding.pages import csv_of, unpaged, workbook_of
from governance.documents import sheets, workbooks
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives
from governance.web.pages import number_of

FILTERS = {
    "search": "Beginnings of words in organisation or agreement, or part of the commitment.",
    "agreement": "Of this agreement, by its id.",
    "organisation": "Owed by this organisation, by its id.",
    "region": "Owed by the members of this region, by its id.",
    "theme": "Of this theme.",
    "kind": "Of this kind of commitment, by the key of its folder in agreements/kinds.",
    "nature": "effort or result.",
    "state": "planned, started, on_track, delayed, blocked, done or lapsed, as one is told.",
    "standing": "late, at_risk, accepted, on_schedule, done or lapsed, as one is told; "
    "not_shared: what one is not told.",
    "priority": "high, normal or low, where one sees all of the line.",
    "until": "Planned on this day or before, yyyy-mm-dd.",
    "since": "Without a report since this day, yyyy-mm-dd.",
    "sort": "A column; with - before it the other way round.",
    "columns": "What a page shows, with commas between them; this answer holds each of them.",
}
"""What may be asked of a list, in its address."""


@get(
    api("commitments"),
    opt=needs("commitment.read") | asks(**FILTERS, page="Which page, from 1; too far is the last."),
)
async def commitments(request: Request[Any, Any, Any]) -> queries.Found:
    """One page of what is owed by the agreements that one takes part in."""
    by, today, wanted = signed_in(request), day(moment_of(request)), unpaged(request)
    return await queries.found(wanted, by=by, today=today, page=number_of(request))


@get(
    api("commitments", "export"),
    opt=needs("commitment.read") | asks(**FILTERS) | gives(sheets.MEDIA_TYPE),
)
async def commitments_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All of it as CSV."""
    return await csv_of(request, unpaged(request))


@get(
    api("commitments", "workbook"),
    opt=needs("commitment.read") | asks(**FILTERS) | gives(workbooks.MEDIA_TYPE),
)
async def commitments_workbook(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All of it as a workbook, with drop-downs where one may choose and all else locked."""
    return await workbook_of(request, unpaged(request))


ROUTES: list[Any] = [commitments, commitments_file, commitments_workbook]
