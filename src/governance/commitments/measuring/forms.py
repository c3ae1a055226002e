"""What is handed in of an indicator and of a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct, field
from msgspec.structs import fields

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction
from governance.commitments.warning.forms import Asked

Short = Annotated[str, Meta(max_length=200)]
Unit = Annotated[str, Meta(max_length=60)]
Definition = Annotated[Lines, Meta(max_length=4000)]
Reason = Annotated[Lines, Meta(max_length=2000)]
_OWN = ("steps", "not_case_data")
View: TypeAlias = Any
"""An indicator as shown; the forms stand below the queries and know only its fields."""


class IndicatorStepForm(Struct, frozen=True, rename="camel"):
    """What it should be on a day on the way to the target value."""

    on_date: date | None = None
    value: Decimal | None = None


class IndicatorForm(Asked, frozen=True, rename="camel", kw_only=True):
    """An indicator. ``leads_to_people``: a small number of it leads to people. ``gathers``: those
    of other agreements may count towards it.

    ``target`` is what one value of a period should be, reached ``target_by``, over ``steps``.
    """

    name: Short
    definition: Definition
    unit: Unit = ""
    source: Short
    counts: Counts
    leads_to_people: bool = False
    signals: bool = False
    direction: Direction
    rule: Rule
    period: Every
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_by: date | None = None
    steps: list[IndicatorStepForm] = field(default_factory=list)
    gathers: bool = False


class IndicatorChange(IndicatorForm, frozen=True, rename="camel", kw_only=True):
    """An indicator as it is to be. Once something is measured, what it counts stays."""

    version: Seen = None


class IndicatorRemoval(Struct, frozen=True, rename="camel"):
    """Taking out an indicator of which nothing is measured."""

    version: Seen = None


class MeasurementForm(Asked, frozen=True, rename="camel", kw_only=True):
    """The value of the period that begins on ``period_from``; yes is 1, no is 0.

    ``version``: how many values were given of it before, 0 for none. Another than the first
    is a correction, with its ``reason``.
    """

    period_from: date
    value: Decimal | None = None
    reason: Reason = ""
    version: Seen = None


def form_of(view: View) -> IndicatorForm:
    """An indicator as it would be handed in."""
    names = [one.name for one in fields(IndicatorForm) if one.name not in _OWN]
    steps = [IndicatorStepForm(one.on_date, one.value) for one in view.steps]
    return IndicatorForm(**{name: getattr(view, name) for name in names}, steps=steps)
