"""Saving what a report says was measured; called by its actions, in their transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.forms import MeasurementForm
from governance.commitments.measuring.reported.queries import Over, PeriodMeasured, reported_by
from governance.reporting.forms import LineForm, ReportedMeasurement

MEASURED = N_("This commitment has indicators: give their values, and leave this open.")
NOT_ASKED = N_("This is no period of an indicator of this commitment that ended in this report.")
TWICE = N_("This period of the indicator stands here twice: give it once.")
_OF = """
select l.commitment, l.organisation, rd.period_from, rd.period_until, a.entered_into_force_on,
       exists (select from indicator i where i.commitment = l.commitment) as measured
from commitment_line l
join report r on r.id = $2
join round rd on rd.id = r.round
join agreement a on a.id = l.agreement
where l.id = $1"""
_Key = tuple[UUID, date]


async def measured(
    line: Mapping[str, Any], form: LineForm, *, by: Actor, at: datetime
) -> list[Complaint]:
    """Give the values of a report line that are other than those that stand; else say what is
    wrong with them. Each is saved as outside a report: with its own act in the trail."""
    [of] = await DATABASE.fetch(_OF, line["commitment_line"], line["report"])
    if of["measured"] and form.value is not None:
        return [Complaint("value", MEASURED)]
    known = await _known(of, day(at), by) if form.measurements else {}
    found: list[Complaint] = []
    said: set[_Key] = set()
    for place, one in enumerate(form.measurements):
        key, where = (one.indicator_id, one.period_from), f"measurements.{place}."
        if key not in known or key in said:
            found.append(Complaint(f"{where}value", TWICE if key in known else NOT_ASKED))
        elif _other(one, known[key]):
            entered = _entered(line["commitment_line"], one, by, at)
            found += [_at(where, complaint) async for complaint in entered]
        said.add(key)
    return found


async def _known(of: Mapping[str, Any], today: date, by: Actor) -> dict[_Key, PeriodMeasured]:
    over = Over(of["period_from"], of["period_until"], of["entered_into_force_on"], today)
    found = await reported_by(of["organisation"], [of["commitment"]], over, by=by)
    there = found.get(of["commitment"], ())
    return {(one.indicator.id, one.since): one for one in there}


def _other(one: ReportedMeasurement, stands: PeriodMeasured) -> bool:
    return one.value != stands.value or bool(one.reason.strip())


async def _entered(
    line_id: UUID, one: ReportedMeasurement, by: Actor, at: datetime
) -> AsyncIterator[Complaint]:
    form = MeasurementForm(
        period_from=one.period_from, value=one.value, reason=one.reason, version=one.version
    )
    try:
        await enter_measurement(line_id, one.indicator_id, form, by=by, at=at)
    except Refused as refused:
        for complaint in refused.complaints:
            yield complaint


def _at(where: str, complaint: Complaint) -> Complaint:
    name = "value" if complaint.field == "periodFrom" else complaint.field
    return replace(complaint, field=f"{where}{name}")
