"""Giving a role, ending one, and standing in: who may, what is refused, what follows."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import AT, DAYS, TODAY, another_administrator, as_of, joining, operator
from tests.builders.people import role as form

from governance.audit.queries import broken_at, history
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.identity.people.actions import join
from governance.identity.roles.actions import end_role, give_role, stand_in
from governance.identity.roles.forms import EndForm, StandInForm
from governance.identity.roles.queries import roles_of_person
from governance.identity.roles.rules import RULES, HeldFor, Target, may_give

MORROW = TODAY + timedelta(days=1)
NEXT_WEEK = TODAY + timedelta(days=7)


async def reader(people: Cast) -> UUID:
    """Somebody who reads for the keeper."""
    made = await join(
        joining("lezer@regio.example", people.keeper), by=people.administrator, at=AT, days=DAYS
    )
    return made.person_id


async def refused(doing: Any, *, field: str = "") -> str:
    with pytest.raises(Refused) as told:
        await doing
    complaint = told.value.complaints[0]
    assert field in ("", complaint.field)
    return complaint.problem


def test_every_kind_of_role_has_a_row_and_somebody_who_gives_it() -> None:
    assert set(RULES) == set(RoleKind)
    assert all(givers for rule in RULES.values() for givers in rule.given_by.values())


@pytest.mark.parametrize(
    ("kind", "held_for", "given"),
    [
        (RoleKind.SECRETARY, HeldFor.COMMITTEE, False),
        (RoleKind.CHAIR, HeldFor.COMMITTEE, True),
        (RoleKind.MEMBER, HeldFor.COMMITTEE, True),
        (RoleKind.READER, HeldFor.COMMITTEE, True),
        (RoleKind.READER, HeldFor.ORGANISATION, False),
        (RoleKind.ADMINISTRATOR, HeldFor.ORGANISATION, False),
    ],
)
async def test_a_secretary_gives_the_roles_of_the_committee_but_not_that_of_secretary(
    database: Database, kind: RoleKind, held_for: HeldFor, given: bool
) -> None:
    people = await cast()
    there = people.committee if held_for is HeldFor.COMMITTEE else people.keeper
    assert may_give(kind, Target(held_for, there, people.keeper), people.secretary) is given


async def test_a_role_that_is_given_counts_from_its_day_and_stands_in_the_trail(
    database: Database,
) -> None:
    people = await cast()
    who = await reader(people)
    asked = form(RoleKind.MEMBER, people.committee, NEXT_WEEK)
    made = await give_role(who, asked, by=people.administrator, at=AT)
    assert RoleKind.MEMBER not in {r.kind for r in (await as_of(who, AT)).roles}
    later = await as_of(who, AT + timedelta(days=7))
    assert later.committees == {people.committee}
    [act] = await history(made, by=people.administrator)
    assert act.verb == "give_role"
    assert await broken_at(people.keeper) is None


async def test_nobody_gives_a_role_to_themselves(database: Database) -> None:
    people = await cast()
    mine = people.administrator.person_id
    asked = form(RoleKind.READER, people.keeper)
    said = await refused(give_role(mine, asked, by=people.administrator, at=AT))
    assert "themselves" in said


async def test_a_role_cannot_be_given_where_one_gives_none(database: Database) -> None:
    people = await cast()
    who = await reader(people)
    for kind, there in (
        (RoleKind.READER, people.north),
        (RoleKind.SYSTEM_ADMINISTRATOR, None),
        (RoleKind.AUDITOR, None),
        (RoleKind.CHAIR, people.keeper),
    ):
        said = await refused(give_role(who, form(kind, there), by=people.administrator, at=AT))
        assert "do not give" in said or "not held for that" in said


async def test_the_same_role_is_held_once_at_a_time(database: Database) -> None:
    people = await cast()
    who = await reader(people)
    again = form(RoleKind.READER, people.keeper, NEXT_WEEK)
    said = await refused(give_role(who, again, by=people.administrator, at=AT), field="kind")
    assert "holds that role already" in said
    [held] = await roles_of_person(who, by=people.administrator, today=TODAY)
    await end_role(held.id, EndForm(NEXT_WEEK, version=1), by=people.administrator, at=AT)
    assert await give_role(who, again, by=people.administrator, at=AT)


async def test_a_role_begins_today_or_later_and_ends_after_that(database: Database) -> None:
    people = await cast()
    who = await reader(people)
    for begins, ends in ((date(2026, 1, 1), None), (NEXT_WEEK, MORROW)):
        asked = form(RoleKind.MEMBER, people.committee, begins, valid_until=ends)
        await refused(give_role(who, asked, by=people.administrator, at=AT))


async def test_somebody_from_elsewhere_sees_nobody_and_gives_nothing(database: Database) -> None:
    people = await cast()
    who = await reader(people)
    [held] = await roles_of_person(who, by=people.administrator, today=TODAY)
    with pytest.raises(NotFound):
        await give_role(who, form(RoleKind.READER, people.stranger), by=people.outsider, at=AT)
    with pytest.raises(NotFound):
        await end_role(held.id, EndForm(TODAY, version=1), by=people.outsider, at=AT)
    asked = StandInForm(people.outsider.person_id, TODAY, NEXT_WEEK)
    with pytest.raises(NotFound):
        await stand_in(held.id, asked, by=people.outsider, at=AT)
    assert await roles_of_person(who, by=people.outsider, today=TODAY) == []


async def test_a_role_that_is_withdrawn_today_counts_no_longer_today(database: Database) -> None:
    people = await cast()
    who = await reader(people)
    [held] = await roles_of_person(who, by=people.administrator, today=TODAY)
    await end_role(held.id, EndForm(TODAY, version=1), by=people.administrator, at=AT)
    assert (await as_of(who, AT)).roles == ()
    with pytest.raises(WrongState):
        await end_role(held.id, EndForm(TODAY, version=2), by=people.administrator, at=AT)


async def test_who_changed_it_first_wins_and_the_other_is_told(database: Database) -> None:
    people = await cast()
    who = await reader(people)
    [held] = await roles_of_person(who, by=people.administrator, today=TODAY)
    other = await another_administrator(people.keeper)
    done = await asyncio.gather(
        end_role(held.id, EndForm(NEXT_WEEK, version=1), by=people.administrator, at=AT),
        end_role(held.id, EndForm(MORROW, version=1), by=other, at=AT),
        return_exceptions=True,
    )
    assert sorted(type(one) for one in done if one) == [Overtaken]


async def test_the_last_administrator_stays_and_two_at_once_cannot_both_go(
    database: Database,
) -> None:
    people = await cast()
    first = people.administrator
    mine = first.roles[0].id
    said = await refused(end_role(mine, EndForm(TODAY, version=1), by=first, at=AT))
    assert "Nobody would be left" in said
    second = await another_administrator(people.keeper)
    done = await asyncio.gather(
        end_role(mine, EndForm(TODAY, version=1), by=first, at=AT),
        end_role(second.roles[0].id, EndForm(TODAY, version=1), by=second, at=AT),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Refused) for one in done) == 1


async def test_who_was_invited_and_has_not_accepted_is_no_administrator_that_is_left(
    database: Database,
) -> None:
    people = await cast()
    asked = joining("tweede@regio.example", people.keeper, kind=RoleKind.ADMINISTRATOR)
    await join(asked, by=people.administrator, at=AT, days=DAYS)
    mine = people.administrator.roles[0].id
    await refused(end_role(mine, EndForm(TODAY, version=1), by=people.administrator, at=AT))
    await DATABASE.fetch("update invitation set ended_at = $1, used = true", AT)
    await end_role(mine, EndForm(TODAY, version=1), by=people.administrator, at=AT)


async def test_the_last_system_administrator_stays(database: Database) -> None:
    first = await operator()
    held = first.roles[0].id
    await refused(end_role(held, EndForm(TODAY, version=1), by=first, at=AT))
    second = await operator()
    await end_role(held, EndForm(TODAY, version=1), by=second, at=AT)


async def test_a_linking_pin_fills_the_function_and_both_end_together(database: Database) -> None:
    people = await cast()
    await DATABASE.fetch("update role_assignment set kind = 'reader' where kind = 'linking_pin'")
    boss = await another_administrator(people.north)
    asked = joining("pin@noord.example", people.north, kind=RoleKind.LINKING_PIN)
    who = (await join(asked, by=boss, at=AT, days=DAYS)).person_id
    [held] = await roles_of_person(who, by=boss, today=TODAY)
    assert held.filled_by == "beleidsadviseur veiligheid"
    other = form(RoleKind.LINKING_PIN, people.north, NEXT_WEEK, holder_function="adviseur zorg")
    second = await actor(RoleKind.READER, organisation=people.north)
    said = await refused(give_role(second.person_id, other, by=boss, at=AT), field="holderFunction")
    assert "is filled by" in said
    ending = EndForm(NEXT_WEEK, end_filling=True, version=1)
    await end_role(held.id, ending, by=boss, at=AT)
    assert await give_role(second.person_id, other, by=boss, at=AT)
    rows = await DATABASE.fetch(
        "select holder_function, valid_until from filling order by valid_from"
    )
    assert [tuple(row) for row in rows] == [
        ("beleidsadviseur veiligheid", NEXT_WEEK),
        ("adviseur zorg", None),
    ]


async def test_who_stands_in_acts_for_the_other_for_those_days_only(database: Database) -> None:
    people = await cast()
    deputy = await actor(RoleKind.READER, organisation=people.north)
    held = people.pin_north.roles[0].id
    asked = StandInForm(deputy.person_id, MORROW, NEXT_WEEK)
    await stand_in(held, asked, by=people.pin_north, at=AT)
    acting = await as_of(deputy.person_id, AT + timedelta(days=1))
    [standing] = [r for r in acting.roles if r.kind is RoleKind.LINKING_PIN]
    assert standing.stands_in_for == people.pin_north.function
    for days in (0, 7):
        there = await as_of(deputy.person_id, AT + timedelta(days=days))
        assert {r.kind for r in there.roles} == {RoleKind.READER}


async def test_standing_in_is_for_who_works_there_and_for_nobody_else(database: Database) -> None:
    people = await cast()
    held = people.pin_north.roles[0].id
    for who in (people.outsider.person_id, people.pin_north.person_id, new_id()):
        asked = StandInForm(who, TODAY, NEXT_WEEK)
        await refused(stand_in(held, asked, by=people.pin_north, at=AT), field="personId")


async def test_who_stands_in_lets_nobody_stand_in_and_may_give_it_up(database: Database) -> None:
    people = await cast()
    deputy = await actor(RoleKind.READER, organisation=people.north)
    third = await actor(RoleKind.READER, organisation=people.north)
    held = people.pin_north.roles[0].id
    asked = StandInForm(deputy.person_id, TODAY, NEXT_WEEK)
    made = await stand_in(held, asked, by=people.pin_north, at=AT)
    with pytest.raises(WrongState):
        await stand_in(
            made, StandInForm(third.person_id, TODAY, NEXT_WEEK), by=people.pin_north, at=AT
        )
    now = await as_of(deputy.person_id, AT)
    await end_role(made, EndForm(TODAY, version=1), by=now, at=AT)
    assert (await as_of(deputy.person_id, AT)).role(RoleKind.LINKING_PIN) is None


async def test_standing_in_ends_with_the_role_that_is_stood_in_for(database: Database) -> None:
    people = await cast()
    boss = await another_administrator(people.north)
    deputy = await actor(RoleKind.READER, organisation=people.north)
    held = people.pin_north.roles[0].id
    await stand_in(
        held, StandInForm(deputy.person_id, TODAY, NEXT_WEEK), by=people.pin_north, at=AT
    )
    await end_role(held, EndForm(MORROW, version=1), by=boss, at=AT)
    assert (await as_of(deputy.person_id, AT)).role(RoleKind.LINKING_PIN)
    assert not (await as_of(deputy.person_id, AT + timedelta(days=1))).role(RoleKind.LINKING_PIN)


async def test_a_system_administrator_takes_every_role_away(database: Database) -> None:
    people = await cast()
    who: Actor = await operator()
    held = people.chair.roles[0].id
    await end_role(held, EndForm(TODAY, version=1), by=who, at=AT)
    assert (await as_of(people.chair.person_id, AT)).roles == ()
