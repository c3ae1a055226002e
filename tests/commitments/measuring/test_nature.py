"""A number keeps the strictest nature that it ever had, whatever its unit becomes later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.builders import amending, parties
from tests.builders.commitments import in_force
from tests.builders.measuring import indicator, line_of, measure, of_people, value
from tests.builders.parties import Cast
from tests.builders.reporting import answer, open_round, report_of
from tests.commitments.test_connecting_along import follow

from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.commitments.keeping.queries import line as one_line
from governance.commitments.kept.queries import kept_by
from governance.commitments.measuring.hiding.rules import HIDDEN, Shown
from governance.commitments.measuring.publishing.queries import published
from governance.commitments.queries import of_agreement
from governance.reporting import actions
from governance.reporting.compared.queries import before
from governance.reporting.forms import ApprovalForm
from governance.reporting.queries import report
from governance.reporting.regional.queries import regional

TODAY = amending.ON
THREE = Decimal(3)


async def _amended(cast: Cast, old: str, new: str) -> list[Shown | None]:
    """Three was reported in a unit; an amendment makes it another. What the secretary sees."""
    made = await amending.in_force(cast)
    [first, *_] = await of_agreement(made, by=cast.administrator)
    set_unit = "update commitment set indicator_unit = $2 where id = $1"
    await DATABASE.fetch(set_unit, first.id, old)
    days = {"opens_on": date(2027, 1, 1), "due_on": date(2027, 1, 15)}
    period = {"period_from": date(2026, 7, 1), "period_until": date(2027, 1, 1)}
    opened = await open_round(cast, made, title="Tweede helft", **days, **period)
    view = await report_of(opened, cast.north, cast.pin_north)
    for one in view.lines:
        said = answer(value=THREE, measured_on=date(2026, 12, 1))
        await actions.save_line(one.id, said, None, by=cast.pin_north, at=amending.AT)
    await actions.approve(
        view.id, ApprovalForm("gemeentesecretaris", TODAY), by=cast.pin_north, at=amending.AT
    )
    await actions.submit(view.id, by=cast.pin_north, at=amending.AT)
    await actions.accept(view.id, by=cast.secretary, at=amending.AT)
    amendment = await amending.begun(made, cast)
    fields = {"key": first.key, "indicator_unit": new, "target": None}
    await amending.promise(amendment, cast, **fields)
    await amending.signed(amendment, cast)
    line, by = await line_of(made, cast.north), cast.secretary
    assert (await one_line(line, by=by, today=TODAY)).commitment.indicator_unit == new
    return await _seen(opened, view.id, line, first.id, by)


async def _seen(
    opened: object, report_id: object, line: object, commitment: object, by: Actor
) -> list[Shown | None]:
    """Every figure of a line that is shown anywhere."""
    shown = await one_line(line, by=by, today=TODAY)  # type: ignore[arg-type]
    said = await report(report_id, by=by, today=TODAY)  # type: ignore[arg-type]
    together = await regional(opened, by=by, today=TODAY)  # type: ignore[arg-type]
    kept = await kept_by([commitment], by=by, today=TODAY)  # type: ignore[list-item]
    stood = await before(opened, None, TODAY)  # type: ignore[arg-type]
    return [
        shown.line.figure,
        *(one.figure for one in shown.history if one.figure),
        *(one.figure for one in said.lines if one.line_id == line),
        *(one.figure for one in together.lines if one.line_id == line),
        *(one.figure for one in kept[commitment] if one.line_id == line),  # type: ignore[index]
        stood[line].figure,  # type: ignore[index]
    ]


async def test_three_people_stay_fewer_than_five_when_the_unit_is_amended(
    database: Database,
) -> None:
    seen = await _amended(await parties.cast(), "slachtoffers", "controles")
    assert seen == [HIDDEN] * 6


async def test_three_inspections_stay_three_when_the_unit_is_amended(database: Database) -> None:
    seen = await _amended(await parties.cast(), "controles", "bijeenkomsten")
    assert [one and one.value for one in seen] == [THREE] * 6


async def _followed(cast: Cast, old: str, new: str) -> Shown | None:
    """Three was reported in a unit; the agreement that follows calls it otherwise."""
    before, after = await in_force(cast), await in_force(cast)
    set_unit = "update commitment set indicator_unit = $2 where agreement = $1"
    await DATABASE.fetch(set_unit, before, old)
    await DATABASE.fetch(set_unit, after, new)
    gave = "update commitment_line set value = 3, measured_on = $2 where agreement = $1"
    await DATABASE.fetch(gave, before, date(2026, 12, 1))
    await follow(before, after, cast)
    seen = await one_line(await line_of(after, cast.north), by=cast.secretary, today=TODAY)
    assert [one.figure for one in seen.history if one.figure] == [seen.line.figure]
    return seen.line.figure


async def test_three_people_stay_fewer_than_five_in_the_agreement_that_follows(
    database: Database,
) -> None:
    cast = await parties.cast()
    assert await _followed(cast, "slachtoffers", "controles") == HIDDEN
    told = await _followed(cast, "controles", "bijeenkomsten")
    assert told and told.value == THREE
    await DATABASE.fetch("update commitment set counted_people = true")
    assert await _followed(cast, "slachtoffers", "slachtoffers") == HIDDEN


async def test_the_own_organisation_is_told_its_number_in_whatever_unit(
    database: Database,
) -> None:
    cast = await parties.cast()
    await _amended(cast, "slachtoffers", "controles")
    [row] = await DATABASE.fetch("select id from commitment_line where value = 3 limit 1")
    shown = await one_line(row["id"], by=cast.pin_north, today=TODAY)
    assert shown.line.figure and shown.line.figure.value == THREE


async def test_a_value_that_was_given_as_small_stays_hidden_when_its_indicator_is_another(
    database: Database,
) -> None:
    """Also the correction of it: of one period one number is told, or none."""
    cast = await parties.cast()
    agreement = await in_force(cast)
    made = await indicator(agreement, cast.administrator, of_people())
    line = await line_of(agreement, cast.north)
    await measure(line, made, cast.pin_north, value(3))
    await DATABASE.fetch("update indicator set counts = 'activities' where id = $1", made)
    assert [one.shown for one in await published([made], by=cast.secretary)] == [HIDDEN]
    await measure(line, made, cast.pin_north, value(4, seen=1, reason="nageteld"))
    assert [one.shown for one in await published([made], by=cast.secretary)] == [HIDDEN]
