"""Pages of the timeline: the drawing, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import YEARS, day
from governance.base.errors import NotFound
from governance.commitments import rules
from governance.commitments.timeline import queries
from governance.commitments.timeline.papers import Drawing
from governance.commitments.timeline.rules import ZOOM_WORDS, Zoom
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.language import language_of
from governance.web.pages import render


def asked_time(asked: Mapping[str, str], today: date) -> tuple[Zoom, date]:
    """How much of the time the address asks for, and round which day: all, and today, where it
    does not say. Raises :class:`NotFound` for what cannot be."""
    try:
        zoom = Zoom(asked.get("zoom") or Zoom.ALL)
        on = date.fromisoformat(asked["on"]) if asked.get("on") else today
    except ValueError:
        raise NotFound from None
    if on.year not in YEARS:
        raise NotFound
    return zoom, on


def _shown(request: AnyRequest, view: queries.TimelineView, here: str) -> Response[Any]:
    drawing = Drawing(view, language_of(request))
    return render(
        request,
        "commitments/timeline.html",
        view=view,
        last=view.until - timedelta(days=1),
        svg=drawing.svg(),
        narrow=drawing.svg(narrow=True),
        here_without=here,
        zooms=ZOOM_WORDS,
        rules=rules,
    )


@get(page("agreements", "{agreement_id:uuid}", "timeline"), opt=needs("agreement.read"))
async def of_agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The milestones of an agreement on a scale of time, of all parties together."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    view = await queries.of_agreement(agreement_id, *asked, by=by, today=today)
    return _shown(request, view, page("agreements", agreement_id, "timeline"))


@get(page("commitments", "{line_id:uuid}", "timeline"), opt=needs("commitment.read"))
async def of_line(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """The milestones of one commitment as a party keeps it, on a scale of time."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    view = await queries.of_line(line_id, *asked, by=by, today=today)
    return _shown(request, view, page("commitments", line_id, "timeline"))


ROUTES: list[Any] = [of_agreement, of_line]
