"""Where a commitment has indicators, its report asks their values, saves and shows these."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.measuring import FIRST, SECOND, indicator, of_people
from tests.builders.reporting import AT, TODAY, answer, open_round, report_of, submitted

from governance.base.database import DATABASE, Database
from governance.base.errors import Overtaken, Refused
from governance.commitments.measuring.entering.queries import own
from governance.commitments.measuring.hiding.rules import HIDDEN
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm, ReportedMeasurement
from governance.reporting.papers import party_document
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import ReportView, report
from governance.reporting.regional.queries import kept_text, regional


async def a_measured_round() -> tuple[parties.Cast, UUID, ReportView, UUID]:
    """A round over two quarters, of a commitment of which people are counted each quarter."""
    cast = await parties.cast()
    agreement = await in_force(cast, indicator_unit="slachtoffers", target=Decimal(4))
    of = await indicator(agreement, cast.administrator, of_people())
    opened = await open_round(cast, agreement)
    return cast, opened, await report_of(opened, cast.north, cast.pin_north), of


def given(of: UUID, number: Any, since: date = FIRST, **more: Any) -> ReportedMeasurement:
    value = None if number is None else Decimal(number)
    return ReportedMeasurement(of, since, value, **{"version": 0, **more})


async def saved(mine: ReportView, cast: parties.Cast, *values: ReportedMeasurement) -> None:
    form = answer(measurements=list(values))
    await actions.save_line(mine.lines[0].id, form, None, by=cast.pin_north, at=AT)


async def test_a_report_asks_each_period_that_ended_in_it_and_saves_its_value(
    database: Database,
) -> None:
    cast, _, mine, of = await a_measured_round()
    assert [one.since for one in mine.lines[0].measurements] == [FIRST, SECOND]
    await saved(mine, cast, given(of, 3), given(of, None, SECOND))
    now = await report(mine.id, by=cast.pin_north, today=TODAY)
    assert [(x.value, x.version) for x in now.lines[0].measurements] == [(3, 1), (None, 0)]
    _, measured = await own(mine.lines[0].line_id, by=cast.pin_north, today=TODAY)
    assert [p.value for p in measured.indicators[0].periods] == [None, Decimal(3)]
    await saved(now, cast, given(of, 3, version=1))
    [row] = await DATABASE.fetch("select count(*) as n from measurement")
    assert row["n"] == 1, "a value that stands is no correction"


async def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(
    database: Database,
) -> None:
    cast, _, mine, of = await a_measured_round()
    with pytest.raises(Refused) as refused:
        await saved(mine, cast, given(of, 7), given(of, "2.5", SECOND), given(of, 1, TODAY))
    fields = [complaint.field for complaint in refused.value.complaints]
    assert fields == ["measurements.1.value", "measurements.2.value"]
    assert not await DATABASE.fetch("select from measurement"), "the first is not saved either"
    with pytest.raises(Refused) as refused:
        form = answer(value=Decimal(3), measured_on=TODAY)
        await actions.save_line(mine.lines[0].id, form, None, by=cast.pin_north, at=AT)
    assert [complaint.field for complaint in refused.value.complaints] == ["value"]


async def test_a_correction_has_its_reason_and_who_was_overtaken_is_told(
    database: Database,
) -> None:
    cast, _, mine, of = await a_measured_round()
    await saved(mine, cast, given(of, 7))
    with pytest.raises(Refused) as refused:
        await saved(mine, cast, given(of, 8, version=1))
    assert [c.field for c in refused.value.complaints] == ["measurements.0.reason"]
    await saved(mine, cast, given(of, 8, version=1, reason="Dubbel geteld."))
    with pytest.raises(Overtaken):
        await saved(mine, cast, given(of, 9, version=1, reason="Anders geteld."))


async def test_a_small_number_leaves_its_organisation_by_no_paper_page_or_answer(
    database: Database,
) -> None:
    cast, opened, mine, of = await a_measured_round()
    await submitted(mine, cast.pin_north, measurements=[given(of, 3), given(of, 0, SECOND)])
    await actions.accept(mine.id, by=cast.secretary, at=AT)
    form = AdoptionForm("stuurgroep", TODAY, "Op koers", knowingly=True)
    await actions.adopt(opened, form, by=cast.chair, at=AT, paper=regional_document)
    seen = await report(mine.id, by=cast.secretary, today=TODAY)
    [first, second] = seen.lines[0].measurements
    assert (first.value, first.shown, second.value) == (None, HIDDEN, 0)
    whole = await regional(opened, by=cast.pin_south, today=TODAY)
    rolled = [one.rolled for one in whole.measured]
    assert [(one.shown, one.missing) for one in rolled] == [
        (HIDDEN, ()), (second.shown, ()),
    ]  # fmt: skip
    kept = await kept_text(whole.id, by=cast.pin_south)
    for paper in (kept, regional_document(whole), party_document(seen, TODAY)):
        told = msgspec.json.encode(paper).decode()
        assert "< 5 mensen" in told and "0 mensen" in told and "3 mensen" not in told
    own_paper = party_document(await report(mine.id, by=cast.pin_north, today=TODAY), TODAY)
    assert "3 mensen" in msgspec.json.encode(own_paper).decode()


async def test_of_a_report_that_is_not_accepted_the_regional_report_tells_no_value(
    database: Database,
) -> None:
    cast, opened, mine, of = await a_measured_round()
    await submitted(mine, cast.pin_north, measurements=[given(of, 12)])
    whole = await regional(opened, by=cast.secretary, today=TODAY)
    assert [(x.rolled.shown, x.rolled.missing) for x in whole.measured] == [(None, ()), (None, ())]


async def test_a_report_takes_seven_queries_however_much_is_measured(database: Database) -> None:
    cast, _, mine, of = await a_measured_round()
    await saved(mine, cast, given(of, 7), given(of, 8, SECOND))
    _, queries = await counted(report(mine.id, by=cast.pin_north, today=TODAY))
    assert queries == 7
