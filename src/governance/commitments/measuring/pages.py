"""Pages of indicators: those of a commitment, one with what is measured, and keeping them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound, Refused, WrongState
from governance.commitments.measuring import actions, queries, words
from governance.commitments.measuring.drawing.papers import drawn
from governance.commitments.measuring.entering import pages as entering
from governance.commitments.measuring.forms import (
    IndicatorChange,
    IndicatorForm,
    IndicatorRemoval,
    form_of,
)
from governance.commitments.measuring.papers import as_file
from governance.commitments.measuring.proposing.queries import proposals
from governance.commitments.measuring.showing.queries import everything, measured
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

SPARE_STEPS = 2
"""Empty rows under the steps that are there."""
_ALL = ("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "indicators")
_ONE = "{indicator_id:uuid}"


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


def _list(seen: queries.Of) -> str:
    return page("agreements", seen.agreement_id, "commitments", seen.commitment_id, "indicators")


@get(page(*_ALL), opt=needs("indicator.read"))
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


async def _form(
    request: AnyRequest,
    seen: queries.Of,
    view: queries.IndicatorView | None,
    form: Filled | None = None,
) -> Response[Any]:
    _open(seen, request)
    begins = filled(form_of(view)) if view else _proposed(seen, request)
    shown = form or begins
    return render(
        request,
        "commitments/indicator_form.html",
        status=400 if form else 200,
        of=seen,
        view=view,
        form=shown,
        steps=shown.rows("steps") + SPARE_STEPS,
        words=words,
    )


def _proposed(seen: queries.Of, request: AnyRequest) -> Filled:
    """A new indicator: as the kind proposes it where the address says which, else as most are."""
    asked = request.query_params.get("proposal", "")
    for one in proposals(seen.kind, language_of(request)):
        if one.key == asked:
            return filled(one)
    return filled(direction="up", rule="sum")


def _open(seen: queries.Of, request: AnyRequest) -> None:
    """Raise why the indicators cannot be kept: by whom, or now."""
    if not seen.may_keep(signed_in(request)):
        raise NotAllowed
    if seen.why_not:
        raise WrongState("keep_indicators", seen.state, seen.why_not, _list(seen))


@get(page(*_ALL, "new"), opt=needs("indicator.keep"))
async def adding(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """The form of a new indicator."""
    return await _form(request, await of_agreement(agreement_id, commitment_id, request), None)


@post(page(*_ALL), opt=needs("indicator.keep") | acts(actions.add_indicator))
async def add(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Add an indicator to a commitment."""
    by, at = signed_in(request), moment_of(request)
    seen = await of_agreement(agreement_id, commitment_id, request)
    try:
        form, unread = await handed_in(request, IndicatorForm)
        await actions.add_indicator(commitment_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, seen, None, again(request, refused))
    return redirect(_list(seen), N_("The indicator is added."))


@get(page("indicators", _ONE), opt=needs("indicator.read"))
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
        words=words,
        drawing=drawn(found, language_of(request)),
    )


@get(page("indicators", _ONE, "export"), opt=needs("indicator.read"))
async def measurements_file(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> Response[bytes]:
    """What is shown of an indicator, of every period, as a file for a spreadsheet."""
    by, today = signed_in(request), day(moment_of(request))
    seen, found = await everything(indicator_id, by=by, today=today)
    return await as_file(request, seen.keeper, indicator_id, found)


async def _changing(
    request: AnyRequest, indicator_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await queries.indicator(indicator_id, by=by)
    return await _form(request, await queries.of(view.commitment_id, by=by), view, form)


@get(page("indicators", _ONE, "details"), opt=needs("indicator.keep"))
async def changing(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """The form with which an indicator is changed."""
    return await _changing(request, indicator_id)


@post(
    page("indicators", _ONE, "details"),
    opt=needs("indicator.keep") | acts(actions.change_indicator),
)
async def change(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """Change an indicator."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, IndicatorChange)
        await actions.change_indicator(indicator_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, indicator_id, again(request, refused))
    return redirect(page("indicators", indicator_id), N_("The indicator is changed."))


async def _removing(
    request: AnyRequest, indicator_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await queries.indicator(indicator_id, by=by)
    seen = await queries.of(view.commitment_id, by=by)
    _open(seen, request)
    return render(
        request,
        "commitments/indicator_removal.html",
        status=400 if form else 200,
        of=seen,
        view=view,
        form=form or Filled(),
    )


@get(page("indicators", _ONE, "removal"), opt=needs("indicator.keep"))
async def what_goes(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """What is taken out, and the button that does so; or why it cannot be."""
    return await _removing(request, indicator_id)


@post(
    page("indicators", _ONE, "removal"),
    opt=needs("indicator.keep") | acts(actions.remove_indicator),
)
async def remove(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """Take out an indicator of which nothing is measured."""
    by, at = signed_in(request), moment_of(request)
    view = await queries.indicator(indicator_id, by=by)
    seen = await queries.of(view.commitment_id, by=by)
    try:
        form, unread = await handed_in(request, IndicatorRemoval)
        await actions.remove_indicator(indicator_id, form.version, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, indicator_id, again(request, refused))
    return redirect(_list(seen), N_("The indicator “{name}” was removed."), name=view.name)


ROUTES: list[Any] = [
    indicators, adding, add, indicator, measurements_file, changing, change, what_goes, remove,
    *entering.ROUTES,
]  # fmt: skip
