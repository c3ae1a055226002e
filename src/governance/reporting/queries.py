"""What is shown of rounds, reports and the regional report, and to whom."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.commitments.rules import Standing


class MilestoneView(Struct, frozen=True, rename="camel"):
    """What a report says of one milestone; ``id`` is that of the report's own row."""

    id: UUID
    title: str
    planned_on: date
    state: str
    forecast_on: date | None
    done_on: date | None
    standing: Standing


class LineView(Struct, frozen=True, rename="camel"):
    """What a report says of one commitment of the party.

    ``answered`` is False while nothing was said; ``last_*`` is what was accepted last time
    (state ``planned`` and empty words when there was no last time); ``value`` and ``target``
    are in ``indicator_unit``.
    """

    id: UUID
    version: int
    line_id: UUID
    number: int
    title: str
    text: str
    theme: str
    nature: str
    owner_function: str
    measurable_goal: str
    indicator_unit: str
    target: Decimal | None
    planned_on: date | None
    answered: bool
    unchanged: bool
    state: str
    words: str
    reason: str
    measure: str
    forecast_on: date | None
    done_on: date | None
    value: Decimal | None
    measured_on: date | None
    last_state: str
    last_words: str
    last_reason: str
    last_forecast_on: date | None
    last_value: Decimal | None
    standing: Standing
    milestones: tuple[MilestoneView, ...] = ()


class Changed(Struct, frozen=True, rename="camel"):
    """A line whose state is another than the round before."""

    organisation: str
    number: int
    commitment: str
    old_state: str
    new_state: str


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


class RegionalLine(Struct, frozen=True, rename="camel"):
    """One line of an accepted report, for the regional report."""

    line_id: UUID
    organisation_id: UUID
    organisation: str
    number: int
    commitment: str
    theme: str
    nature: str
    measurable_goal: str
    indicator_unit: str
    target: Decimal | None
    planned_on: date | None
    state: str
    words: str
    reason: str
    measure: str
    forecast_on: date | None
    done_on: date | None
    value: Decimal | None
    last_state: str
    standing: Standing


class RegionalParty(Struct, frozen=True, rename="camel"):
    """One party in the regional report; its words only when its report was accepted."""

    organisation_id: UUID
    organisation: str
    state: str
    summary: str
    capacity_fte: Decimal | None
    money_euros: Decimal | None
    risks: str
    outlook: str


class RegionalMilestone(Struct, frozen=True, rename="camel"):
    """A milestone over all accepted reports: planned day, and how many are how far."""

    number: int
    commitment: str
    title: str
    planned_on: date
    forecast_on: date | None
    total: int
    done: int
    late: int


class RegionalView(Struct, frozen=True, rename="camel"):
    """The regional report of a round, made of the accepted reports.

    ``counts`` is the number of lines by standing; ``bottlenecks_found`` are the delayed and
    blocked lines; ``period_until`` is not included; ``today`` is the day of the standings
    (the day of adoption once adopted).
    """

    id: UUID
    version: int
    round_id: UUID
    round_title: str
    agreement_id: UUID
    agreement_title: str
    committee: str
    period_from: date
    period_until: date
    due_on: date
    state: str
    summary: str
    bottlenecks: str
    decisions_asked: str
    outlook: str
    adopted_on: date | None
    adopted_by_function: str
    today: date
    reports_due: int
    reports_accepted: int
    counts: dict[Standing, int] = {}
    parties: tuple[RegionalParty, ...] = ()
    lines: tuple[RegionalLine, ...] = ()
    milestones: tuple[RegionalMilestone, ...] = ()
    bottlenecks_found: tuple[RegionalLine, ...] = ()
    changed: tuple[Changed, ...] = ()
    verbs: tuple[str, ...] = ()
