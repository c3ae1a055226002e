"""What stands with the commitments of two municipalities goes along when they merge."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.builders.aiming import turned_on
from tests.builders.budget import contributed, party_in
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.evidence import evidence
from tests.builders.feeds import feed
from tests.builders.finding import shared_list
from tests.builders.measuring import FIRST, adopted, indicator, line_of, measure, value
from tests.builders.people import as_of
from tests.builders.reorganising import AT, carried_out, merger, named, world
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Refused
from governance.commitments.accepting.actions import accept_delay, end_delay
from governance.commitments.accepting.forms import DelayEndForm, DelayForm
from governance.commitments.annual_plan.actions import plan_year
from governance.commitments.annual_plan.forms import PlanForm, PlanRow
from governance.commitments.annual_plan.of_party.queries import party_plan
from governance.commitments.budget.queries import budget
from governance.commitments.evidence.destroying.actions import destroy_evidence
from governance.commitments.evidence.forms import EvidenceDestructionForm
from governance.commitments.evidence.queries import evidence_of, file_to_send
from governance.commitments.executing.queries import execution_of
from governance.commitments.finding.exported.queries import exported
from governance.commitments.finding.measured.queries import measurements_of
from governance.commitments.finding.rules import Wanted
from governance.commitments.finding.views.actions import add_view
from governance.commitments.finding.views.forms import ViewForm
from governance.commitments.keeping.queries import line
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.entering.queries import own
from governance.commitments.measuring.showing.queries import measured
from governance.commitments.queries import of_agreement
from governance.commitments.succeeding.along.queries import Along, along
from governance.files.queries import held
from governance.overview.reorganisation.queries import preview

TODAY = AT.date()
LATER = datetime(2027, 4, 2, 12, tzinfo=UTC)
HTML = {"accept": "text/html"}
EARLIER = datetime(2026, 6, 1, 12, tzinfo=UTC)


async def rows(sql: str, *values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in await DATABASE.fetch(sql, *values)]


async def first_milestone(line_id: UUID) -> UUID:
    sql = "select id from milestone_line where commitment_line = $1 order by position limit 1"
    [row] = await rows(sql, line_id)
    found: UUID = row["id"]
    return found


async def test_evidence_goes_along_with_its_milestone_and_its_file_is_the_same(
    database: Database,
) -> None:
    there = await world()
    people = there.people
    old = await line_of(there.agreement, people.north)
    kept = await evidence(old, people.pin_north, EARLIER)
    await DATABASE.fetch(
        "update evidence set milestone_line = $2 where id = $1", kept, await first_milestone(old)
    )
    before = await file_to_send(old, kept, by=people.pin_north)
    await carried_out(merger(there), there.by)
    new = await line_of(there.agreement, await named("Noordzuid"))
    by = people.administrator
    assert await evidence_of(old, by=by) == []
    [piece] = await evidence_of(new, by=by)
    assert (piece.id, piece.milestone_line_id) == (kept, await first_milestone(new))
    after = await file_to_send(new, kept, by=by)
    assert (after.file_id, after.thing, after.own) == (before.file_id, before.thing, False)
    assert (await held(before.file_id, before.thing, by=by)).sha256 == piece.sha256
    with pytest.raises(NotFound):
        await file_to_send(new, kept, by=people.outsider)
    why = EvidenceDestructionForm(reason="Er stond een casus in.", not_case_data=True)
    assert await destroy_evidence(new, kept, why, by=by, at=AT) == 0
    assert await evidence_of(new, by=by) == []
    [file] = await rows(
        "select content, destroyed_at from stored_file where id = $1", before.file_id
    )
    assert (file["content"], file["destroyed_at"]) == (None, AT)


async def test_other_parties_see_of_the_successor_what_was_adopted_of_the_line_that_goes_on(
    database: Database,
) -> None:
    there = await world()
    people = there.people
    other = await in_force(people, owners=3)
    old = await line_of(other, people.north)
    await DATABASE.fetch("update commitment_line set state = 'delayed' where id = $1", old)
    await adopted(old, EARLIER)
    [row] = await rows("select id from organisation where short_name = 'Dorp 0'")
    milestone = {"id": str(await first_milestone(old)), "state": "started"}
    await DATABASE.fetch(
        "update adopted_line set milestones = jsonb_build_array($2::jsonb)"
        " where commitment_line = $1", old, json.dumps(milestone),
    )  # fmt: skip
    await carried_out(merger(there), there.by)
    new = await line_of(other, await named("Noordzuid"))
    [shared] = await rows("select * from adopted_line where commitment_line = $1", new)
    assert (shared["latest"], shared["adopted_at"]) == (True, EARLIER)
    assert str(await first_milestone(new)) in shared["milestones"]
    assert row["id"] != people.north
    nothing = await line_of(there.agreement, await named("Noordzuid"))
    assert await rows("select from adopted_line where commitment_line = $1", nothing) == []


async def test_a_delay_that_was_accepted_holds_at_the_successor_and_can_be_ended_there(
    database: Database,
) -> None:
    there = await world()
    by = there.people.secretary
    old = await line_of(there.agreement, there.people.north)
    await DATABASE.fetch(
        "update commitment_line set state = 'delayed', reason = 'x', priority = 'high',"
        " behind_from = '2026-05-01' where id = $1", old,
    )  # fmt: skip
    [row] = await rows("select version from commitment_line where id = $1", old)
    form = DelayForm("De werving duurt.", "stuurgroep", date(2027, 6, 1), row["version"])
    await accept_delay(old, form, by=by, at=EARLIER)
    await carried_out(merger(there), there.by)
    new = await line_of(there.agreement, await named("Noordzuid"))
    view = await line(new, by=by, today=TODAY)
    assert (view.line.accepted_until, view.line.standing) == (date(2027, 6, 1), "accepted")
    assert [(one.reason, one.ended_at) for one in view.delays] == [("De werving duurt.", None)]
    sql = "select priority, behind_from, version from commitment_line where id = $1"
    [row] = await rows(sql, new)
    assert (row["priority"], row["behind_from"]) == ("high", date(2026, 5, 1))
    await end_delay(new, DelayEndForm("Klaar.", row["version"]), by=by, at=AT)
    assert (await line(new, by=by, today=TODAY)).line.accepted_until is None


async def test_who_carries_it_out_for_others_is_the_successor_and_nobody_does_for_itself(
    database: Database,
) -> None:
    there = await world()
    people, by = there.people, there.people.administrator
    other = await in_force(people, owners=3)
    [dorp] = await rows("select id from organisation where short_name = 'Dorp 0'")
    theirs, north = await line_of(other, dorp["id"]), await line_of(other, people.north)
    for number, (of, executor) in enumerate(
        ((theirs, people.south), (north, people.south)), start=1
    ):
        await DATABASE.fetch(
            "insert into line_execution (id, version, commitment_line, how, executor_organisation,"
            " why) values (gen_random_uuid(), $3, $1, 'other', $2, 'Samen')", of, executor, number,
        )  # fmt: skip
    await DATABASE.fetch(
        "update commitment set executor_organisation = $2 where agreement = $1",
        there.agreement, people.north,
    )  # fmt: skip
    await DATABASE.fetch("update commitment_line set state = 'delayed' where id = $1", north)
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    agreed = await of_agreement(there.agreement, by=by)
    assert {one.executor_organisation_id for one in agreed} == {new}
    said = await execution_of(theirs, by=by)
    assert (said.how, said.executor_organisation_id) == ("other", new)
    own = await execution_of(await line_of(other, new), by=by)
    assert (own.how, own.executor_organisation_id, own.why) == ("itself", None, "Samen")


async def test_contributions_of_the_year_and_later_are_added_and_the_years_before_stay(
    database: Database,
) -> None:
    there = await world()
    people, made = there.people, there.agreement
    await turned_on(people, EARLIER, "budget")
    await contributed(made, people.north, people, EARLIER, "100", "100")
    await contributed(made, people.north, people, EARLIER, "200.50", year=2027)
    await contributed(made, people.south, people, EARLIER, "300", year=2027)
    totals = [await budget(made, year, by=people.administrator) for year in (2026, 2027)]
    await carried_out(merger(there), there.by)
    sql = """
