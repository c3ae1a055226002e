"""Pages of rounds: the list, who reported, the regional report and its adoption."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.base.permissions import may
from governance.commitments import rules as commitments
from governance.commitments.annual_plan.paragraph.rules import MOMENT_WORDS
from governance.documents.blocks import Figure
from governance.reporting import actions, queries, rules, words
from governance.reporting.drawings.papers import bars_figure, timeline_figure
from governance.reporting.forms import AdoptionForm, PreparationForm
from governance.reporting.listing.rules import points
from governance.reporting.opening.queries import openable
from governance.reporting.picture.rules import TURN_WORDS
from governance.reporting.progress.papers import regional_document
from governance.reporting.regional.queries import RegionalView, regional
from governance.reporting.regional.rules import REGIONAL_WORDS
from governance.reporting.rounds.opening import pages as opening
from governance.reporting.waiting.queries import due
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in


@get(page("rounds"), opt=needs("round.read"))
async def rounds(request: Request[Any, Any, Any]) -> Response[Any]:
    """The rounds that the reader sees, latest first."""
    asked = request.query_params.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked) < 10_000 else 1
    by = signed_in(request)
    found = await queries.rounds(by, page=number)
    return render(
        request,
        "reporting/rounds.html",
        rounds=found,
        number=number,
        more=len(found) == queries.PAGE,
        due=await due(by, day(moment_of(request))),
        openable=await openable(by),
        words=words,
        moments=MOMENT_WORDS,
    )


@get(page("rounds", "{round_id:uuid}"), opt=needs("round.read"))
async def overview(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> Response[Any]:
    """Who reported, in which state, how many days late."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.round_overview(round_id, by=by, today=today)
    of = found.round
    open_to_reader = of.regional_state == rules.ReportState.ADOPTED or may(
        by, "regional_report.read", committee=of.committee_id, keeper=of.keeper
    )
    return render(
        request,
        "reporting/round.html",
        overview=found,
        regional=open_to_reader,
        words=words,
        moments=MOMENT_WORDS,
    )


def _drawings(view: RegionalView, language: str) -> list[Figure]:
    """The drawings of the report, in the language of the page; none without accepted reports."""
    if not view.lines:
        return []
    return [bars_figure(view, language), timeline_figure(view, language)]


_WORDS = {"summary": "summary", "bottlenecks": "bottlenecks", "outlook": "outlook"}
_WORDS |= {"decisions_asked": "decisionsAsked"}
"""The prepared words, as the form of the adoption calls them."""


async def _regional(
    request: AnyRequest, round_id: UUID, form: Filled | None = None, *, saved: bool = False
) -> Response[Any]:
    """The page; ``form`` was refused, or ``saved`` as far as it is not about the adoption."""
    by, today = signed_in(request), day(moment_of(request))
    view = await regional(round_id, by=by, today=today)
    first = {to: getattr(view, name) for name, to in _WORDS.items()} | {"version": view.version}
    return render(
        request,
        "reporting/regional.html",
        status=400 if form and not saved else 200,
        saved=saved,
        view=view,
        today=today,
        form=form or filled(first),
        words=words,
        commitments=commitments,
        turns=TURN_WORDS,
        points=points,
        drawings=_drawings(view, language_of(request)),
    )


@get(page("rounds", "{round_id:uuid}", "regional-reports"), opt=needs("regional_report.read"))
async def regional_report(
    request: Request[Any, Any, Any], round_id: FromPath[UUID]
) -> Response[Any]:
    """The regional report, made of the accepted reports; with its adoption."""
    return await _regional(request, round_id)


@post(
    page("rounds", "{round_id:uuid}", "regional-reports"),
    opt=acts(actions.prepare) | needs("regional_report.prepare"),
)
async def prepare(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> Response[Any]:
    """Save the words of the regional report. The page is one form with the adoption.

    What was typed there of the adoption stays in the form: it is not saved, and not lost.
    """
    try:
        told, unread = await handed_in(request, AdoptionForm)
        words = {name: getattr(told, name) for name in REGIONAL_WORDS}
        form = PreparationForm(**words, version=told.version, not_case_data=told.not_case_data)
        by, at = signed_in(request), moment_of(request)
        await actions.prepare(round_id, form, form.version, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _regional(request, round_id, again(request, refused))
    if told.adopted_by_function or told.adopted_on or told.knowingly:
        typed = again(request, Refused(()))
        kept = replace(typed, values={**typed.values, "version": ""})
        return await _regional(request, round_id, kept, saved=True)
    said = N_("Saved. The committee finds these words on its start page.")
    return redirect(page("rounds", round_id, "regional-reports"), said)


@post(
    page("rounds", "{round_id:uuid}", "regional-reports", "adoption"),
    opt=acts(actions.adopt) | needs("regional_report.adopt"),
)
async def adopt(request: Request[Any, Any, Any], round_id: FromPath[UUID]) -> Response[Any]:
    """Adopt the regional report."""
    try:
        form, unread = await handed_in(request, AdoptionForm)
        by, at = signed_in(request), moment_of(request)
        await actions.adopt(
            round_id, form, form.version, unread=unread, by=by, at=at, paper=regional_document
        )
    except Refused as refused:
        return await _regional(request, round_id, again(request, refused))
    said = N_("The regional report is adopted.")
    return redirect(page("rounds", round_id, "regional-reports"), said)


ROUTES: list[Any] = [
    rounds, overview, regional_report, prepare, adopt, *opening.ROUTES,
]  # fmt: skip
