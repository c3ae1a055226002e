"""What a report says per commitment and milestone, beside what was accepted last time."""

from __future__ import annotations

from datetime import date
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
