"""A line is at risk from the end of a period of which the newest value falls short of its step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.measuring import (
    FIRST,
    SECOND,
    commitment_of,
    indicator_form,
    line_of,
    of_people,
)
from tests.builders.parties import Cast

from governance.base.database import Database
from governance.commitments.keeping.queries import line
from governance.commitments.measuring.actions import add_indicator, change_indicator
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.forms import IndicatorChange, IndicatorForm, MeasurementForm
from governance.commitments.measuring.queries import indicator
from governance.commitments.rules import Standing

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = date(2026, 4, 1)
ASKED = {"target": Decimal(10), "target_by": date(2026, 3, 1)}


async def owed(people: Cast) -> tuple[UUID, UUID]:
    """A commitment without milestones that could be late, and the line of North."""
    agreement = await in_force(people, milestones=[])
    return await commitment_of(agreement), await line_of(agreement, people.north)


async def stood(of: UUID, people: Cast, on: date = LATER) -> tuple[date | None, Standing | None]:
    shown = (await line(of, by=people.pin_north, today=on)).line
    return shown.behind_from, shown.standing


async def value(of: UUID, made: UUID, people: Cast, number: int, **fields: Any) -> None:
    form = MeasurementForm(**{"value": Decimal(number), "period_from": FIRST, **fields})
    await enter_measurement(of, made, form, by=people.pin_north, at=AT)


async def measured(people: Cast, form: IndicatorForm) -> tuple[UUID, UUID]:
    on, of = await owed(people)
    return of, await add_indicator(on, form, by=people.administrator, at=AT)


async def test_a_value_below_its_step_counts_from_the_end_of_its_period(
    database: Database,
) -> None:
    people = await parties.cast()
    of, made = await measured(people, indicator_form(**ASKED))
    assert await stood(of, people) == (None, Standing.ON_SCHEDULE)
    await value(of, made, people, 9)
    assert await stood(of, people) == (SECOND, Standing.AT_RISK)
    assert (await stood(of, people, SECOND - timedelta(days=1)))[1] == Standing.ON_SCHEDULE
    await value(of, made, people, 10, reason="Nageteld.", version=1)
    assert await stood(of, people) == (None, Standing.ON_SCHEDULE)


async def test_a_newer_period_and_another_target_are_judged_anew(database: Database) -> None:
    people = await parties.cast()
    of, made = await measured(people, indicator_form(**ASKED))
    await value(of, made, people, 9)
    await value(of, made, people, 12, period_from=SECOND)
    assert (await stood(of, people))[0] is None
    view = await indicator(made, by=people.administrator)
    higher = indicator_form(**{**ASKED, "target": Decimal(20)})
    fields = {name: getattr(higher, name) for name in higher.__struct_fields__}
    change = IndicatorChange(**fields, version=view.version)
    await change_indicator(made, change, by=people.administrator, at=AT)
    assert (await stood(of, people))[0] == date(2026, 7, 1)


async def test_a_small_number_of_people_says_nothing_of_how_it_stands(database: Database) -> None:
    people = await parties.cast()
    of, made = await measured(people, of_people(**ASKED))
    for number, (since, version) in {4: (None, None), 1: (None, 1), 7: (SECOND, 2)}.items():
        reason = "Nageteld." if version else ""
        await value(of, made, people, number, reason=reason, version=version)
        assert (await stood(of, people))[0] == since
