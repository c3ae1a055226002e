"""Pages of indicators: those of a commitment, and one with what is measured."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.commitments.measuring import queries, words
from governance.commitments.measuring.counting.queries import tie
from governance.commitments.measuring.drawing.papers import drawn
from governance.commitments.measuring.entering import pages as entering
from governance.commitments.measuring.papers import as_file
from governance.commitments.measuring.proposing.queries import proposals
from governance.commitments.measuring.showing.queries import everything, measured
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.language import language_of
from governance.web.pages import render

ALL = ("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "indicators")
ONE = "{indicator_id:uuid}"


def since_asked(said: str) -> date | None:
    """The period that an address asks for, by its first day; none where it asks for none."""
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotFound from None


async def of_agreement(agreement_id: UUID, commitment_id: UUID, request: AnyRequest) -> queries.Of:
    """The commitment, where it is of this agreement and the reader takes part in that."""
    seen = await queries.of(commitment_id, by=signed_in(request))
    if seen.agreement_id != agreement_id:
        raise NotFound
    return seen


def list_of(seen: queries.Of) -> str:
    """The page with the indicators of a commitment."""
    return page("agreements", seen.agreement_id, "commitments", seen.commitment_id, "indicators")


@get(page(*ALL), opt=needs("indicator.read"))
async def indicators(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """The indicators of a commitment."""
    by = signed_in(request)
    seen = await of_agreement(agreement_id, commitment_id, request)
    found = await queries.indicators(commitment_id, by=by)
    return render(
        request,
        "commitments/indicators.html",
        of=seen,
        indicators=found,
        proposals=proposals(seen.kind, language_of(request), [view.name for view in found]),
        keeps=seen.kept_by(by),
        words=words,
    )


@get(page("indicators", ONE), opt=needs("indicator.read"))
async def indicator(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """One indicator with what all organisations measured, as far as it is told."""
    by, today = signed_in(request), day(moment_of(request))
    since = since_asked(request.query_params.get("period", ""))
    seen, found = await measured(indicator_id, by=by, today=today, since=since)
    return render(
        request,
        "commitments/indicator.html",
        of=seen,
        found=found,
        view=found.indicator,
        keeps=seen.kept_by(by),
        tie=await tie(indicator_id, by=by),
        words=words,
        drawing=drawn(found, language_of(request)),
        narrow=drawn(found, language_of(request), narrow=True),
    )


@get(page("indicators", ONE, "export"), opt=needs("indicator.read"))
async def measurements_file(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> Response[bytes]:
    """What is shown of an indicator, of every period, as a file for a spreadsheet."""
    by, today = signed_in(request), day(moment_of(request))
    seen, found = await everything(indicator_id, by=by, today=today)
    return await as_file(request, seen.keeper, indicator_id, found)


ROUTES: list[Any] = [indicators, indicator, measurements_file, *entering.ROUTES]
