"""Pages of the timeline: the drawing, and the same as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec.structs import replace

from governance.base.clock import YEARS, day
from governance.base.errors import NotFound
from governance.commitments import rules
from governance.commitments.finding import rules as finding
from governance.commitments.finding.choosing.queries import choices
from governance.commitments.finding.pages import asked_for, looked, words_of
from governance.commitments.finding.views.queries import views_of
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


def _shown(
    request: AnyRequest, view: queries.TimelineView, here: Callable[..., str],
    template: str = "timeline", **more: Any,
) -> Response[Any]:  # fmt: skip
    drawing = Drawing(view, language_of(request))
    return render(
        request,
        f"commitments/{template}.html",
        view=view,
        last=view.until - timedelta(days=1),
        svg=drawing.svg(),
        narrow=drawing.svg(narrow=True),
        here=here,
        zooms=ZOOM_WORDS,
        **{"rules": rules, **more},
    )


@get(page("agreements", "{agreement_id:uuid}", "timeline"), opt=needs("agreement.read"))
async def of_agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The milestones of an agreement on a scale of time, of all parties together."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    view = await queries.of_agreement(agreement_id, *asked, by=by, today=today)
    return _shown(request, view, partial(page, "agreements", agreement_id, "timeline"))


@get(page("commitments", "{line_id:uuid}", "timeline"), opt=needs("commitment.read"))
async def of_line(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """The milestones of one commitment as a party keeps it, on a scale of time."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    view = await queries.of_line(line_id, *asked, by=by, today=today)
    return _shown(request, view, partial(page, "commitments", line_id, "timeline"))


@get(page("commitments", "timeline"), opt=needs("commitment.read"))
async def of_list(request: Request[Any, Any, Any]) -> Response[Any]:
    """The milestones of the commitments of a list on a scale of time."""
    by, today = signed_in(request), day(moment_of(request))
    asked = asked_time(request.query_params, today)
    wanted, form = asked_for(request)
    view = await queries.of_list(wanted, *asked, by=by, today=today)
    said = {name: request.query_params.get(name, "") for name in ("zoom", "on")}
    return _shown(
        request,
        view,
        partial(page, "commitments", "timeline", **finding.asked(wanted)),
        "timeline_of_list",
        status=400 if form.complaints else 200,
        form=replace(form, values={**form.values, **said}),
        choices=await choices(by=by, today=today),
        **looked(wanted, await views_of(by=by)),
        **words_of(request),
    )


ROUTES: list[Any] = [of_agreement, of_line, of_list]
