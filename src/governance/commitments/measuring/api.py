"""Indicators and measurements, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.measuring import actions, queries
from governance.commitments.measuring.entering.actions import enter_measurement as enter
from governance.commitments.measuring.entering.queries import OwnMeasurements, own
from governance.commitments.measuring.forms import (
    IndicatorChange,
    IndicatorForm,
    IndicatorRemoval,
    MeasurementForm,
)
from governance.commitments.measuring.pages import of_agreement, since_asked
from governance.commitments.measuring.papers import as_file
from governance.commitments.measuring.showing.queries import Measured, everything, measured
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.reading import handed_in

_ALL = ("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "indicators")
_ONE = "{indicator_id:uuid}"
_OWN = ("commitments", "{line_id:uuid}", "measurements")


@get(api(*_ALL), opt=needs("indicator.read"))
async def indicators(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> list[queries.IndicatorView]:
    """The indicators of a commitment."""
    await of_agreement(agreement_id, commitment_id, request)
    return await queries.indicators(commitment_id, by=signed_in(request))


@post(
    api(*_ALL),
    opt=needs("indicator.keep") | acts(actions.add_indicator) | takes(IndicatorForm),
)
async def add_indicator(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> queries.IndicatorView:
    """Add an indicator to a commitment of a draft, or of an agreement in force."""
    form, unread = await handed_in(request, IndicatorForm)
    by, at = signed_in(request), moment_of(request)
    await of_agreement(agreement_id, commitment_id, request)
    made = await actions.add_indicator(commitment_id, form, unread=unread, by=by, at=at)
    return await queries.indicator(made, by=by)


@get(api("indicators", _ONE), opt=needs("indicator.read"))
async def indicator(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> queries.IndicatorView:
    """One indicator; the tag is its version."""
    return await queries.indicator(indicator_id, by=signed_in(request))


@put(
    api("indicators", _ONE, "details"),
    opt=needs("indicator.keep") | acts(actions.change_indicator) | takes(IndicatorChange),
)
async def change_indicator(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> queries.IndicatorView:
    """Change an indicator. What it counts, its unit and its period stay once it is measured."""
    form, unread = await handed_in(request, IndicatorChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_indicator(indicator_id, form, unread=unread, by=by, at=at)
    return await queries.indicator(indicator_id, by=by)


@post(
    api("indicators", _ONE, "removal"),
    opt=needs("indicator.keep") | acts(actions.remove_indicator) | takes(IndicatorRemoval),
    status_code=204,
)
async def remove_indicator(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> None:
    """Take out an indicator of which nothing is measured."""
    form, unread = await handed_in(request, IndicatorRemoval)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_indicator(indicator_id, form.version, unread=unread, by=by, at=at)


@get(
    api("indicators", _ONE, "measurements"),
    opt=needs("indicator.read")
    | asks(period="First day of the period of which each organisation is shown."),
)
async def measurements(request: Request[Any, Any, Any], indicator_id: FromPath[UUID]) -> Measured:
    """What all organisations measured, as far as it is told, with totals and who is missing, or
    has not shared yet: of whom one is not told whether there is a value.

    A small number of people has no value, but bounds: one to four. Totals are made of what is
    shown, so they have bounds as well.
    """
    by, today = signed_in(request), day(moment_of(request))
    since = since_asked(request.query_params.get("period", ""))
    _, found = await measured(indicator_id, by=by, today=today, since=since)
    return found


@get(api("indicators", _ONE, "export"), opt=needs("indicator.read") | gives("text/csv"))
async def measurements_file(
    request: Request[Any, Any, Any], indicator_id: FromPath[UUID]
) -> Response[bytes]:
    """What is shown of an indicator, of every period, as CSV."""
    by, today = signed_in(request), day(moment_of(request))
    seen, found = await everything(indicator_id, by=by, today=today)
    return await as_file(request, seen.keeper, indicator_id, found)


@get(api(*_OWN), opt=needs("measurement.read"))
async def own_measurements(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> OwnMeasurements:
    """What the own organisation measured of a commitment, with what was corrected."""
    _, found = await own(line_id, by=signed_in(request), today=day(moment_of(request)))
    return found


@post(
    api(*_OWN, _ONE),
    opt=needs("measurement.enter") | acts(enter) | takes(MeasurementForm),
)
async def enter_measurement(
    request: Request[Any, Any, Any], line_id: FromPath[UUID], indicator_id: FromPath[UUID]
) -> OwnMeasurements:
    """Give the value of a period, or correct the one that stands, with the reason."""
    form, unread = await handed_in(request, MeasurementForm)
    by, at = signed_in(request), moment_of(request)
    await enter(line_id, indicator_id, form, unread=unread, by=by, at=at)
    _, found = await own(line_id, by=by, today=day(at))
    return found


ROUTES: list[Any] = [
    indicators, add_indicator, indicator, change_indicator, remove_indicator, measurements,
    measurements_file, own_measurements, enter_measurement,
]  # fmt: skip
