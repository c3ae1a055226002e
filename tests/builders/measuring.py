"""Builders of indicators and of what is measured of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.commitments.measuring.actions import add_indicator
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.forms import IndicatorForm, MeasurementForm
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction
from governance.commitments.rules import Standing
from governance.commitments.sharing.actions import adopt_lines
from governance.commitments.sharing.rules import AdoptedLine

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)
"""The first days of the first two quarters in which the agreement of the builders is in force."""


def indicator_form(**fields: Any) -> IndicatorForm:
    """An indicator that is right: a number of inspections a quarter."""
    values: dict[str, Any] = {
        "name": "Gehouden controles",
        "definition": "Integrale controles die zijn gehouden.",
        "unit": "controles",
        "source": "Zaaksysteem",
        "counts": Counts.ACTIVITIES,
        "direction": Direction.UP,
        "rule": Rule.SUM,
        "period": Every.QUARTER,
    }
    return IndicatorForm(**{**values, **fields})


def of_people(**fields: Any) -> IndicatorForm:
    """An indicator of which small numbers are hidden."""
    values = {"name": "Slachtoffers in beeld", "counts": Counts.PEOPLE, "unit": "mensen"}
    return indicator_form(**{**values, **fields})


async def commitment_of(agreement: UUID) -> UUID:
    """The first commitment of an agreement."""
    asked = "select id from commitment where agreement = $1 order by position limit 1"
    [row] = await DATABASE.fetch(asked, agreement)
    found: UUID = row["id"]
    return found


async def line_of(agreement: UUID, organisation: UUID) -> UUID:
    """The line of an organisation for the first commitment of an agreement."""
    [row] = await DATABASE.fetch(
        "select l.id from commitment_line l join commitment c on c.id = l.commitment"
        " where l.agreement = $1 and l.organisation = $2 order by c.position limit 1",
        agreement,
        organisation,
    )
    found: UUID = row["id"]
    return found


async def indicator(agreement: UUID, by: Actor, form: IndicatorForm | None = None) -> UUID:
    """An indicator of the first commitment of an agreement."""
    commitment = await commitment_of(agreement)
    return await add_indicator(commitment, form or indicator_form(), by=by, at=AT)


def value(number: int | str, since: date = FIRST, seen: int = 0, reason: str = "") -> Any:
    """A value as it is handed in; ``seen``: how many were given of that period before."""
    return MeasurementForm(period_from=since, value=Decimal(number), reason=reason, version=seen)


async def measure(line: UUID, of: UUID, by: Actor, *values: MeasurementForm) -> None:
    """Give values, one after the other."""
    for one in values:
        await enter_measurement(line, of, one, by=by, at=AT)


async def indicator_of_line(line: UUID, by: Actor, form: IndicatorForm | None = None) -> UUID:
    """An indicator of the commitment of a line, measured each month."""
    rows = await DATABASE.fetch("select commitment from commitment_line where id = $1", line)
    monthly = form or indicator_form(period=Every.MONTH)
    return await add_indicator(rows[0]["commitment"], monthly, by=by, at=AT)


async def measure_newest(line: UUID, of: UUID, by: Actor, at: datetime) -> None:
    """A value of the month before this one."""
    since = (at.date().replace(day=1) - timedelta(days=1)).replace(day=1)
    await enter_measurement(line, of, value(3, since), by=by, at=at)


async def adopted(line: UUID, at: datetime) -> None:
    """The committee adopts a report that speaks of a line."""
    days = dict.fromkeys(("planned_on", "forecast_on", "done_on"))
    one = AdoptedLine(
        line_id=line, standing=Standing.ON_SCHEDULE, state="on_track", words="", reason="",
        measure="", **days,
    )  # fmt: skip
    async with DATABASE.transaction():
        await adopt_lines([one], new_id(), at.date(), at=at)
