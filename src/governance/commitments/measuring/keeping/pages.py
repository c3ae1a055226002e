"""Pages on which the indicators of a commitment are added, changed and taken out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotAllowed, Refused, WrongState
from governance.commitments.measuring import actions, queries, words
from governance.commitments.measuring.counting.queries import tie
from governance.commitments.measuring.forms import (
    IndicatorChange,
    IndicatorForm,
    IndicatorRemoval,
    form_of,
)
from governance.commitments.measuring.pages import ALL, ONE, list_of, of_agreement
from governance.commitments.measuring.proposing.queries import proposals
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

SPARE_STEPS = 2
"""Empty rows under the steps that are there."""


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
        raise WrongState("keep_indicators", seen.state, seen.why_not, list_of(seen))


@get(page(*ALL, "new"), opt=needs("indicator.keep"))
async def adding(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """The form of a new indicator."""
    return await _form(request, await of_agreement(agreement_id, commitment_id, request), None)


@post(page(*ALL), opt=needs("indicator.keep") | acts(actions.add_indicator))
async def add(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Add an indicator to a commitment."""
    seen = await of_agreement(agreement_id, commitment_id, request)
    try:
        await handed_to(request, IndicatorForm, actions.add_indicator, commitment_id)
    except Refused as refused:
        return await _form(request, seen, None, again(request, refused))
    return redirect(list_of(seen), N_("The indicator is added."))


async def _changing(
    request: AnyRequest, indicator_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await queries.indicator(indicator_id, by=by)
    return await _form(request, await queries.of(view.commitment_id, by=by), view, form)


@get(page("indicators", ONE, "details"), opt=needs("indicator.keep"))
async def changing(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """The form with which an indicator is changed."""
    return await _changing(request, indicator_id)


@post(
    page("indicators", ONE, "details"),
    opt=needs("indicator.keep") | acts(actions.change_indicator),
)
async def change(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """Change an indicator."""
    try:
        await handed_to(request, IndicatorChange, actions.change_indicator, indicator_id)
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
        tie=await tie(indicator_id, by=by),
        form=form or Filled(),
    )


@get(page("indicators", ONE, "removal"), opt=needs("indicator.keep"))
async def what_goes(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Response[Any]:
    """What is taken out, and the button that does so; or why it cannot be."""
    return await _removing(request, indicator_id)


@post(
    page("indicators", ONE, "removal"),
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
    return redirect(list_of(seen), N_("The indicator “{name}” was removed."), name=view.name)


ROUTES: list[Any] = [adding, add, changing, change, what_goes, remove]
