"""What the regional report shows: counts, bottlenecks, lines of the accepted reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from governance.commitments.rules import Standing
from governance.reporting.lines.queries import Changed


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
