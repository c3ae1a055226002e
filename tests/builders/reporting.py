"""Builders of reporting: a round that is open, reports that are answered and submitted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.builders.parties import Cast

from governance.base.actor import Actor
from governance.reporting import actions
from governance.reporting.forms import ApprovalForm, LineForm, RoundForm
from governance.reporting.queries import ReportView, report, round_overview

AT = datetime(2026, 7, 2, 12, tzinfo=UTC)
TODAY = date(2026, 7, 2)


def round_form(**fields: Any) -> RoundForm:
    """The first half of 2026, due on 15 July."""
    values: dict[str, Any] = {
        "title": "Eerste helft 2026",
        "period_from": date(2026, 1, 1),
        "period_until": date(2026, 7, 1),
        "opens_on": date(2026, 7, 1),
        "due_on": date(2026, 7, 15),
    }
    return RoundForm(**{**values, **fields})


async def open_round(cast: Cast, agreement: UUID, **fields: Any) -> UUID:
    return await actions.open_round(agreement, round_form(**fields), by=cast.secretary, at=AT)


async def report_of(round_id: UUID, organisation: UUID, by: Actor) -> ReportView:
    overview = await round_overview(round_id, by=by, today=TODAY)
    [row] = [r for r in overview.reports if r.organisation_id == organisation]
    return await report(row.report_id, by=by, today=TODAY)


def answer(**fields: Any) -> LineForm:
    """An answer that is right: on track."""
    return LineForm(**{"state": "on_track", "words": "Het concept ligt er.", **fields})


APPROVAL = ApprovalForm(approved_by_function="gemeentesecretaris", approved_on=date(2026, 7, 2))


async def approved(view: ReportView, by: Actor, **fields: Any) -> None:
    """Answer every line and record the internal approval."""
    for line in view.lines:
        await actions.save_line(line.id, answer(**fields), None, by=by, at=AT)
    await actions.approve(view.id, APPROVAL, by=by, at=AT)


async def submitted(view: ReportView, by: Actor, **fields: Any) -> None:
    """Answer, approve and submit."""
    await approved(view, by, **fields)
    await actions.submit(view.id, by=by, at=AT)
