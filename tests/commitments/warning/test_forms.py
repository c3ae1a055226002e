"""Every form of free text that may hold case data asks about it, and takes the tick."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace
from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.measuring import AT as MEASURED_AT
from tests.builders.measuring import indicator, line_of, measure, value
from tests.builders.reporting import AT, answer, open_round, report_of, submitted

from governance.base.database import Database
from governance.base.errors import Refused
from governance.commitments.accepting.forms import DelayEndForm, DelayForm
from governance.commitments.evidence.forms import (
    EvidenceDestructionForm,
    EvidenceForm,
    EvidenceRemovalForm,
)
from governance.commitments.executing.actions import execute_otherwise
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.forms import MeasurementForm
from governance.commitments.replanning.forms import ReplanningForm
from governance.commitments.warning.forms import Asked
from governance.reporting import actions
from governance.reporting.forms import GeneralForm, LineForm, RemarkForm, ReportedMeasurement

CASE = "Zie zaak 09/123456-24."


@pytest.mark.parametrize(
    "form",
    [
        DelayForm, DelayEndForm, ReplanningForm, EvidenceForm, EvidenceRemovalForm,
        EvidenceDestructionForm, ExecutionForm, MeasurementForm, LineForm, GeneralForm, RemarkForm,
    ],
)  # fmt: skip
def test_each_form_of_free_text_asks_in_the_same_way(form: type[Struct]) -> None:
    assert issubclass(form, Asked)


async def refused(act: Any, form: Any) -> list[str]:
    """At which fields it is asked; and that the tick lets it through."""
    with pytest.raises(Refused) as asked:
        await act(form)
    await act(replace(form, not_case_data=True))
    return [complaint.field for complaint in asked.value.complaints]


async def test_the_general_part_and_a_return_ask(database: Database) -> None:
    cast = await parties.cast()
    opened = await open_round(cast, await in_force(cast))
    mine = await report_of(opened, cast.north, cast.pin_north)
    general = GeneralForm(summary=CASE, risks=CASE, outlook=CASE)
    told = await refused(
        lambda form: actions.save_report(mine.id, form, None, by=cast.pin_north, at=AT), general
    )
    assert told == ["summary", "risks", "outlook", "notCaseData"]
    # What stands there is not asked about again.
    await actions.save_report(mine.id, general, None, by=cast.pin_north, at=AT)
    await submitted(mine, cast.pin_north)
    told = await refused(
        lambda form: actions.send_back(mine.id, form, by=cast.secretary, at=AT), RemarkForm(CASE)
    )
    assert told == ["text", "notCaseData"]


async def test_why_another_carries_it_out_and_why_a_value_is_corrected_ask(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast)
    line = await line_of(agreement, cast.north)
    told = await refused(
        lambda form: execute_otherwise(line, form, by=cast.pin_north, at=AT),
        ExecutionForm("other", cast.south, CASE),
    )
    assert told == ["why", "notCaseData"]
    of = await indicator(agreement, cast.administrator)
    await measure(line, of, cast.pin_north, value(7))
    told = await refused(
        lambda form: enter_measurement(line, of, form, by=cast.pin_north, at=MEASURED_AT),
        value(8, seen=1, reason=CASE),
    )
    assert told == ["reason", "notCaseData"]


async def test_a_correction_in_a_report_asks_at_its_own_field(database: Database) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast)
    of = await indicator(agreement, cast.administrator)
    opened = await open_round(cast, agreement)
    mine = await report_of(opened, cast.north, cast.pin_north)
    given = mine.lines[0].measurements[0]
    await measure(mine.lines[0].line_id, of, cast.pin_north, value(7))
    row = ReportedMeasurement(of, given.since, Decimal(8), CASE, 1)
    told = await refused(
        lambda form: actions.save_line(mine.lines[0].id, form, None, by=cast.pin_north, at=AT),
        answer(measurements=[row]),
    )
    assert told == ["measurements.0.reason", "notCaseData"]
