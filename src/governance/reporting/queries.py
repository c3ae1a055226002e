"""What is shown of rounds and reports, and to whom."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.reporting.lines.queries import Changed, LineView


class RemarkView(Struct, frozen=True, rename="camel"):
    """What the secretary said when a report went back."""

    at: datetime
    by_function: str
    text: str


class ReportView(Struct, frozen=True, rename="camel"):
    """The report of one party. ``verbs`` is what this reader may do now, by the workflow."""

    id: UUID
    version: int
    round_id: UUID
    round_title: str
    agreement_id: UUID
    agreement_title: str
    period_from: date
    period_until: date
    due_on: date
    organisation_id: UUID
    organisation: str
    state: str
    summary: str
    capacity_fte: Decimal | None
    money_euros: Decimal | None
    risks: str
    outlook: str
    approved_by_function: str
    approved_on: date | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    on_behalf_of: str
    verbs: tuple[str, ...] = ()
    lines: tuple[LineView, ...] = ()
    remarks: tuple[RemarkView, ...] = ()
    changed: tuple[Changed, ...] = ()


class Reported(Struct, frozen=True, rename="camel"):
    """Whether one party reported. ``days_late`` counts from the due day, 0 when in time."""

    report_id: UUID
    organisation_id: UUID
    organisation: str
    state: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    days_late: int
    lines: int
    answered: int
    readable: bool
