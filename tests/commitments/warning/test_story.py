"""A text that looks like case data is asked about once, by page and by program, and kept."""

from __future__ import annotations

from html import unescape

import pytest
from tests.builders import browsing, parties
from tests.builders.commitments import AT, in_force
from tests.builders.measuring import line_of
from tests.builders.reporting import answer, open_round, report_of
from tests.builders.service import service, signed_in

from governance.base.database import Database
from governance.base.errors import Refused
from governance.commitments.keeping.queries import line
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.reporting.actions import save_line

HTML = {"accept": "text/html", "accept-language": "nl"}
SEEN = "De verdachte rijdt in 12-AB-CD."


async def test_a_delay_is_accepted_the_second_time_with_the_tick(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        at = f"/toezeggingen/{await line_of(await in_force(people), people.north)}/aanvaarding"
        async with signed_in(there, people.secretary) as client:
            page = (await client.get(at, headers=HTML)).text
            assert "notCaseData" not in page, "nobody is asked before anything is seen"
            form = browsing.fields(page, at)
            form |= {"until": ["01-09-2027"], "reason": [SEEN], "decidedByFunction": ["stuurgroep"]}
            asked = await client.post(at, data=form, headers=HTML)
            assert asked.status_code == 400
            said = unescape(asked.text)
            assert "“12-AB-CD” lijkt op een kenteken" in said and 'href="#f-notCaseData"' in said
            form = browsing.fields(asked.text, at)
            assert form["reason"] == [SEEN], "everything that was typed is kept"
            form["notCaseData"] = ["on"]
            assert (await client.post(at, data=form, headers=HTML)).status_code == 303


async def test_a_program_says_that_it_is_none(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        agreement = await in_force(people)
        made = await open_round(people, agreement)
        report = await report_of(made, people.north, people.pin_north)
        at = f"/api/v1/rapportages/{report.id}/regels/{report.lines[0].id}"
        async with signed_in(there, people.pin_north) as client:
            milestones = [{"id": str(m.id), "state": m.state} for m in report.lines[0].milestones]
            form = {"state": "on_track", "words": "Bel 06-12345678.", "milestones": milestones,
                    "version": report.lines[0].version}  # fmt: skip
            asked = await client.put(at, json=form)
            assert asked.status_code == 400, asked.text
            assert [e["field"] for e in asked.json()["errors"]] == ["words", "notCaseData"]
            done = await client.put(at, json=form | {"notCaseData": True})
            assert done.status_code == 200, done.text


async def test_every_text_of_a_report_and_the_reason_of_a_new_plan_are_looked_at(
    database: Database,
) -> None:
    people = await parties.cast()
    agreement = await in_force(people)
    report = await report_of(await open_round(people, agreement), people.north, people.pin_north)
    form = answer(words=SEEN, reason=SEEN, measure=SEEN)
    with pytest.raises(Refused) as refused:
        await save_line(report.lines[0].id, form, None, by=people.pin_north, at=AT)
    told = [c.field for c in refused.value.complaints]
    assert told == ["words", "reason", "measure", "notCaseData"]
    made = await line_of(agreement, people.north)
    first = (await line(made, by=people.administrator, today=AT.date())).milestones[0]
    plan = ReplanningForm(SEEN, [NewDay(first.id, first.planned_on.replace(year=2027))])
    with pytest.raises(Refused) as refused:
        await replan(made, plan, by=people.administrator, at=AT)
    assert [c.field for c in refused.value.complaints] == ["reason", "notCaseData"]
