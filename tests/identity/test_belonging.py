"""To whom somebody's details and sessions belong: the own organisations, not a committee."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import AT, DAYS, TODAY, another_administrator, as_of, joining, operator
from tests.builders.people import role as form

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Refused
from governance.base.views import add
from governance.identity.people.actions import end_sessions, join, move
from governance.identity.people.describing.actions import change_details
from governance.identity.people.forms import DetailsForm, MoveForm
from governance.identity.people.queries import people, person
from governance.identity.people.rules import Wanted
from governance.identity.roles.actions import end_role, give_role
from governance.identity.roles.forms import EndForm
from governance.identity.tables import RoleAssignment

NAME, ADDRESS = "Zoë", "beheer@noordstad.example"


async def a_member_from_elsewhere(region: Cast) -> Actor:
    """The administrator of the north, who is a member of the committee and has signed in."""
    found = await another_administrator(region.north)
    who = found.person_id
    await add(
        RoleAssignment(
            person=who, kind="member", committee=region.committee, valid_from=date(2020, 1, 1)
        )
    )
    await DATABASE.fetch(
        "update person set name = $2, email = $3, last_signed_in_on = $4,"
        " sort_key = 'beheerder', search_key = 'beheerder zoe beheer noordstad example'"
        " where id = $1", who, NAME, ADDRESS, TODAY,
    )  # fmt: skip
    await DATABASE.fetch(
        """insert into session (id, person, token_hash, made_at, seen_at)
           values (gen_random_uuid(), $1, 'x', $2, $2)""",
        who, AT,
    )  # fmt: skip
    return await as_of(who, AT)


async def test_a_committee_sees_and_changes_nothing_of_a_member_but_its_own_roles(
    database: Database,
) -> None:
    region = await cast()
    member = await a_member_from_elsewhere(region)
    who = member.person_id
    for by in (region.secretary, region.administrator):
        view = await person(who, by=by, at=AT)
        assert (view.function, view.works) == (member.function, False)
        assert (view.name, view.email, view.language) == ("", "", "")
        assert (view.last_signed_in_on, view.sessions) == (None, None)
        assert [role.kind for role in view.roles] == [RoleKind.MEMBER]
        assert set(view.verbs) == {"give_role", "leave"}
        with pytest.raises(NotFound):
            await change_details(who, DetailsForm("wie dan ook"), by=by, at=AT)
        with pytest.raises(NotFound):
            await end_sessions(who, by=by, at=AT)
        listed = await people(by, Wanted(search="beheerder"), TODAY)
        [line] = [one for one in listed.people if one.id == who]
        assert (line.name, line.email, line.last_signed_in_on) == ("", "", None)
        for told in ("zoe", "beheer noordstad"):
            assert not (await people(by, Wanted(search=told), TODAY)).people, "found by a detail"
    assert await DATABASE.fetch("select from session where person = $1", who)
    [row] = await DATABASE.fetch("select function from person where id = $1", who)
    assert row["function"] == member.function


async def test_a_committee_goes_on_giving_and_ending_its_own_roles(database: Database) -> None:
    region = await cast()
    member = await a_member_from_elsewhere(region)
    asked = form(RoleKind.READER, region.committee)
    made = await give_role(member.person_id, asked, by=region.secretary, at=AT)
    await end_role(made, EndForm(TODAY, version=1), by=region.secretary, at=AT)


async def test_the_own_organisation_oneself_and_the_operator_see_and_change_all(
    database: Database,
) -> None:
    region = await cast()
    member = await a_member_from_elsewhere(region)
    who = member.person_id
    colleague = await another_administrator(region.north)
    for by in (colleague, await operator(), member):
        view = await person(who, by=by, at=AT)
        assert (view.name, view.email, view.last_signed_in_on) == (NAME, ADDRESS, TODAY)
        assert (view.works, view.sessions) == (True, 1)
        assert {"change_details", "end_sessions"} <= set(view.verbs)
        asked = DetailsForm(f"beheerder {view.version}", NAME)
        await change_details(who, asked, by=by, at=AT)
        assert who in {p.id for p in (await people(by, Wanted(search="zoe"), TODAY)).people}
    assert await end_sessions(who, by=colleague, at=AT) == 1


async def test_who_holds_a_role_of_a_committee_only_is_described_by_the_committee(
    database: Database,
) -> None:
    region = await cast()
    asked: Any = joining("lid@elders.example", region.committee, kind=RoleKind.MEMBER)
    who = (await join(asked, by=region.secretary, at=AT, days=DAYS)).person_id
    await change_details(who, DetailsForm("wethouder"), by=region.secretary, at=AT)
    assert (await person(who, by=region.secretary, at=AT)).email == "lid@elders.example"
    await add(
        RoleAssignment(
            person=who, kind="reader", organisation=region.north, valid_from=date(2020, 1, 1)
        )
    )
    with pytest.raises(NotFound):
        await change_details(who, DetailsForm("burgemeester"), by=region.secretary, at=AT)


async def test_who_only_stands_in_somewhere_does_not_work_there(database: Database) -> None:
    region = await cast()
    member = await a_member_from_elsewhere(region)
    await add(
        RoleAssignment(
            person=member.person_id, kind="administrator", organisation=region.keeper,
            stands_in_for=region.administrator.roles[0].id, valid_from=date(2020, 1, 1),
        )
    )  # fmt: skip
    view = await person(member.person_id, by=region.administrator, at=AT)
    assert not view.works


async def test_who_works_elsewhere_gets_no_role_of_another_organisation_unasked(
    database: Database,
) -> None:
    region = await cast()
    by, member = region.administrator, await a_member_from_elsewhere(region)
    who = member.person_id
    with pytest.raises(Refused) as told:
        await give_role(who, form(RoleKind.READER, region.keeper), by=by, at=AT)
    assert [one.field for one in told.value.complaints] == ["forId"]
    assert "Invite the person" in told.value.complaints[0].problem
    assert not (await person(who, by=by, at=AT)).works
    offered = await join(joining(ADDRESS, region.keeper), by=by, at=AT, days=DAYS)
    assert offered.offered, "the person accepts it"
    await give_role(who, form(RoleKind.SECRETARY, region.committee), by=by, at=AT)
    boss = await operator()
    await give_role(who, form(RoleKind.READER, region.south), by=boss, at=AT)
    await DATABASE.fetch(
        "update role_assignment set valid_until = $2 where person = $1", who, TODAY
    )
    await give_role(who, form(RoleKind.READER, region.keeper), by=by, at=AT)


async def test_who_only_stands_in_here_is_not_moved_to_another_organisation_unasked(
    database: Database,
) -> None:
    region = await cast()
    boss, since = region.administrator.person_id, date(2020, 1, 1)
    reader = await actor(RoleKind.READER, organisation=region.keeper)
    deputy = await another_administrator(region.north)
    stands = {"stands_in_for": reader.roles[0].id, "valid_until": date(2030, 1, 1)}
    for who, kind, where, more in (
        (deputy.person_id, "reader", region.keeper, stands),
        (boss, "administrator", region.south, {}),
    ):
        values = {"person": who, "kind": kind, "organisation": where, "valid_from": since}
        await add(RoleAssignment(**values, **more))
    asked = MoveForm(region.keeper, TODAY, region.south, RoleKind.READER)
    by = await as_of(boss, AT)
    with pytest.raises(Refused) as told:
        await move(deputy.person_id, asked, by=by, at=AT)
    assert [one.field for one in told.value.complaints] == ["toId"]
