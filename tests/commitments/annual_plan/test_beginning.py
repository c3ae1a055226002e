"""From what a plan begins: the goals, an integrated safety plan, or the year before."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.builders import browsing, parties
from tests.builders.aiming import commitments_of, connected, turned_on, wanted
from tests.builders.budget import party_in
from tests.builders.commitments import AT, in_force
from tests.builders.service import service, signed_in

from governance.audit.queries import history
from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.commitments.annual_plan.actions import plan_year
from governance.commitments.annual_plan.beginning.actions import begin_plan
from governance.commitments.annual_plan.beginning.forms import BeginForm
from governance.commitments.annual_plan.begun.rules import (
    Beginning,
    beginning_complaints,
    goes_along,
)
from governance.commitments.annual_plan.forms import PlanForm, PlanRow
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.annual_plan.papers import plan_document
from governance.commitments.annual_plan.queries import annual_plan
from governance.documents.text import write_text

TODAY = AT.date()
SAFETY: dict[str, Any] = {
    "title": "Samen veilig", "adopted_by": "gemeenteraad", "adopted_on": date(2025, 11, 20),
    "holds_from": date(2026, 1, 1), "last_day": date(2029, 12, 31),
    "link": "https://gemeente.example/ivp", "priorities": "Uitbuiting eerder herkennen.",
}  # fmt: skip


def begins(beginning: Beginning, year: int = 2026, version: int = 0, **more: Any) -> BeginForm:
    return BeginForm(year=year, begins_from=beginning, version=version, **more)


def wrong(form: BeginForm, *, before: bool = False) -> list[str]:
    return [one.field for one in beginning_complaints(form, TODAY, before=before)]


def test_a_plan_that_begins_from_a_safety_plan_names_it_in_full() -> None:
    bare = begins(Beginning.SAFETY_PLAN)
    assert wrong(bare) == ["title", "adoptedBy", "adoptedOn", "holdsFrom", "lastDay"]
    assert wrong(begins(Beginning.GOALS)) == []
    assert wrong(begins(Beginning.SAFETY_PLAN, **SAFETY)) == []
    half = wrong(begins(Beginning.GOALS, title="Samen veilig"))
    assert half == ["adoptedBy", "adoptedOn", "holdsFrom", "lastDay"]
    ahead = SAFETY | {"adopted_on": date(2026, 2, 1)}
    assert wrong(begins(Beginning.SAFETY_PLAN, **ahead)) == ["adoptedOn"]
    turned = SAFETY | {"last_day": date(2025, 12, 31)}
    assert wrong(begins(Beginning.SAFETY_PLAN, **turned)) == ["lastDay"]
    assert wrong(begins(Beginning.SAFETY_PLAN, 2030, **SAFETY)) == ["lastDay"]
    assert wrong(begins(Beginning.SAFETY_PLAN, 2029, **SAFETY)) == []
    for link in ("http://gemeente.example", "https://a:b@gemeente.example", "javascript:x"):
        assert wrong(begins(Beginning.GOALS, **SAFETY | {"link": link})) == ["link"], link
    case = begins(Beginning.GOALS, **SAFETY | {"priorities": "Bel 0612345678"})
    assert wrong(case) == ["priorities", "notCaseData"]


def test_only_what_was_planned_goes_along_and_not_what_is_finished() -> None:
    assert wrong(begins(Beginning.LAST_YEAR)) == ["beginsFrom"]
    assert wrong(begins(Beginning.LAST_YEAR), before=True) == []
    assert [goes_along(one) for one in ("planned", "delayed", None, "done", "lapsed")] == [
        True, True, True, False, False,
    ]  # fmt: skip


async def begun() -> tuple[parties.Cast, UUID, UUID, list[UUID]]:
    people = await parties.cast()
    agreement = await in_force(people, commitments=3)
    await turned_on(people, AT, "budget")
    north = await party_in(agreement, people.north)
    return people, agreement, north, await commitments_of(agreement)


async def planned(party: UUID, by: Actor, year: int, version: int, *rows: PlanRow) -> None:
    form = PlanForm(year=year, lines=list(rows), version=version)
    await plan_year(party, form, by=by, at=AT)


def row(commitment: UUID, fte: str, cover: str = "Programma 3") -> PlanRow:
    return PlanRow(commitment_id=commitment, fte=Decimal(fte), cover=cover)


def amounts(view: PartyPlanView) -> list[Decimal | None]:
    return [one.fte for one in view.lines]


async def test_what_was_not_finished_goes_along_to_the_next_year(database: Database) -> None:
    people, agreement, north, [first, second, third] = await begun()
    by = people.pin_north
    with pytest.raises(Refused):
        await begin_plan(north, begins(Beginning.LAST_YEAR, 2027), by=by, at=AT)
    await planned(north, by, 2026, 0, row(first, "1"), row(second, "2"), row(third, "3"))
    await planned(north, by, 2027, 0, row(third, "0.5", "Nieuw"))
    await DATABASE.fetch(
        "update commitment_line set state = 'done' where commitment = $1 and party = $2",
        second, north,
    )  # fmt: skip
    await begin_plan(north, begins(Beginning.LAST_YEAR, 2027, 1), by=by, at=AT)
    view = await party_plan(north, 2027, by=by)
    assert amounts(view) == [Decimal(1), None, Decimal("0.5")], "what was planned already stays"
    assert (view.version, view.begun.begins_from) == (2, Beginning.LAST_YEAR)
    assert [one.before.goes_along for one in view.lines if one.before] == [True, False, True]
    await begin_plan(north, begins(Beginning.LAST_YEAR, 2027, 2), by=by, at=AT)
    assert (await party_plan(north, 2027, by=by)).version == 2, "nothing new is no change"
    acts = [one for one in await history(agreement, by=by) if one.verb == "begin_plan"]
    assert len(acts) == 1 and "last_year" in acts[0].changes and "1.00 fte" in acts[0].changes


async def test_a_safety_plan_is_proposed_as_long_as_it_holds(database: Database) -> None:
    people, agreement, north, _ = await begun()
    by = people.pin_north
    form = begins(Beginning.SAFETY_PLAN, **SAFETY)
    await begin_plan(north, form, by=by, at=AT)
    of = (await party_plan(north, 2026, by=by)).begun.safety_plan
    assert of is not None and (of.title, of.last_day) == ("Samen veilig", date(2029, 12, 31))
    ahead = (await party_plan(north, 2027, by=by)).begun
    assert ahead.safety_plan == of and ahead.version == 0
    await begin_plan(north, begins(Beginning.GOALS, 2029, **SAFETY), by=by, at=AT)
    assert (await party_plan(north, 2030, by=by)).begun.safety_plan is None, "it holds no more"
    whole = await annual_plan(agreement, 2026, by=people.secretary, today=TODAY)
    said = write_text(plan_document(whole))
    for told in (
        "Waar de plannen van uitgaan", "Noordstad: het integraal veiligheidsplan",
        "vastgesteld door gemeenteraad op 20 november 2025", "geldt van 1 januari 2026 tot en met",
        "Uitbuiting eerder herkennen.", "https://gemeente.example/ivp",
    ):  # fmt: skip
        assert told in said, told
    other = await annual_plan(agreement, 2026, by=people.pin_south, today=TODAY)
    assert all(one.begun is None for one in other.parties)


async def test_what_is_told_of_a_safety_plan_is_asked_about_once(database: Database) -> None:
    people, _, north, _ = await begun()
    by, told = people.pin_north, SAFETY | {"priorities": "Meldpunt: 0612345678."}
    with pytest.raises(Refused):
        await begin_plan(north, begins(Beginning.SAFETY_PLAN, **told), by=by, at=AT)
    sure = begins(Beginning.SAFETY_PLAN, **told, not_case_data=True)
    await begin_plan(north, sure, by=by, at=AT)
    await begin_plan(north, begins(Beginning.GOALS, 2026, 1, **told), by=by, at=AT)
    await begin_plan(north, begins(Beginning.SAFETY_PLAN, 2027, **told), by=by, at=AT)
    other = told | {"priorities": "Meldpunt: 0687654321."}
    with pytest.raises(Refused) as refused:
        await begin_plan(north, begins(Beginning.GOALS, 2026, 2, **other), by=by, at=AT)
    assert {one.field for one in refused.value.complaints} == {"priorities", "notCaseData"}


async def test_nobody_begins_the_plan_of_another_and_of_two_one_wins(database: Database) -> None:
    people, _, north, _ = await begun()
    form = begins(Beginning.SAFETY_PLAN, **SAFETY)
    for who in (people.administrator, people.secretary):
        with pytest.raises(NotAllowed):
            await begin_plan(north, form, by=who, at=AT)
    for hidden in (people.pin_south, people.outsider):
        with pytest.raises(NotFound):
            await begin_plan(north, form, by=hidden, at=AT)
    both = await asyncio.gather(
        begin_plan(north, form, by=people.pin_north, at=AT),
        begin_plan(north, begins(Beginning.GOALS), by=people.pin_north, at=AT),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Overtaken) for one in both) == [False, True]


async def test_a_plan_shows_its_goals_and_what_is_left_from_before(database: Database) -> None:
    people = await parties.cast()
    made, agreement = await wanted(people, AT), await in_force(people)
    [only] = await commitments_of(agreement)
    await connected(agreement, only, people.administrator, AT, aim_ids=[made["route"]])
    await turned_on(people, AT, "budget")
    north = await party_in(agreement, people.north)
    view = await party_plan(north, 2027, by=people.pin_north)
    assert view.lines[0].goals and "Opleiden van de eerste lijn" in view.lines[0].goals[0]
    await DATABASE.fetch(
        "update milestone_line set state = 'done', done_on = planned_on where position = 1"
    )
    later = date(2027, 3, 1)
    whole = await annual_plan(agreement, 2027, by=people.administrator, today=later)
    left = {one.title for one in whole.commitments[0].left}
    assert left == set(), "the draft was reached, and the yearly one lies in 2027"
    await DATABASE.fetch("update milestone_line set state = 'started', done_on = null")
    whole = await annual_plan(agreement, 2027, by=people.administrator, today=later)
    assert {one.title for one in whole.commitments[0].left} == {"Concept gereed"}
    assert "Nog niet afgerond van voor 2027" in write_text(plan_document(whole))
    await DATABASE.fetch("update milestone_line set forecast_on = $1", date(2027, 6, 1))
    whole = await annual_plan(agreement, 2027, by=people.administrator, today=later)
    assert whole.commitments[0].left == (), "it is expected in 2027, so it is done in that year"
    said = write_text(plan_document(whole))
    assert "gepland 1 april 2026, verwacht 1 juni 2027" in said


async def test_a_linking_pin_begins_a_plan_on_a_page_and_a_machine_too(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        await turned_on(people, AT, "budget")
        north = await party_in(agreement, people.north)
        own = f"/partijen/{north}/jaarplan"
        at = f"{own}/uitgangspunt"
        async with signed_in(transport, people.pin_north) as client:
            client.headers.update({"accept": "text/html"})
            assert at in (await client.get(f"{own}?year=2027")).text
            form = browsing.fields((await client.get(f"{at}?year=2027")).text, at)
            form |= {"beginsFrom": ["safety_plan"], "title": ["Samen veilig"]}
            wrong = await client.post(at, data=form)
            assert wrong.status_code == 400 and "Samen veilig" in wrong.text
            form |= {
                "adoptedBy": ["gemeenteraad"], "adoptedOn": ["20-11-2025"],
                "holdsFrom": ["01-01-2026"], "lastDay": ["31-12-2029"],
            }  # fmt: skip
            right = await client.post(at, data=form)
            assert right.headers["location"] == f"{own}?year=2027", right.text
            assert (await client.post(at, data=form)).status_code == 409
            assert "veiligheidsplan" in (await client.get(f"{own}?year=2027")).text
            plan = (await client.get(f"/afspraken/{agreement}/jaarplan?year=2027")).text
            assert "Samen veilig" in plan
        async with signed_in(transport, people.pin_north) as client:
            told = (await client.get(f"/api/v1{at}?year=2027")).json()
            assert told["beginsFrom"] == "safety_plan"
            assert told["safetyPlan"]["lastDay"] == "2029-12-31"
            body = {"year": 2028, "beginsFrom": "goals"}
            done = await client.post(f"/api/v1{at}", json=body, headers={"if-match": '"0"'})
            assert done.status_code == 200 and done.json()["version"] == 1, done.text
        async with signed_in(transport, people.outsider) as client:
            for hidden in (at, f"/api/v1{at}"):
                assert (await client.get(hidden)).status_code == 404, hidden
