"""Giving a value of one's own organisation, and correcting one: the value before it stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.permissions import taken_by
from governance.base.views import add, lock, unchanged
from governance.commitments.measuring.entering.queries import OwnLine, may_enter, own_line
from governance.commitments.measuring.entering.rules import period_complaints, value_complaints
from governance.commitments.measuring.forms import MeasurementForm
from governance.commitments.measuring.judging.actions import judge
from governance.commitments.measuring.periods.rules import Span, span_of
from governance.commitments.measuring.queries import IndicatorView, Of, indicator
from governance.commitments.measuring.rules import ABOUT_TEXT, hiding
from governance.commitments.measuring.tables import Measurement
from governance.commitments.tables import CommitmentLine
from governance.commitments.warning.rules import case_data


class _Entry(Struct, frozen=True):
    """A value on its way in: of which line and period, and what stood there (number 0: nothing)."""

    line: OwnLine
    seen: Of
    view: IndicatorView
    span: Span
    stands: dict[str, Any]
    form: MeasurementForm


_STANDS = """
select id, number, value, hiding from measurement
where indicator = $1 and organisation = $2 and period_from = $3 and latest for update"""
_REPLACE = "update measurement set latest = false where id = $1"
_ADOPTED = "select max(adopted_at) as adopted_at from adopted_line where commitment_line = $1"
_NOTHING: dict[str, Any] = {"number": 0, "value": None, "hiding": False}
_HELD = "select id from indicator where id = $1 for share"


async def enter_measurement(
    line_id: UUID, indicator_id: UUID, form: MeasurementForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Give the value of one period, or correct the one that stands, with the reason.

    ``form.version``: how many values of it were seen. What the value was stays in the history of
    the own organisation; nobody else reads it, here or in the trail.
    """
    async with DATABASE.transaction():
        line, seen = await own_line(line_id, by=by)
        await lock(CommitmentLine, line_id)
        if not taken_by(by, lambda way: may_enter(line.organisation_id, way)):
            raise NotAllowed
        await DATABASE.fetch(_HELD, indicator_id)
        view = await indicator(indicator_id, by=by)
        if view.commitment_id != line.commitment_id:
            raise NotFound
        if seen.entered_on is None:
            raise WrongState("enter_measurement", seen.state, ABOUT_TEXT)
        first = form.period_from or seen.entered_on
        span = span_of(view.period, first)
        rows = await DATABASE.fetch(_STANDS, indicator_id, line.organisation_id, span.since)
        entry = _Entry(line, seen, view, span, dict(rows[0]) if rows else _NOTHING, form)
        # First, so that who was overtaken is not asked to explain a correction.
        unchanged({"version": entry.stands["number"]}, form.version)
        term = (seen.entered_on, seen.ended_on)
        stood = entry.stands["value"]
        found = [
            *period_complaints(first, span, *term, day(at), begun=line.begun, gone=line.ended),
            *value_complaints(view, form.value, form.reason, stood),
            *case_data(form),
        ]
        complain(found, unread)
        await _keep(entry, by, at)
        await judge(line.commitment_id, line_id, by=by)
        await _note(entry, by, at)


async def _after(line_id: UUID, at: datetime) -> datetime:
    """The moment that a value counts from: after the adoption that did not wait for it.

    The line is held, so nobody adopts until the value is kept. Who began before an adoption and
    ends after it would else be told to others as adopted, which the committee never read.
    """
    [row] = await DATABASE.fetch(_ADOPTED, line_id)
    adopted: datetime | None = row["adopted_at"]
    return at if adopted is None else max(at, adopted + timedelta(microseconds=1))


async def _keep(entry: _Entry, by: Actor, at: datetime) -> None:
    if entry.stands["number"]:
        await DATABASE.fetch(_REPLACE, entry.stands["id"])
    await add(
        Measurement(
            indicator=entry.view.id,
            commitment_line=entry.line.id,
            organisation=entry.line.organisation_id,
            period_from=entry.span.since,
            period_until=entry.span.until,
            number=entry.stands["number"] + 1,
            value=entry.form.value,
            hiding=entry.stands["hiding"] or hiding(entry.view),
            reason=entry.form.reason.strip(),
            by_function=by.function,
            made_at=await _after(entry.line.id, at),
        )
    )


async def _note(entry: _Entry, by: Actor, at: datetime) -> None:
    """In the chain of the own organisation, for itself alone."""
    about = {
        "commitment": entry.seen.title, "indicator": entry.view.name,
        "period_from": entry.span.since, "period_until": entry.span.until,
    }  # fmt: skip
    value, reason = entry.form.value, entry.form.reason.strip()
    noted = {"value": value} | about
    if entry.stands["number"]:
        before = {"value": entry.stands["value"]}
        noted = dict(changed(before, {"value": value}, **about, reason=reason))
    on = ("measurement", entry.line.id)
    await record(entry.line.organisation_id, "enter_measurement", *on, noted, by=by, at=at)
