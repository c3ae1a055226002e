"""Who may stand in, for how long, and who is told: nobody learns or gives more by it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import AT, DAYS, TODAY, another_administrator, as_of, joining, operator
from tests.builders.people import role as form
from tests.builders.tokens import token

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.base.views import add
from governance.identity.people.actions import join
from governance.identity.roles.actions import give_role, stand_in
from governance.identity.roles.forms import StandInForm
from governance.identity.roles.queries import peers, role
from governance.identity.roles.rules import LONGEST_STAND_IN
from governance.identity.tables import RoleAssignment
from governance.overview.handover.actions import leave
from governance.overview.handover.forms import LeavingForm

SINCE = date(2020, 1, 1)
NEXT_WEEK = TODAY + timedelta(days=7)


async def refused(role_id: UUID, who: UUID, by: Actor, until: date = NEXT_WEEK) -> str:
    with pytest.raises(Refused) as told:
        await stand_in(role_id, StandInForm(who, TODAY, until), by=by, at=AT)
    [complaint] = told.value.complaints
    return f"{complaint.field}: {complaint.problem}"


async def offered(role_id: UUID, by: Actor) -> set[UUID | None]:
    found = await role(role_id, by=by, today=TODAY)
    return {one.id for one in await peers(found, by=by, today=TODAY)}


async def held_by(who: Actor, **given: object) -> None:
    values = {"person": who.person_id, "valid_from": SINCE, **given}
    await add(RoleAssignment(**values))


async def test_somebody_of_a_committee_that_an_organisation_keeps_stands_in_for_nobody_there(
    database: Database,
) -> None:
    region = await cast()
    pin = await actor(RoleKind.LINKING_PIN, organisation=region.keeper)
    elsewhere = await actor(RoleKind.MEMBER, committee=region.committee)
    held = pin.roles[0].id
    assert "personId" in await refused(held, elsewhere.person_id, pin)
    assert await offered(held, pin) == {region.administrator.person_id}
    chair = region.chair.roles[0].id
    assert await offered(chair, region.chair) == {elsewhere.person_id, region.secretary.person_id}
    assert "personId" in await refused(chair, region.administrator.person_id, region.chair)


async def test_only_a_role_of_ones_own_that_holds_today_lets_somebody_stand_in(
    database: Database,
) -> None:
    region = await cast()
    held = region.pin_north.roles[0].id
    for given in (
        {"kind": "reader", "valid_from": TODAY + timedelta(days=1)},
        {"kind": "reader", "valid_until": TODAY},
        {"kind": "designated_officer", "stands_in_for": held},
    ):
        who = await actor(RoleKind.READER, organisation=region.south)
        await held_by(who, organisation=region.north, **given)
        assert "personId" in await refused(held, who.person_id, region.pin_north)
        assert who.person_id not in await offered(held, region.pin_north)


async def test_readers_of_another_region_are_no_choice(database: Database) -> None:
    region = await cast()
    rows = await DATABASE.fetch('select "grouping" from committee')
    here = rows[0]["grouping"]
    [row] = await DATABASE.fetch(
        """insert into grouping (id, version, kind, name, sort_key, search_key)
           values (gen_random_uuid(), 1, 'region', 'Elders', 'elders', 'elders') returning id"""
    )
    mine, near, far = [await actor(RoleKind.READER, organisation=region.north) for _ in range(3)]
    await held_by(near, kind="auditor", grouping=here)
    await held_by(far, kind="reader", grouping=row["id"])
    made = await add(
        RoleAssignment(person=mine.person_id, kind="reader", grouping=here, valid_from=SINCE)
    )
    assert await offered(made, mine) == {near.person_id}
    assert "personId" in await refused(made, far.person_id, mine)


async def test_standing_in_lasts_a_year_at_most(database: Database) -> None:
    region = await cast()
    deputy = await actor(RoleKind.READER, organisation=region.north)
    held, by = region.pin_north.roles[0].id, region.pin_north
    longest = TODAY + LONGEST_STAND_IN
    for until in (longest + timedelta(days=1), date(2199, 1, 1)):
        assert "validUntil: Standing in lasts" in await refused(held, deputy.person_id, by, until)
    await stand_in(held, StandInForm(deputy.person_id, TODAY, longest), by=by, at=AT)


async def a_deputy(region: Cast) -> Actor:
    """Who stands in for the administrator for a week."""
    deputy = await actor(RoleKind.READER, organisation=region.keeper)
    held = region.administrator.roles[0].id
    asked = StandInForm(deputy.person_id, TODAY, NEXT_WEEK)
    await stand_in(held, asked, by=region.administrator, at=AT)
    return await as_of(deputy.person_id, AT)


async def test_who_stands_in_gives_no_special_role_and_no_standing_in_for_longer_than_that(
    database: Database,
) -> None:
    region = await cast()
    deputy = await a_deputy(region)
    colleague = await actor(RoleKind.READER, organisation=region.keeper)
    who = colleague.person_id
    for until in (None, NEXT_WEEK + timedelta(days=1)):
        asked = form(RoleKind.ADMINISTRATOR, region.keeper, valid_until=until)
        with pytest.raises(Refused, match="stand in for somebody here yourself") as told:
            await give_role(who, asked, by=deputy, at=AT)
        assert told.value.complaints[0].field == "validUntil"
    new = joining("n@regio.example", region.keeper, kind=RoleKind.AUDITOR)
    with pytest.raises(Refused, match="stand in for somebody here yourself"):
        await join(new, by=deputy, at=AT, days=DAYS)
    officer = await actor(RoleKind.DESIGNATED_OFFICER, organisation=region.keeper)
    of_officer, later = officer.roles[0].id, NEXT_WEEK + timedelta(days=1)
    assert "validUntil: You stand in" in await refused(of_officer, who, deputy, later)
    leaver = region.administrator
    handed = LeavingForm(TODAY, {str(leaver.roles[0].id): who})
    with pytest.raises(Refused, match="stand in for somebody here yourself"):
        await leave(leaver.person_id, handed, by=deputy, at=AT)
    await give_role(who, form(RoleKind.MEMBER, region.committee), by=deputy, at=AT)
    await stand_in(of_officer, StandInForm(who, TODAY, NEXT_WEEK), by=deputy, at=AT)
    asked = form(RoleKind.ADMINISTRATOR, region.keeper, valid_until=NEXT_WEEK)
    await give_role(who, asked, by=deputy, at=AT)


async def test_who_gives_it_by_a_role_of_ones_own_too_gives_it_without_end(
    database: Database,
) -> None:
    region = await cast()
    deputy = await a_deputy(region)
    await held_by(deputy, kind="system_administrator")
    colleague = await actor(RoleKind.READER, organisation=region.keeper)
    both = await as_of(deputy.person_id, AT)
    asked = form(RoleKind.ADMINISTRATOR, region.keeper)
    await give_role(colleague.person_id, asked, by=both, at=AT)


async def told_by_mail() -> dict[UUID, str]:
    rows = await DATABASE.fetch(
        "select person_id, content::text as said from notice where kind = 'standing_in'"
    )
    return {row["person_id"]: row["said"] for row in rows}


async def test_administrators_and_who_is_stood_in_for_are_told_by_mail(database: Database) -> None:
    region = await cast()
    boss = await another_administrator(region.north)
    other = await another_administrator(region.north)
    deputy = await actor(RoleKind.READER, organisation=region.north)
    await DATABASE.fetch("update person set email = id || '@x.example'")
    held = region.pin_north.roles[0].id
    asked = StandInForm(deputy.person_id, TODAY, NEXT_WEEK)
    await stand_in(held, asked, by=region.pin_north, at=AT)
    assert set(await told_by_mail()) == {boss.person_id, other.person_id, deputy.person_id}
    await DATABASE.fetch("delete from notice")
    third = await actor(RoleKind.READER, organisation=region.north)
    asked = StandInForm(third.person_id, TODAY, NEXT_WEEK)
    await stand_in(held, asked, by=boss, at=AT)
    said = await told_by_mail()
    assert set(said) == {region.pin_north.person_id, other.person_id}, "the third has no address"
    assert "Noordstad" in said[other.person_id]
    assert region.pin_north.function in said[other.person_id]


async def test_who_runs_the_service_is_told_where_no_organisation_is(database: Database) -> None:
    await cast()
    first, second = await operator(), await operator()
    auditor = await actor(RoleKind.AUDITOR)
    await DATABASE.fetch("update person set email = id || '@x.example'")
    asked = StandInForm(auditor.person_id, TODAY, NEXT_WEEK)
    await stand_in(first.roles[0].id, asked, by=first, at=AT)
    assert set(await told_by_mail()) == {second.person_id, auditor.person_id}


async def test_no_token_that_who_stands_in_makes_outlives_that(database: Database) -> None:
    region = await cast()
    deputy = await a_deputy(region)
    with pytest.raises(Refused, match="stand in for somebody here yourself") as told:
        await token(region.keeper, RoleKind.READER, by=deputy, at=AT, days=8)
    assert [one.field for one in told.value.complaints] == ["validUntil"]
    assert await token(region.keeper, RoleKind.READER, by=deputy, at=AT, days=7)
    assert await token(
        region.keeper, RoleKind.READER, by=region.administrator, at=AT, days=300, name="other"
    )
