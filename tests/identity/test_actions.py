"""Signing in: one answer to every failure, sessions that end, throttling in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.passwords import hashed

from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.base.views import add
from governance.identity.actions import sign_in, sign_out
from governance.identity.queries import Over, SignedIn, signed_in
from governance.identity.rules import (
    ABSOLUTE,
    FAILURES_PER_NAME,
    FAILURES_PER_NETWORK,
    IDLE,
    WINDOW,
    Caller,
)
from governance.identity.tables import Person, RoleAssignment
from governance.parties.tables import Filling

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"


async def person(name: str = "pin.noord") -> UUID:
    return await add(
        Person(sign_in_name=name, function="linking pin", password_hash=await hashed(PASSWORD))
    )


async def linking_pin(**columns: object) -> tuple[UUID, UUID]:
    who, organisation = await person(), await parties.organisation("Noordstad")
    await add(
        RoleAssignment(
            **{
                "person": who,
                "kind": "linking_pin",
                "organisation": organisation,
                "valid_from": date(2026, 1, 1),
                **columns,
            }
        )
    )
    return who, organisation


async def entered(name: str, password: str, address: str, at: datetime) -> str:
    return (await sign_in(name, password, caller=Caller(address), at=at)).token


async def found(token: str, at: datetime) -> SignedIn:
    session = await signed_in(token, at=at)
    assert isinstance(session, SignedIn)
    return session


async def test_who_signs_in_acts_with_the_roles_of_that_day(database: Database) -> None:
    who, organisation = await linking_pin()
    session = await found(await entered("PIN.Noord ", PASSWORD, "::1", AT), AT)
    assert session.actor.person_id == who
    assert session.actor.organisations == {organisation}
    acts = await history(session.session_id, by=session.actor)
    assert [a.verb for a in acts] == ["signed_in"]


async def test_unknown_name_wrong_password_and_no_role_answer_the_same(
    database: Database,
) -> None:
    await linking_pin()
    await person("zonder.rol")
    said = set()
    for name, password in (
        ("niemand", PASSWORD),
        ("pin.noord", "wrong"),
        ("zonder.rol", PASSWORD),
    ):
        with pytest.raises(Refused) as refused:
            await entered(name, password, "::1", AT)
        said.add(str(refused.value))
    assert len(said) == 1


async def test_a_session_ends_by_idleness_by_age_and_by_signing_out(database: Database) -> None:
    await linking_pin()
    token = await entered("pin.noord", PASSWORD, "::1", AT)
    assert await signed_in(token, at=AT + IDLE) is None
    await DATABASE.fetch("update session set seen_at = $1", AT + ABSOLUTE)
    assert await signed_in(token, at=AT + ABSOLUTE) is None
    session = await found(token, AT + IDLE)
    await sign_out(session.session_id, by=session.actor, at=AT)
    assert await signed_in(token, at=AT) is None


async def test_the_token_itself_is_not_in_the_database(database: Database) -> None:
    await linking_pin()
    token = await entered("pin.noord", PASSWORD, "::1", AT)
    [row] = await DATABASE.fetch("select token_hash from session")
    assert token.encode() not in row["token_hash"]


GUESSER, ELSEWHERE = "192.0.2.7", "198.51.100.7"


async def guessed(times: int, name: str = "pin.noord", address: str = GUESSER) -> None:
    for _ in range(times):
        with pytest.raises(Refused) as refused:
            await entered(name, "wrong", address, AT)
        assert "belong together" in refused.value.complaints[0].problem


async def test_too_many_failures_close_the_name_for_that_network_for_a_while(
    database: Database,
) -> None:
    await linking_pin()
    await guessed(FAILURES_PER_NAME)
    with pytest.raises(Refused) as refused:
        await entered("PIN.noord ", PASSWORD, GUESSER, AT)
    [complaint] = refused.value.complaints
    assert "Too many" in complaint.problem
    assert complaint.values == {"time": "13:15"}, "a quarter of an hour later, as Amsterdam has it"
    assert await entered("pin.noord", PASSWORD, GUESSER, AT + WINDOW)


async def test_nobody_closes_the_name_of_who_is_elsewhere(database: Database) -> None:
    await linking_pin()
    await guessed(FAILURES_PER_NAME)
    assert await entered("pin.noord", PASSWORD, ELSEWHERE, AT)


async def test_another_address_of_the_same_ipv6_network_gets_no_new_count(
    database: Database,
) -> None:
    await linking_pin()
    await guessed(FAILURES_PER_NAME, address="2001:db8::1")
    with pytest.raises(Refused, match="Too many"):
        await entered("pin.noord", PASSWORD, "2001:db8:0:ff::2", AT)
    assert await entered("pin.noord", PASSWORD, "2001:db8:0:100::1", AT)


async def test_many_names_from_one_network_close_that_network(database: Database) -> None:
    await linking_pin()
    for number in range(FAILURES_PER_NETWORK):
        await guessed(1, name=f"name{number}")
    with pytest.raises(Refused, match="Too many"):
        await entered("pin.noord", PASSWORD, GUESSER, AT)
    assert await entered("pin.noord", PASSWORD, ELSEWHERE, AT)


async def test_a_role_ends_with_the_filling_that_it_follows(database: Database) -> None:
    organisation = await parties.organisation("Zuiddorp")
    filling = await add(
        Filling(
            organisation=organisation,
            function="linking_pin",
            holder_function="beleidsadviseur veiligheid",
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 12, 1),
        )
    )
    await linking_pin(filling=filling)
    token = await entered("pin.noord", PASSWORD, "::1", AT)
    assert (await found(token, AT)).actor.roles
    december = datetime(2026, 12, 1, 12, tzinfo=UTC)
    await DATABASE.fetch("update session set made_at = $1, seen_at = $1", december)
    assert await signed_in(token, at=december) == Over(date(2026, 12, 1), "nl")
