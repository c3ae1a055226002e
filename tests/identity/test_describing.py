"""Another mail address: who sets it, what follows it, what ends, and who is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.access import equipped
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import AT, DAYS, TODAY, as_of, joining, operator

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused
from governance.base.views import add
from governance.identity.actions import sign_in
from governance.identity.inviting.actions import accept
from governance.identity.inviting.forms import AcceptForm
from governance.identity.people.actions import join
from governance.identity.people.describing.actions import change_details
from governance.identity.people.forms import DetailsForm
from governance.identity.people.queries import people, person
from governance.identity.people.rules import Wanted
from governance.identity.queries import signed_in
from governance.identity.rules import Caller
from governance.identity.tables import RoleAssignment

OLD, NEW = "lezer@regio.example", "lezer@nieuw.example"
PASSWORD = "paard accu nietje klopt"


async def came_in(region: Cast, email: str = OLD) -> UUID:
    made = await join(joining(email, region.keeper), by=region.administrator, at=AT, days=DAYS)
    return await accept(made.token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)


async def moves(who: UUID, by: Actor, email: str | None = NEW, version: int | None = None) -> None:
    form = DetailsForm("adviseur", version=version, email=email)
    await change_details(who, form, by=by, at=AT)


async def refused(who: UUID, by: Actor, email: str) -> str:
    with pytest.raises(Refused) as told:
        await moves(who, by, email)
    [complaint] = told.value.complaints
    return f"{complaint.field}: {complaint.problem}"


async def address_of(who: UUID) -> tuple[str, str]:
    [row] = await DATABASE.fetch("select email, sign_in_name from person where id = $1", who)
    return row["email"], row["sign_in_name"]


async def told(who: UUID) -> list[tuple[str, str]]:
    rows = await DATABASE.fetch(
        "select kind, address from notice where person_id = $1 and state = 'waiting'", who
    )
    return [(row["kind"], row["address"]) for row in rows]


async def test_the_sign_in_name_follows_sessions_end_and_the_old_address_is_told(
    database: Database,
) -> None:
    region = await cast()
    who = await came_in(region)
    token = await equipped(who)
    await moves(who, region.administrator, NEW.upper())
    assert await address_of(who) == (NEW, NEW)
    assert await signed_in(token, at=AT) is None
    assert await told(who) == [("address_changed", OLD)]
    with pytest.raises(Refused):
        await sign_in(OLD, PASSWORD, caller=Caller("::1"), at=AT)
    [row] = await DATABASE.fetch("select password_hash from person where id = $1", who)
    assert row["password_hash"], "the password stays"
    found = await people(region.administrator, Wanted(search="nieuw"), TODAY)
    assert [one.id for one in found.people] == [who], "found by the new address"
    [entry] = await DATABASE.fetch(
        "select changes::text as changes from trail_entry where verb = 'change_details'"
    )
    assert "another_address" in entry["changes"]
    assert "example" not in entry["changes"], "no address in the trail"


async def test_an_open_invitation_to_the_old_address_works_no_more(database: Database) -> None:
    region = await cast()
    made = await join(joining(OLD, region.keeper), by=region.administrator, at=AT, days=DAYS)
    assert made.person_id is not None
    await moves(made.person_id, region.administrator)
    with pytest.raises(NotFound):
        await accept(made.token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    assert await told(made.person_id) == [("address_changed", OLD)]


async def test_a_name_of_ones_own_stays_and_who_had_no_address_is_told_nothing(
    database: Database,
) -> None:
    region = await cast()
    pin = await actor(RoleKind.LINKING_PIN, organisation=region.keeper)
    before = (await address_of(pin.person_id))[1]
    await moves(pin.person_id, region.administrator)
    assert await address_of(pin.person_id) == (NEW, before)
    assert await told(pin.person_id) == []


async def test_without_another_address_nothing_ends(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    token = await equipped(who)
    for same in (None, OLD, f" {OLD.upper()} "):
        await moves(who, region.administrator, same)
    assert await signed_in(token, at=AT)
    assert await told(who) == []


@pytest.mark.parametrize("name", ["secretary", "chair", "pin_north", "outsider"])
async def test_who_does_not_keep_the_details_sets_no_address(database: Database, name: str) -> None:
    region = await cast()
    who = await came_in(region)
    with pytest.raises(NotFound):
        await moves(who, getattr(region, name))
    assert await address_of(who) == (OLD, OLD)


async def test_a_machine_sets_no_address(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    with pytest.raises(NotFound):
        await moves(who, replace(region.administrator, token_of="beheerder"))


async def test_of_somebody_with_a_role_elsewhere_only_the_operator_sets_it(
    database: Database,
) -> None:
    region = await cast()
    who = await came_in(region)
    await add(
        RoleAssignment(person=who, kind="reader", organisation=region.stranger, valid_from=TODAY)
    )
    with pytest.raises(Refused, match="cannot withdraw"):
        await moves(who, region.administrator)
    await moves(who, region.administrator, None)
    assert (await person(who, by=region.administrator, at=AT)).function == "adviseur"
    await moves(who, await operator())
    assert await address_of(who) == (NEW, NEW)


async def test_who_stands_in_takes_no_account_over_by_its_address(database: Database) -> None:
    region = await cast()
    deputy = await actor(RoleKind.READER, organisation=region.keeper)
    await add(
        RoleAssignment(
            person=deputy.person_id, kind="administrator", organisation=region.keeper,
            stands_in_for=region.administrator.roles[0].id,
            valid_from=TODAY, valid_until=TODAY + timedelta(days=7),
        )
    )  # fmt: skip
    by = await as_of(deputy.person_id, AT)
    with pytest.raises(Refused, match="cannot withdraw"):
        await moves(region.administrator.person_id, by)


async def test_an_address_of_somebody_seen_is_named_and_of_somebody_unseen_only_known(
    database: Database,
) -> None:
    region = await cast()
    who = await came_in(region)
    await came_in(region, "b@regio.example")
    made = await join(
        joining("c@verweg.example", region.stranger), by=region.outsider, at=AT, days=DAYS
    )
    assert made.person_id
    by = region.administrator
    assert "known to you already" in await refused(who, by, "B@regio.example")
    assert await refused(who, by, "c@verweg.example") == (
        "email: Somebody has this address already."
    )
    assert await refused(who, by, "") == "email: Fill in this field."
    assert "no mail address" in await refused(who, by, "geen adres")
    assert await address_of(who) == (OLD, OLD)


async def test_two_people_get_one_address_once(database: Database) -> None:
    region = await cast()
    both = [await came_in(region), await came_in(region, "b@regio.example")]
    done = await asyncio.gather(
        *(moves(who, region.administrator) for who in both), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", "Refused"]


async def test_who_saw_an_older_version_overwrites_nothing(database: Database) -> None:
    region = await cast()
    who = await came_in(region)
    seen = (await person(who, by=region.administrator, at=AT)).version
    await moves(who, region.administrator, None)
    with pytest.raises(Overtaken):
        await moves(who, region.administrator, NEW, seen)
    assert await address_of(who) == (OLD, OLD)


async def test_an_administrator_moves_the_own_address_and_signs_in_anew(
    database: Database,
) -> None:
    region = await cast()
    boss = region.administrator
    token = await equipped(boss.person_id)
    await moves(boss.person_id, boss)
    assert (await address_of(boss.person_id))[0] == NEW
    assert await signed_in(token, at=AT) is None