select o.short_name as name, c.year, c.agreed from contribution c join party p on p.id = c.party
join organisation o on o.id = p.organisation order by c.year"""
    assert await rows(sql) == [
        {"name": "Noordstad", "year": 2026, "agreed": Decimal("100.00")},
        {"name": "Noordzuid", "year": 2027, "agreed": Decimal("500.50")},
    ]
    after = [await budget(made, year, by=people.administrator) for year in (2026, 2027)]
    assert [one.totals for one in after] == [one.totals for one in totals]


async def test_lists_and_calendars_of_who_ends_look_at_the_successor(database: Database) -> None:
    there = await world()
    people = there.people
    for of, pin in ((people.north, people.pin_north), (people.south, people.pin_south)):
        await shared_list(of, pin, EARLIER)
        await feed(pin, EARLIER, of)
    mine = ViewForm(name="Noord", query=f"organisation={people.north}&standing=late")
    await add_view(mine, by=people.administrator, at=EARLIER)
    await carried_out(merger(there), there.by)
    new = await named("Noordzuid")
    shared = await rows("select name from saved_view where organisation = $1 order by name", new)
    assert [one["name"] for one in shared] in (
        ["Te laat", "Te laat (Noordstad)"], ["Te laat", "Te laat (Zuiddorp)"],
    )  # fmt: skip
    [own] = await rows("select query from saved_view where organisation is null")
    assert own["query"] == f"organisation={new}&standing=late"
    feeds = await rows("select organisation from calendar_feed where ended_at is null")
    assert [one["organisation"] for one in feeds] == [new, new]


async def test_what_two_planned_for_the_year_is_planned_by_the_successor(
    database: Database,
) -> None:
    """Of one commitment fte and euros are added; the year that is over stays as it was."""
    there = await world()
    people = there.people
    await turned_on(people, EARLIER, "budget")
    first, second = (c.id for c in await of_agreement(there.agreement, by=people.administrator))
    for of, pin, rows_ in (
        (people.north, people.pin_north, [(first, "0.5", None, "Veiligheid")]),
        (people.south, people.pin_south, [(first, "0.25", "100", "Zorg"), (second, None, "7", "")]),
    ):
        party = await party_in(there.agreement, of)
        for year in (2026, 2027):
            lines = [
                PlanRow(
                    commitment_id=commitment, fte=fte and Decimal(fte),
                    euros=euros and Decimal(euros), cover=cover,
                )
                for commitment, fte, euros, cover in rows_
            ]  # fmt: skip
            await plan_year(party, PlanForm(year=year, lines=lines, version=0), by=pin, at=EARLIER)
    await carried_out(merger(there), there.by)
    new = await party_in(there.agreement, await named("Noordzuid"))
    view = await party_plan(new, 2027, by=people.administrator)
    assert [(x.commitment_id, x.fte, x.euros, x.cover) for x in view.lines] == [
        (first, Decimal("0.75"), Decimal(100), "Veiligheid; Zorg"),
        (second, None, Decimal(7), ""),
    ]
    left = await rows("select party, year from annual_plan order by year, party")
    old = sorted([await party_in(there.agreement, x) for x in (people.north, people.south)])
    assert left == [*({"party": x, "year": 2026} for x in old), {"party": new, "year": 2027}]
    verbs = await rows(
        "select changes from trail_entry where verb = 'carry_over'"
        " and kind = 'agreement' and organisation_id = $1",
        await named("Noordzuid"),
    )
    assert len(verbs) >= 2


async def test_measurements_stay_with_who_measured_and_the_year_after_asks_the_successor(
    database: Database,
) -> None:
    there = await world()
    people, by = there.people, there.people.administrator
    made = await indicator(there.agreement, by)
    await measure(await line_of(there.agreement, people.north), made, people.pin_north, value(3))
    await carried_out(merger(there), there.by)

    async def told(since: date, today: date) -> Any:
        _, found = await measured(made, by=by, today=today, since=since)
        rolled = next(one.rolled for one in found.periods if one.since == since)
        return rolled.measured, rolled.missing

    assert await told(FIRST, TODAY) == (1, ("Zuiddorp",))
    assert await told(date(2027, 1, 1), date(2027, 4, 2)) == (0, ("Noordzuid",))


async def test_the_successor_gives_the_last_value_of_its_predecessor(owner_url: str) -> None:
    """The last quarter was over on the day of the merger, and nobody had given its value."""
    last = date(2026, 10, 1)
    async with service(owner_url) as (transport, people):
        there = await world(people)
        by = people.administrator
        made = await indicator(there.agreement, by)
        old = await line_of(there.agreement, people.north)
        await measure(old, made, people.pin_north, value(3))
        await carried_out(merger(there), there.by)
        new = await line_of(there.agreement, await named("Noordzuid"))
        pin = await as_of(people.pin_south.person_id, LATER)
        with pytest.raises(Refused) as early:
            await enter_measurement(old, made, value(5, date(2027, 1, 1)), by=pin, at=LATER)
        assert [one.field for one in early.value.complaints] == ["periodFrom"]
        with pytest.raises(Refused) as before:
            await enter_measurement(new, made, value(5, last), by=pin, at=LATER)
        assert [one.field for one in before.value.complaints] == ["periodFrom"]
        async with signed_in(transport, people.pin_south) as client:
            page = (await client.get(f"/toezeggingen/{new}/metingen", headers=HTML)).text
            assert f"/toezeggingen/{old}/metingen" in page
            form = f"/toezeggingen/{old}/metingen/{made}"
            sent = await client.post(
                form, data={"periodFrom": "2026-10-01", "value": "4", "version": "0"}, headers=HTML
            )
            assert sent.status_code == 303, sent.text
            corrected = await client.post(
                f"/api/v1{form}",
                json={"periodFrom": "2026-10-01", "value": "5", "version": 1, "reason": "Nageteld"},
            )
            assert corrected.status_code in (200, 201), corrected.text
        _, found = await measured(made, by=by, today=LATER.date(), since=last)
        told = {cell.organisation: cell.shown and cell.shown.value for cell in found.cells}
        assert told == {"Noordstad": 5, "Zuiddorp": None}
        with pytest.raises(NotFound):
            await enter_measurement(old, made, value(5, last), by=people.outsider, at=LATER)
        with pytest.raises(NotFound):
            await enter_measurement(old, made, value(5, last), by=people.secretary, at=LATER)


async def test_the_preview_says_how_much_of_each_sort_goes_along(database: Database) -> None:
    """Of both that end together; what is over, of others, or of years before is not in it."""
    there = await world()
    people = there.people
    await turned_on(people, EARLIER, "budget")
    await indicator(there.agreement, people.administrator)
    line = await line_of(there.agreement, people.north)
    await evidence(line, people.pin_north, EARLIER)
    await feed(people.pin_south, EARLIER, people.south)
    commitments = [c.id for c in await of_agreement(there.agreement, by=people.administrator)]
    party = await party_in(there.agreement, people.north)
    for year in (2026, 2027):
        await contributed(there.agreement, people.south, people, EARLIER, year=year)
        planned = [PlanRow(commitment_id=commitments[0], fte=Decimal(1))]
        form = PlanForm(year=year, lines=planned, version=0)
        await plan_year(party, form, by=people.pin_north, at=EARLIER)
    view, queries = await counted(preview(merger(there), by=there.by, at=AT))
    [milestones] = await rows("select count(*)::int as number from milestone_line")
    expected = Along(
        commitments=4, milestones=milestones["number"], indicators=1, evidence=1, annual_plans=1,
        contributions=1, feeds=1, lists=0,
    )  # fmt: skip
    assert (view.view.along, queries) == (expected, 10)
    assert await along([people.north], [party], 2026, by=people.administrator) == Along()
    await carried_out(merger(there), there.by)
    assert (await along([people.north, people.south], [party], 2027, by=there.by)) == Along()


async def test_the_workbook_asks_of_each_the_periods_of_which_its_page_takes_a_value(
    owner_url: str,
) -> None:
    async with service(owner_url) as (_, people):
        there = await world(people)
        made = await indicator(there.agreement, people.administrator)
        old = await line_of(there.agreement, people.north)
        await carried_out(merger(there), there.by)
        new = await line_of(there.agreement, await named("Noordzuid"))
        pin, today = await as_of(people.pin_south.person_id, LATER), LATER.date()
        lines = await exported(Wanted(agreement=there.agreement), by=pin, today=today)
        sheet = await measurements_of(lines, by=pin, today=today)
        assert {one.line_id for one in sheet} >= {old, new}
        for line in {one.line_id for one in sheet}:
            _, page = await own(line, by=pin, today=today)
            asked = [(one.since, one.opened) for one in sheet if one.line_id == line]
            [of] = [one for one in page.indicators if one.indicator.id == made]
            assert asked == [(one.since, page.may_enter) for one in of.periods], line
        assert {one.since for one in sheet if one.line_id == new} == {date(2027, 1, 1)}


async def test_what_goes_along_is_in_the_trail_with_the_reorganisation_as_its_cause(
    database: Database,
) -> None:
    there = await world()
    await evidence(await line_of(there.agreement, there.people.north), there.people.pin_north, AT)
    made = await carried_out(merger(there), there.by)
    sql = """
select kind, cause_id, organisation_id from trail_entry
where verb = 'carry_over' and kind = 'commitment_line'"""
    assert await rows(sql) == [
        {"kind": "commitment_line", "cause_id": made, "organisation_id": await named("Noordzuid")}
    ]
