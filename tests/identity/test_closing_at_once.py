"""New access at the very moment of a sign-in by the old way: it lets nobody stay in."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from tests.builders.access import equipped, ways_left
from tests.builders.parties import cast
from tests.builders.passkeys import ORIGIN, Device
from tests.builders.people import AT
from tests.builders.waiting import elsewhere, waits
from tests.conftest import KEY
from tests.identity.test_new_access import ADDRESS, NEW, OLD, came_in, renewed

from governance.base.database import DATABASE, Database
from governance.base.errors import Refused, SignInNeeded
from governance.base.views import add
from governance.identity.actions import Step, sign_in
from governance.identity.factors.rules import code_hash
from governance.identity.factors.tables import RecoveryCode
from governance.identity.passkeys.actions import challenge_to_sign_in, sign_in_by_passkey
from governance.identity.passkeys.rules import site_of
from governance.identity.passkeys.tables import Passkey
from governance.identity.rules import Caller
from governance.identity.second_step.actions import take

CODE, SITE = "ABCDE-FGHJK-LMNPQ", site_of(ORIGIN)
_SESSION = """
insert into session (id, person, token_hash, made_at, seen_at)
values (gen_random_uuid(), $1, 'came in by it', $2, $2)"""


async def sessions_of(who: UUID) -> int:
    return len(await DATABASE.fetch("select 1 from session where person = $1", who))


async def test_a_password_that_is_closed_while_it_is_judged_begins_no_session(
    database: Database, owner_url: str
) -> None:
    who = await came_in(await cast())
    before = await sessions_of(who)
    async with elsewhere(owner_url) as other:
        await other.execute("update person set password_hash = '' where id = $1", who)
        coming = await waits(sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT), other)
    with pytest.raises(Refused, match="do not belong together"):
        await coming
    assert await sessions_of(who) == before


async def test_nor_does_it_begin_a_second_step(database: Database, owner_url: str) -> None:
    who = await came_in(await cast())
    await equipped(who)
    await DATABASE.fetch("delete from pending_sign_in")
    async with elsewhere(owner_url) as other:
        await other.execute("update person set password_hash = '' where id = $1", who)
        coming = await waits(sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT), other)
    with pytest.raises(Refused):
        await coming
    assert await DATABASE.fetch("select 1 from pending_sign_in") == []


async def test_who_comes_in_by_an_old_way_while_it_closes_is_out_with_it(
    database: Database, owner_url: str
) -> None:
    region = await cast()
    who = await came_in(region)
    await equipped(who)
    async with elsewhere(owner_url) as other:
        await other.execute("select from person where id = $1 for no key update", who)
        closing = await waits(renewed(who, region.administrator), other)
        await other.execute(_SESSION, who, AT)
    await closing
    assert await ways_left(who) == await sessions_of(who) == 0


async def test_a_second_step_that_is_closed_while_it_is_judged_begins_no_session(
    database: Database, owner_url: str
) -> None:
    who = await came_in(await cast())
    await equipped(who)
    await add(RecoveryCode(person=who, code_hash=code_hash(who, CODE)))
    begun = await sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT)
    assert begun.step is Step.SECOND
    before = await sessions_of(who)
    async with elsewhere(owner_url) as other:
        await other.execute("select from person where id = $1 for update", who)
        coming = await waits(take(begun.token, CODE, key=KEY, caller=Caller("::1"), at=AT), other)
        await other.execute("delete from pending_sign_in where person = $1", who)
    with pytest.raises(SignInNeeded):
        await coming
    assert await sessions_of(who) == before


async def test_a_passkey_that_is_taken_away_while_it_is_judged_begins_no_session(
    database: Database, owner_url: str
) -> None:
    who, device = await came_in(await cast()), Device()
    await add(Passkey(person=who, credential_id=device.id, public_key=device.public, made_at=AT))
    asked = await challenge_to_sign_in(site=SITE, caller=Caller("::1"), at=AT)
    before = await sessions_of(who)
    async with elsewhere(owner_url) as other:
        await other.execute("select from person where id = $1 for update", who)
        said = device.used(asked)
        coming = await waits(
            sign_in_by_passkey(said, site=SITE, caller=Caller("::1"), at=AT), other
        )
        await other.execute("delete from passkey where person = $1", who)
    with pytest.raises(Refused):
        await coming
    assert await sessions_of(who) == before


async def test_two_who_sign_in_while_the_hash_is_made_stronger_both_come_in(
    database: Database,
) -> None:
    who = await came_in(await cast())
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(OLD)
    await DATABASE.fetch("update person set password_hash = $2 where id = $1", who, weak)
    done = await asyncio.gather(
        *(sign_in(ADDRESS, OLD, caller=Caller("::1"), at=AT) for _ in range(3))
    )
    assert len({one.token for one in done}) == 3
    with pytest.raises(Refused):
        await sign_in(ADDRESS, NEW, caller=Caller("::1"), at=AT)
