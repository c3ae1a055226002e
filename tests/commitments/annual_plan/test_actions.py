"""What a party plans for a year: who says it, who reads it, and two who write at once."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.aiming import commitments_of, connected, turned_on, wanted
from tests.builders.budget import contributed, party_in
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast

from governance.audit.queries import history
from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.commitments.annual_plan.actions import plan_year
from governance.commitments.annual_plan.forms import PlanForm, PlanRow
from governance.commitments.annual_plan.of_party.queries import party_plan
from governance.commitments.annual_plan.papers import euros_said, fte_said, plan_document
from governance.commitments.annual_plan.paragraph.papers import paragraph
from governance.commitments.annual_plan.paragraph.queries import facts
from governance.commitments.annual_plan.paragraph.rules import Moment
from governance.commitments.annual_plan.queries import annual_plan
from governance.commitments.annual_plan.rules import plan_complaints
from governance.commitments.withdrawing.actions import remove_lines
from governance.documents.text import write_text

TODAY = AT.date()


def row(
    commitment: UUID, fte: str | None = "0.5", euros: str | None = "1000.10", **more: Any
) -> PlanRow:
    return PlanRow(
        commitment_id=commitment,
        fte=None if fte is None else Decimal(fte),
        euros=None if euros is None else Decimal(euros),
        **more,
    )


async def planned(party: UUID, by: Actor, version: int, *rows: PlanRow) -> None:
    form = PlanForm(year=2026, lines=list(rows), version=version)
    await plan_year(party, form, by=by, at=AT)


async def begun() -> tuple[Cast, UUID, UUID, list[UUID]]:
    people = await parties.cast()
    agreement = await in_force(people, commitments=2)
    await turned_on(people, AT, "budget")
    north = await party_in(agreement, people.north)
    return people, agreement, north, await commitments_of(agreement)


async def test_a_party_plans_and_keeper_and_committee_see_all(database: Database) -> None:
    people, agreement, north, [first, second] = await begun()
    by = people.pin_north
    told = row(first, cover="Programma 3", purpose="Aandachtsfunctionaris")
    await planned(north, by, 0, told, row(second, None, None))
    view, asked = await counted(party_plan(north, 2026, by=by))
    assert asked == 7 and view.version == 1 and view.may_enter
    assert [(one.fte, one.euros, one.cover) for one in view.lines] == [
        (Decimal("0.50"), Decimal("1000.10"), "Programma 3"), (None, None, ""),
    ]  # fmt: skip
    for who in (people.administrator, people.secretary, people.chair):
        assert (await party_plan(north, 2026, by=who)).lines == view.lines
        whole, asked = await counted(annual_plan(agreement, 2026, by=who, today=TODAY))
        assert asked == 10 and whole.whole and whole.euros == Decimal("1000.10")
        assert [one.organisation for one in whole.parties if not one.version] == ["Zuiddorp"]
    mine = await annual_plan(agreement, 2026, by=by, today=TODAY)
    assert [one.may_enter for one in mine.parties] == [True] and not mine.whole
    assert mine.commitments[0].milestones[0].title == "Concept gereed"
    other = await annual_plan(agreement, 2026, by=people.pin_south, today=TODAY)
    assert other.euros == 0 and other.commitments[0].planned == ()
    assert (await annual_plan(agreement, 2027, by=by, today=TODAY)).euros == 0


async def test_nobody_plans_for_another_and_an_outsider_sees_nothing(database: Database) -> None:
    people, agreement, north, [first, _] = await begun()
    for who in (people.administrator, people.secretary, people.chair):
        with pytest.raises(NotAllowed):
            await planned(north, who, 0, row(first))
    for hidden in (people.pin_south, people.outsider):
        with pytest.raises(NotFound):
            await planned(north, hidden, 0, row(first))
        with pytest.raises(NotFound):
            await facts(north, 2026, by=hidden, today=TODAY)
    with pytest.raises(NotFound):
        await annual_plan(agreement, 2026, by=people.outsider, today=TODAY)


async def test_what_is_wrong_is_said_all_at_once(database: Database) -> None:
    people, _, north, [first, second] = await begun()
    wrong = [
        row(first, "0.001", "-1"),
        row(first),
        row(new_id()),
        row(second, None, None, cover="x"),
    ]
    with pytest.raises(Refused) as refused:
        await planned(north, people.pin_north, 0, *wrong)
    assert [one.field for one in refused.value.complaints] == [
        "lines.0.fte", "lines.0.euros", "lines.1.commitmentId", "lines.2.commitmentId",
        "lines.3.fte",
    ]  # fmt: skip
    assert not list(plan_complaints([row(first, "9999.99", None)], {first}))


async def test_of_two_at_once_one_wins(database: Database) -> None:
    people, agreement, north, [first, second] = await begun()
    by = people.pin_north
    both = await asyncio.gather(
        planned(north, by, 0, row(first)), planned(north, by, 0, row(second)),
        return_exceptions=True,
    )  # fmt: skip
    assert sorted(isinstance(one, Overtaken) for one in both) == [False, True]
    await planned(north, by, 1, row(second, "1", None))
    await planned(north, by, 2)
    view = await party_plan(north, 2026, by=by)
    assert view.version == 3 and all(one.fte is None for one in view.lines)
    acts = [one for one in await history(agreement, by=by) if one.verb == "plan_year"]
    assert len(acts) == 3 and "1.00 fte" in acts[1].changes
    with pytest.raises(WrongState):
        await remove_lines(agreement, by=people.administrator, at=AT)
    await turned_on(people, AT)
    with pytest.raises(WrongState):
        await planned(north, by, 3, row(first))


async def test_the_document_goes_from_goal_to_what_each_party_puts_in(database: Database) -> None:
    people = await parties.cast()
    made, agreement = await wanted(people, AT), await in_force(people)
    [only] = await commitments_of(agreement)
    await connected(agreement, only, people.administrator, AT, aim_ids=[made["route"]])
    north = await party_in(agreement, people.north)
    await planned(north, people.pin_north, 0, row(only, cover="Programma 3"))
    view = await annual_plan(agreement, 2026, by=people.administrator, today=TODAY)
    said = write_text(plan_document(view))
    for told in (
        "Jaarplan 2026", "Opleiden van de eerste lijn (toezegging 1)", "1. Toezegging 1",
        "Concept gereed: gepland 1 april 2026", "Programma 3", "1.000,10",
        "Nog niets gepland door Zuiddorp",
    ):  # fmt: skip
        assert told in said, told
    own = await annual_plan(agreement, 2026, by=people.pin_north, today=TODAY)
    assert "zijn die van Noordstad" in write_text(plan_document(own))
    assert (fte_said(Decimal("10.00"), "nl"), fte_said(Decimal("0.50"), "nl")) == ("10", "0,5")
    assert (fte_said(None, "nl"), euros_said(None, "en")) == ("–", "–")


async def test_the_paragraph_says_what_is_late_and_why(database: Database) -> None:
    people, agreement, north, [first, _] = await begun()
    by = people.pin_north
    await planned(north, by, 0, row(first, "1.5", "2500", cover="Programma 3"))
    await contributed(agreement, people.north, people, AT, "100", "40")
    await DATABASE.fetch(
        "update commitment_line set state = 'delayed', reason = E'Geen\\nmensen.',"
        " measure = 'Werving' where commitment = $1 and party = $2", first, north,
    )  # fmt: skip
    of, asked = await counted(facts(north, 2026, by=by, today=TODAY.replace(year=2027)))
    assert asked == 10
    said = paragraph(of, Moment.INTERIM, "nl")
    assert "Het gaat om 2 toezeggingen" in said and "Geen mensen. Maatregel: Werving." in said
    assert "1,5 fte" in said and "€\u00a02.500,00" in said and "Dekking: Programma 3." in said
    assert "€\u00a0100,00, waarvan €\u00a040,00 is betaald" in said and "\n" not in said
    ahead = paragraph(of, Moment.BUDGET, "nl")
    assert ahead.index("fte") < ahead.index("2 toezeggingen")
    english = paragraph(of, Moment.ACCOUNTS, "en")
    assert "2 commitments" in english and "Cover: Programma 3." in english
