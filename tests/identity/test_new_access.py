"""New access: who gives it to whom, what ends by it, what comes in its place, who is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.access import equipped, linked, ways_left
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import AT, DAYS, TODAY, as_of, joining, operator

from governance.audit.queries import broken_at
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.views import add
from governance.identity.actions import sign_in
from governance.identity.inviting.actions import accept, send_again
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.making.actions import Invited
from governance.identity.inviting.queries import open_invitations
from governance.identity.people.actions import join
from governance.identity.people.forms import RenewalForm
from governance.identity.people.queries import person
from governance.identity.people.renewing.actions import new_access
from governance.identity.queries import signed_in
from governance.identity.rules import Caller
from governance.identity.tables import RoleAssignment

OLD, NEW = "paard accu nietje klopt", "zeven blauwe tegels thuis"
ADDRESS = "lezer@regio.example"
SINCE = TODAY.replace(year=2020)


async def came_in(region: Cast, email: str = ADDRESS, **given: Any) -> UUID:
    """Somebody who was invited by the administrator of the keeper, and chose a password."""
    asked = joining(email, region.keeper, **given)
    made = await join(asked, by=region.administrator, at=AT, days=DAYS)
    return await accept(made.token, AcceptForm(OLD), by=None, address="::1", at=AT)


async def renewed(who: UUID, by: Actor, *providers: str, version: int | None = None) -> Invited:
    form = RenewalForm(version)
    return await new_access(who, form, by=by, at=AT, days=DAYS, providers=providers)


async def holds(who: UUID, **given: Any) -> None:
    await add(RoleAssignment(**{"person": who, "kind": "reader", "valid_from": SINCE} | given))


async def offers(who: UUID, by: Actor) -> bool:
    return "new_access" in (await person(who, by=by, at=AT)).verbs


async def letters(who: UUID) -> list[tuple[str, str]]:
    rows = await DATABASE.fetch(
        "select kind, address from notice where person_id = $1 and state = 'waiting' order by id",
        who,
    )
    return [(row["kind"], row["address"]) for row in rows]


async def test_every_old_way_in_ends_and_one_link_lets_the_person_in_anew(
    database: Database,
) -> None:
    region = await cast()
    who = await came_in(region)
    token = await equipped(who)
    assert await signed_in(token, at=AT) and await ways_left(who) == 6
    made = await renewed(who, region.administrator)
    assert await ways_left(who) == 0
    assert await signed_in(token, at=AT) is None
    for said in (OLD, ""):
        with pytest.raises(Refused):
            await sign_in(ADDRESS, said, caller=Caller("::1"), at=AT)
    assert await accept(made.token, AcceptForm(NEW), by=None, address="::1", at=AT) == who
    with pytest.raises(Refused):
        await sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT)
    begun = await sign_in(ADDRESS, NEW, caller=Caller("::1"), at=AT)
    found = await signed_in(begun.token, at=AT)
    assert found and found.actor.organisations_as(RoleKind.READER) == {region.keeper}
    with pytest.raises(NotFound):
        await accept(made.token, AcceptForm(OLD), by=None, address="::1", at=AT)


async def test_the_trail_says_who_did_it_to_whom_and_the_owner_is_told(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    made = await renewed(who, region.administrator)
    rows = await DATABASE.fetch(
        "select organisation_id, actor_id, kind, thing_id, changes::text as changes"
        " from trail_entry where verb = 'new_access'",
    )
    assert [tuple(row) for row in rows] == [
        (region.keeper, region.administrator.person_id, "person", who, "{}")
    ]
    assert await letters(who) == [("access_renewed", ADDRESS), ("invitation", ADDRESS)]
    assert await broken_at(region.keeper) is None
    [one] = await open_invitations(region.administrator, AT, person=who)
    assert one.id == made.id


@pytest.mark.parametrize("name", ["secretary", "chair", "pin_north", "outsider"])
async def test_who_could_not_withdraw_the_role_gives_no_access(
    database: Database, name: str
) -> None:
    region = await cast()
    who = await came_in(region)
    with pytest.raises(NotFound):
        await renewed(who, getattr(region, name))
    assert await letters(who) == []
    assert await sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT)


async def test_the_operator_may_and_a_machine_never(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    machine = replace(region.administrator, token_of="beheerder")
    with pytest.raises(NotFound):
        await renewed(who, machine)
    assert await offers(who, await operator())
    assert (await renewed(who, await operator())).person_id == who


async def test_who_holds_a_role_elsewhere_as_well_gets_it_from_the_operator_only(
    database: Database,
) -> None:
    region = await cast()
    who = await came_in(region)
    await holds(who, organisation=region.stranger, valid_from=TODAY + timedelta(days=30))
    for by in (region.administrator, region.outsider):
        assert not await offers(who, by), "what is not there is not offered"
        with pytest.raises(NotAllowed):
            await renewed(who, by)
    assert await renewed(who, await operator())


async def test_a_role_elsewhere_that_is_over_hinders_nobody_and_its_organisation_sees_nothing(
    database: Database,
) -> None:
    region = await cast()
    who = await came_in(region)
    await holds(who, organisation=region.stranger, valid_until=TODAY)
    assert await offers(who, region.administrator)
    await renewed(who, region.administrator)
    assert [one.person_id for one in await open_invitations(region.administrator, AT)] == [who]
    assert await open_invitations(region.outsider, AT) == []
    [row] = await DATABASE.fetch(
        "select organisation_id from trail_entry where verb = 'new_access'"
    )
    assert row["organisation_id"] == region.keeper


async def test_nobody_gives_it_to_oneself(database: Database) -> None:
    region = await cast()
    by = region.administrator
    assert not await offers(by.person_id, by)
    with pytest.raises(WrongState) as told:
        await renewed(by.person_id, by)
    assert told.value.why.startswith("Nobody gives themselves")


async def test_who_comes_in_by_a_provider_gets_it_back_there(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    await linked(who, "entra")
    with pytest.raises(WrongState) as told:
        await renewed(who, region.administrator, "entra", "keycloak")
    assert "helpdesk" in told.value.why
    assert await ways_left(who) == 1
    assert await letters(who) == []


async def test_an_account_of_a_provider_that_is_gone_locks_nobody_out(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    await linked(who, "of before")
    await DATABASE.fetch("update person set password_hash = '' where id = $1", who)
    made = await renewed(who, region.administrator, "entra")
    assert await ways_left(who) == 0
    assert await accept(made.token, AcceptForm(NEW), by=None, address="::1", at=AT) == who


async def test_who_never_came_in_is_invited_anew_instead(database: Database) -> None:
    region = await cast()
    asked = joining(ADDRESS, region.keeper)
    who = (await join(asked, by=region.administrator, at=AT, days=DAYS)).person_id
    assert not await offers(who, region.administrator)
    with pytest.raises(WrongState) as told:
        await renewed(who, region.administrator)
    assert told.value.why.endswith("Make a new invitation.")
    assert await send_again(who, by=region.administrator, at=AT, days=DAYS)


async def test_who_left_gets_none(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    await DATABASE.fetch(
        "update role_assignment set valid_until = $2 where person = $1", who, TODAY
    )
    with pytest.raises(NotFound):
        await renewed(who, region.administrator)


async def test_who_stands_in_opens_no_account_that_outlives_it(database: Database) -> None:
    region = await cast()
    deputy = await actor(RoleKind.READER, organisation=region.keeper)
    await holds(
        deputy.person_id, kind="administrator", organisation=region.keeper,
        stands_in_for=region.administrator.roles[0].id, valid_until=TODAY + timedelta(days=7),
    )  # fmt: skip
    by = await as_of(deputy.person_id, AT)
    boss = region.administrator.person_id
    assert not await offers(boss, by)
    with pytest.raises(NotAllowed):
        await renewed(boss, by)
    [row] = await DATABASE.fetch("select password_hash from person where id = $1", boss)
    assert row["password_hash"]
    reader = await came_in(region)
    assert await offers(reader, by)
    assert await renewed(reader, by)


async def test_of_two_at_once_one_is_told_and_one_link_works(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    version = (await person(who, by=region.administrator, at=AT)).version
    done = await asyncio.gather(
        *(renewed(who, by, version=version) for by in (region.administrator, await operator())),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["Invited", "WrongState"]
    assert len(await open_invitations(region.administrator, AT, person=who)) == 1


async def test_what_was_changed_meanwhile_is_looked_at_first(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    seen = (await person(who, by=region.administrator, at=AT)).version
    with pytest.raises(Overtaken):
        await renewed(who, region.administrator, version=seen - 1)
    assert await sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT)


async def test_who_has_no_address_gets_the_link_from_hand_to_hand(database: Database) -> None:
    region = await cast()
    pin = await actor(RoleKind.LINKING_PIN, organisation=region.keeper)
    made = await renewed(pin.person_id, region.administrator)
    assert await letters(pin.person_id) == []
    assert await accept(made.token, AcceptForm(NEW), by=None, address="::1", at=AT)


async def test_a_role_that_was_offered_stays_open(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    offered = await join(joining(ADDRESS, region.stranger), by=region.outsider, at=AT, days=DAYS)
    made = await renewed(who, region.administrator)
    assert await accept(made.token, AcceptForm(NEW), by=None, address="::1", at=AT) == who
    oneself = await as_of(who, AT)
    await accept(offered.token, AcceptForm(), by=oneself, address="::1", at=AT)
    assert (await as_of(who, AT)).organisations_as(RoleKind.READER) == {
        region.keeper, region.stranger
    }  # fmt: skip
