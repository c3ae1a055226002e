"""Two people at the same invitation, sessions or leaver at once: one does it, the other is told."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from tests.builders.parties import Cast, cast
from tests.builders.people import AT, DAYS, another_administrator, joining
from tests.identity.test_coming_back import ADDRESS, LATER, a_leaver

from governance.audit.queries import broken_at
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.identity.inviting.actions import accept, withdraw
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.making.actions import Invited
from governance.identity.people.actions import end_sessions, join

PASSWORD = "lamp boter fiets wolkje"


async def invited(region: Cast) -> Invited:
    return await join(
        joining("n@regio.example", region.keeper), by=region.administrator, at=AT, days=DAYS
    )


def kinds(done: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in done)


async def test_an_invitation_is_withdrawn_once_and_by_nobody_of_elsewhere(
    database: Database,
) -> None:
    region = await cast()
    made, second = await invited(region), await another_administrator(region.keeper)
    for outsider in (region.outsider, region.pin_north, region.chair):
        with pytest.raises(NotFound):
            await withdraw(made.id, by=outsider, at=AT)
    done = await asyncio.gather(
        *(withdraw(made.id, by=by, at=AT) for by in (region.administrator, second)),
        return_exceptions=True,
    )
    assert kinds(done) == ["NoneType", "NotFound"]
    rows = await DATABASE.fetch("select 1 from trail_entry where verb = 'withdraw_invitation'")
    assert len(rows) == 1


async def test_of_accepting_and_withdrawing_at_once_one_counts(database: Database) -> None:
    region = await cast()
    made = await invited(region)
    done = await asyncio.gather(
        accept(made.token, AcceptForm(PASSWORD), by=None, address="::1", at=AT),
        withdraw(made.id, by=region.administrator, at=AT),
        return_exceptions=True,
    )
    [row] = await DATABASE.fetch(
        "select i.used, p.password_hash <> '' as came_in from invitation i"
        " join person p on p.id = i.person where i.id = $1", made.id,
    )  # fmt: skip
    accepted = isinstance(done[0], UUID)
    assert kinds(done) == sorted(["UUID" if accepted else "NoneType", "NotFound"])
    assert row["used"] is row["came_in"] is accepted
    assert await broken_at(region.keeper) is None


async def test_sessions_that_two_end_at_once_end_once(database: Database) -> None:
    region = await cast()
    who, second = region.administrator, await another_administrator(region.keeper)
    await DATABASE.fetch(
        "insert into session (id, person, token_hash, made_at, seen_at)"
        " values (gen_random_uuid(), $1, 'x', $2, $2)", who.person_id, AT,
    )  # fmt: skip
    done = await asyncio.gather(
        *(end_sessions(who.person_id, by=by, at=AT) for by in (who, second))
    )
    assert sorted(done) == [0, 1]
    rows = await DATABASE.fetch("select 1 from trail_entry where verb = 'end_sessions'")
    assert len(rows) == 1, "nothing is noted where nothing ended"


async def test_whom_two_take_up_again_at_once_works_for_one_and_is_offered_the_other(
    database: Database,
) -> None:
    region = await cast()
    left = await a_leaver(region)
    north, south = [await another_administrator(of) for of in (region.north, region.south)]
    made = await asyncio.gather(
        join(joining(ADDRESS, region.north), by=north, at=LATER, days=DAYS),
        join(joining(ADDRESS, region.south), by=south, at=LATER, days=DAYS),
    )
    assert sorted(one.offered for one in made) == [False, True]
    rows = await DATABASE.fetch(
        "select organisation from role_assignment where person = $1 and valid_until is null",
        left.person_id,
    )
    assert len(rows) == 1
