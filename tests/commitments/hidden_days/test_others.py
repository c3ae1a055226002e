"""Who does not see all of a commitment is told no day of an inspection to come on its page either,
and learns none by narrowing or sorting a list."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from tests.builders import parties, reporting
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in
from tests.commitments.hidden_days.test_walk import MANY, PLACE, PLANNED, TOLD, there

from governance.base.actor import Actor
from governance.base.database import Database
from governance.commitments.board.queries import board
from governance.commitments.board.rules import By
from governance.commitments.finding.queries import found
from governance.commitments.finding.rules import Wanted
from governance.formation.letters.owing.papers import due_on
from governance.reporting import actions as reports
from governance.reporting.forms import AdoptionForm
from governance.web.addresses import api, page

TODAY = reporting.TODAY


async def adopted(ids: dict[str, str], people: Cast) -> None:
    """The committee adopts the report that speaks of the inspection."""
    form = AdoptionForm("stuurgroep", TODAY, summary="Op koers", knowingly=True)
    at = reporting.AT + timedelta(hours=1)
    await reports.adopt(UUID(ids["round_id"]), form, by=people.secretary, at=at)


@pytest.mark.parametrize("shared", [False, True])
async def test_who_sees_not_all_of_it_is_told_no_day_on_its_page(
    owner_url: str, shared: bool
) -> None:
    async with service(owner_url, MANY) as (transport, people):
        ids = await there(people)
        if shared:
            await adopted(ids, people)
        line = UUID(ids["line_id"])
        for who, whole in (
            (people.pin_north, True), (people.secretary, True), (people.pin_south, False),
        ):  # fmt: skip
            async with signed_in(transport, who) as client:
                html = {"accept": "text/html"}
                shown = (await client.get(page("commitments", line), headers=html)).text
                said = (await client.get(api("commitments", line))).json()
            # What was agreed stays as it was written.
            said.pop("commitment")
            text = re.sub(r"<[^>]+>", "", shown).replace("\u00a0", " ")
            assert bool(TOLD.search(text)) is bool(TOLD.search(json.dumps(said))) is whole
            assert (PLACE in text) is whole
            assert (said["milestonesHidden"] > 0) is not whole
            assert (said["milestones"] == []) is not whole
            if not whole:
                assert said["line"]["sight"] == ("adopted" if shared else "promise")
                assert "niet hier getoond" in text or "hier niet" in text


async def places(wanted: Wanted, by: Actor) -> list[UUID]:
    return [one.organisation_id for one in (await found(wanted, by=by, today=TODAY)).lines]


@pytest.mark.parametrize("shared", [False, True])
async def test_a_list_is_not_narrowed_or_sorted_by_days_that_one_does_not_see(
    database: Database, shared: bool
) -> None:
    people = await parties.cast()
    ids = await there(people)
    if shared:
        await adopted(ids, people)
    wanted = Wanted(until=PLANNED)
    assert people.north in await places(wanted, people.secretary)
    assert await places(wanted, people.pin_south) == [people.south]
    for column in ("planned", "forecast", "next", "next_planned"):
        for sort in (column, f"-{column}"):
            first, *others = await places(Wanted(sort=sort), people.pin_south)
            assert first == people.south and people.north in others, sort
    [lane] = [
        one
        for one in await board(Wanted(), By.STATE, by=people.pin_south, today=TODAY)
        if people.north in {line.organisation_id for line in one.lines}
    ]
    assert all(line.planned_on is None for line in lane.lines)


def test_a_letter_names_no_day_of_an_inspection_also_where_one_party_has_done_it() -> None:
    line: Any = SimpleNamespace(
        commitment_id=1, party_id=2, organisation_id=3, planned_on=PLANNED, state="done"
    )
    told: Any = SimpleNamespace(lines=[line], signing=[], today=TODAY)
    for kind, day in (("enforcement", None), ("other", PLANNED)):
        one: Any = SimpleNamespace(id=1, kind=kind, milestones=())
        assert due_on(told, one) == day
