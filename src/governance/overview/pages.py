"""The start page, with what is to be done today, and the dashboard."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get

from governance.agreements.advising import words as advising
from governance.agreements.living.words import REQUEST_WORDS
from governance.base.clock import day
from governance.base.errors import NotFound
from governance.base.permissions import somewhere
from governance.commitments import rules as commitments
from governance.commitments.rules import Standing
from governance.identity.reviewing import words as reviewing
from governance.overview import queries
from governance.overview.rules import BEHIND, Wanted
from governance.parties import words as network
from governance.reporting import words as reporting
from governance.reporting.listing.rules import points
from governance.reporting.picture.rules import TURN_WORDS
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import render


@get(page("start"), opt=needs("start.read"))
async def start(request: Request[Any, Any, Any]) -> Response[Any]:
    """What is to be done today, for who is signed in."""
    by = signed_in(request)
    return render(
        request,
        "overview/start.html",
        me=by.person_id,
        start=await queries.start(by, day(moment_of(request))),
        drafts=somewhere(by, "agreement.begin"),
        commitments=commitments,
        reporting=reporting,
        reviewing=reviewing,
        network=network,
        advising=advising,
        turns=TURN_WORDS,
        request_words=REQUEST_WORDS,
        points=points,
    )


def wanted(request: AnyRequest) -> Wanted:
    """What the address asks of the dashboard; what cannot be there is not there."""
    asked = request.query_params
    standing = asked.get("standing", "")
    if standing not in {"", BEHIND, *Standing}:
        raise NotFound
    try:
        agreement = UUID(asked["agreement"]) if asked.get("agreement") else None
    except ValueError:
        raise NotFound from None
    return Wanted(
        agreement=agreement,
        theme=asked.get("theme", ""),
        organisation=asked.get("organisation", ""),
        standing=standing,
        page=_number(asked.get("page", "")),
        columns=_number(asked.get("columns", "")),
    )


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 1


@get(page("dashboard"), opt=needs("dashboard.read"))
async def dashboard(request: Request[Any, Any, Any]) -> Response[Any]:
    """How every commitment stands with every party; what is asked stands in the address."""
    asked = wanted(request)
    view = await queries.dashboard(signed_in(request), day(moment_of(request)), asked)
    kept = {
        "agreement": str(view.agreement_id or ""),
        "theme": asked.theme,
        "organisation": asked.organisation,
        "standing": asked.standing,
    }
    base = page("dashboard", **kept)
    return render(
        request,
        "overview/dashboard.html",
        block="found",
        view=view,
        form=filled(kept),
        base=base + ("&" if "?" in base else "?"),
        rules=commitments,
    )


ROUTES: list[Any] = [start, dashboard]
