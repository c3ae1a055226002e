"""The indicators of the sample, as ``indicators.toml`` has them, and the values that are given."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.rules import add_months
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.commitments.measuring.actions import add_indicator
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.entering.queries import own
from governance.commitments.measuring.forms import (
    IndicatorForm,
    IndicatorStepForm,
    MeasurementForm,
)
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import MONTHS, Every
from governance.commitments.measuring.reported.queries import PeriodMeasured
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction
from governance.reporting.forms import ReportedMeasurement
from governance.reporting.lines.queries import LineView
from governance.sample.journey import moment_on
from governance.sample.region import Region
from governance.sample.words import chance, words

_CORRECTED = "meldroute"
_KEYS = "select key, id from commitment where agreement = $1 order by position"
_LINE = """
select l.id from commitment_line l join commitment c on c.id = l.commitment
where l.agreement = $1 and c.key = $2 and l.organisation = $3"""


class StepFact(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked so many months after the entry into force."""

    after_months: int
    value: Decimal


class IndicatorFact(Struct, frozen=True, forbid_unknown_fields=True):
    """An indicator of the file, and the values that organisations give of it in turn."""

    name: str
    definition: str
    unit: str
    source: str
    counts: Counts
    direction: Direction
    rule: Rule
    period: Every
    values: tuple[Decimal, ...]
    in_order: bool = False
    signals: bool = False
    gathers: bool = False
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_after_months: int | None = None
    steps: tuple[StepFact, ...] = ()


@cache
def facts() -> Mapping[str, IndicatorFact]:
    """The file, checked: indicators by the key of their commitment."""
    text = Path(__file__).with_name("indicators.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, IndicatorFact], strict=False)


async def agreed(agreement_id: UUID, entry: date, region: Region, latest: datetime) -> None:
    """Add the indicators on the day on which the agreement enters into force."""
    at = moment_on(entry, latest)
    for row in await DATABASE.fetch(_KEYS, agreement_id):
        if row["key"] in facts():
            form = _form(facts()[row["key"]], entry)
            await add_indicator(row["id"], form, by=region.administrator, at=at)


def _form(of: IndicatorFact, entry: date) -> IndicatorForm:
    by = None if of.target_after_months is None else add_months(entry, of.target_after_months)
    steps = [IndicatorStepForm(add_months(entry, s.after_months), s.value) for s in of.steps]
    return IndicatorForm(
        name=of.name, definition=of.definition, unit=of.unit, source=of.source, counts=of.counts,
        signals=of.signals, gathers=of.gathers, direction=of.direction, rule=of.rule,
        period=of.period, baseline=of.baseline, baseline_on=None if of.baseline is None else entry,
        target=of.target, target_by=by, steps=steps,
    )  # fmt: skip


def given(line: LineView, name: str) -> list[ReportedMeasurement]:
    """The values that a municipality gives with a report; what stands stays as it is."""
    return [
        ReportedMeasurement(
            indicator_id=one.indicator.id,
            period_from=one.since,
            value=_value(one, name) if one.value is None else one.value,
            version=one.version,
        )
        for one in line.measurements
    ]


def _value(of: PeriodMeasured, name: str) -> Decimal:
    found = next(one for one in facts().values() if one.name == of.indicator.name)
    place = (of.since.year * 12 + of.since.month - 1) // MONTHS[found.period]
    if found.in_order:
        entered = of.indicator.baseline_on or of.since
        place -= (entered.year * 12 + entered.month - 1) // MONTHS[found.period]
    else:
        place += chance(name, found.name)
    return found.values[place % len(found.values)]


async def corrected(agreement_id: UUID, region: Region, latest: datetime) -> None:
    """Correct the first value of the municipality that signs in, with the reason."""
    name = region.facts.care_municipality
    by, at = region.pins[name], latest - timedelta(days=20)
    asked = (agreement_id, _CORRECTED, region.organisations[name])
    [line] = await DATABASE.fetch(_LINE, *asked)
    _, found = await own(line["id"], by=by, today=day(at))
    [of] = found.indicators
    first = next(one for one in reversed(of.periods) if one.value is not None)
    form = MeasurementForm(
        period_from=first.since,
        value=(first.value or Decimal(0)) + 2,
        reason=words().corrected,
        version=first.version,
    )
    await enter_measurement(line["id"], of.indicator.id, form, by=by, at=at)
