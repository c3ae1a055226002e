"""Pages of the values of one's own organisation: all of a commitment, and giving one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound, Refused
from governance.commitments.measuring import words
from governance.commitments.measuring.entering import actions, queries
from governance.commitments.measuring.forms import MeasurementForm
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ALL = ("commitments", "{line_id:uuid}", "measurements")
_ONE = (*_ALL, "{indicator_id:uuid}")


@get(page(*_ALL), opt=needs("measurement.read"))
async def own_measurements(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> Response[Any]:
    """What the own organisation measured of a commitment, with what was corrected."""
    by, today = signed_in(request), day(moment_of(request))
    seen, own = await queries.own(line_id, by=by, today=today)
    beside = await queries.beside(line_id, seen.commitment_id, by=by)
    return render(
        request, "commitments/own_measurements.html", of=seen, own=own, beside=beside, words=words
    )


async def _form(
    request: AnyRequest, line_id: UUID, indicator_id: UUID, form: Filled | None = None
) -> Response[Any]:
    """The form of one period: the one that is asked for, else the newest without a value."""
    today = day(moment_of(request))
    seen, own = await queries.own(line_id, by=signed_in(request), today=today)
    found = next((one for one in own.indicators if one.indicator.id == indicator_id), None)
    if found is None:
        raise NotFound
    if not own.may_enter:
        raise NotAllowed
    said = str(form.value("periodFrom")) if form else request.query_params.get("period", "")
    return render(
        request,
        "commitments/measurement_form.html",
        status=400 if form else 200,
        of=seen,
        own=own,
        view=found.indicator,
        period=_chosen(found, said),
        form=form or filled(),
        words=words,
    )


def _chosen(found: queries.OwnIndicator, said: str) -> queries.PeriodGiven | None:
    """The period that is meant; none where no period is over yet."""
    meant = {one.since.isoformat(): one for one in found.periods}
    if said and said in meant:
        return meant[said]
    open_ones = (one for one in found.periods if not one.version)
    return next(open_ones, next(iter(found.periods), None))


@get(page(*_ONE), opt=needs("measurement.enter"))
async def entering(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], indicator_id: FromPath[UUID]
) -> Response[Any]:
    """The form with which a value is given or corrected."""
    return await _form(request, line_id, indicator_id)


@post(page(*_ONE), opt=needs("measurement.enter") | acts(actions.enter_measurement))
async def enter(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], indicator_id: FromPath[UUID]
) -> Response[Any]:
    """Give the value of a period, or correct it."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, MeasurementForm)
        await actions.enter_measurement(line_id, indicator_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, line_id, indicator_id, again(request, refused))
    return redirect(page("commitments", line_id, "measurements"), N_("The value is saved."))


ROUTES: list[Any] = [own_measurements, entering, enter]
