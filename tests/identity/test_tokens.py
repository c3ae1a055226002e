"""API tokens: what they look like, who makes which, what a machine may, and how they end."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.builders import agreements as build
from tests.builders.parties import actor, cast
from tests.builders.people import AT, DAYS, TODAY, joining, operator
from tests.builders.people import role as role_form
from tests.builders.tokens import NAME, comes_in, token, token_form

from governance.agreements.sharing.actions import share_draft
from governance.audit.queries import broken_at, history
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Refused, WrongState
from governance.base.ids import new_id
from governance.base.permissions import TABLE, may
from governance.identity.inviting.making.actions import Invited
from governance.identity.people.actions import join
from governance.identity.people.queries import person
from governance.identity.roles.actions import end_role, give_role, stand_in
from governance.identity.roles.forms import EndForm, StandInForm
from governance.identity.roles.queries import peers, role
from governance.identity.tokens.actions import Made, make_token, withdraw_token
from governance.identity.tokens.forms import TokenForm
from governance.identity.tokens.queries import PAGE_SIZE, tokens
from governance.identity.tokens.queries import token as one
from governance.identity.tokens.rules import (
    KINDS,
    LONGEST_NAME,
    TokenState,
    latest,
    new_api_token,
    state_of,
    well_formed,
)
from governance.identity.tokens.telling.actions import tell_of_ending
from governance.identity.tokens.using.actions import used
from governance.identity.tokens.using.queries import machine

MORROW = TODAY + timedelta(days=1)
YEAR = date(2027, 11, 24)


async def refused(doing: Any) -> list[str]:
    with pytest.raises(Refused) as told:
        await doing
    return [complaint.field for complaint in told.value.complaints]


def test_a_token_is_known_by_its_prefix_and_its_checksum() -> None:
    made = {new_api_token() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"gov_[0-9A-Za-z]{49}", one) and well_formed(one) for one in made)
    said = made.pop()
    other = said[:20] + ("a" if said[20] != "a" else "b") + said[21:]
    for wrong in (other, said[:-1], said + "a", said.replace("gov_", "gov-"), "gov_", ""):
        assert not well_formed(wrong)


def test_a_token_works_a_year_at_most_also_from_a_leap_day() -> None:
    assert latest(date(2026, 11, 24)) == date(2027, 11, 24)
    assert latest(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, "ended"), (1, "ends_soon"), (14, "ends_soon"), (15, "works")],
)
def test_a_token_that_ends_within_a_fortnight_says_so(days: int, state: str) -> None:
    assert state_of(TODAY + timedelta(days=days), None, TODAY) == state
    assert state_of(TODAY + timedelta(days=days), AT, TODAY) is TokenState.WITHDRAWN


async def test_a_machine_comes_in_with_the_roles_of_its_token_until_its_day(
    database: Database,
) -> None:
    people = await cast()
    kinds = (RoleKind.READER, RoleKind.LINKING_PIN)
    made = await token(people.keeper, *kinds, by=people.administrator, at=AT, days=2)
    found = await comes_in(made, AT)
    assert found.machine
    assert found.function == f"API: {NAME}", "nobody takes it for a person"
    assert {r.kind for r in found.roles} == set(kinds)
    assert found.organisations == {people.keeper}
    assert found.regions, "as a person who works there"
    assert await machine(made.token, at=AT + timedelta(days=1)) is not None
    assert await machine(made.token, at=AT + timedelta(days=2)) is None
    assert await machine(new_api_token(), at=AT) is None


async def test_coming_in_takes_one_query_and_what_cannot_be_a_token_none(
    database: Database,
) -> None:
    people = await cast()
    made = await token(people.keeper, by=people.administrator, at=AT)
    before = DATABASE.queries
    assert await machine(made.token, at=AT)
    assert DATABASE.queries - before == 1
    assert await machine("gov_" + "a" * 49, at=AT) is None
    assert DATABASE.queries - before == 1


async def test_only_the_hash_of_a_token_is_kept(database: Database) -> None:
    people = await cast()
    made = await token(people.keeper, by=people.administrator, at=AT)
    tables = await DATABASE.fetch(
        "select table_name from information_schema.tables where table_schema = 'public'"
    )
    assert len(tables) > 30
    for row in tables:
        found = await DATABASE.fetch(
            f'select 1 from "{row["table_name"]}" t where t::text like $1', f"%{made.token[4:40]}%"
        )
        assert found == [], row["table_name"]


async def test_making_stands_in_the_trail_with_the_roles_and_no_secret(database: Database) -> None:
    people = await cast()
    made = await token(people.keeper, by=people.administrator, at=AT)
    [act] = await history(made.id, by=people.administrator)
    assert (act.verb, act.actor_id) == ("make_token", people.administrator.person_id)
    told = msgspec.json.decode(act.changes)
    assert (told["token_name"], told["roles"]) == (NAME, ["reader"])
    rows = await DATABASE.fetch("select verb, cause_id from trail_entry order by id")
    assert [(r["verb"], r["cause_id"]) for r in rows] == [
        ("give_role", made.id), ("make_token", None),
    ]  # fmt: skip
    assert await broken_at(people.keeper) is None


async def test_what_a_machine_does_stands_under_its_name_and_on_behalf_of_who_made_it(
    database: Database,
) -> None:
    people = await cast()
    draft = await build.drafted(people)
    made = await token(people.keeper, RoleKind.ADMINISTRATOR, by=people.administrator, at=AT)
    by = await comes_in(made, AT)
    await share_draft(draft, by=by, at=AT)
    last = (await history(draft, by=people.administrator))[-1]
    view = await one(made.id, by=people.administrator, at=AT)
    assert (last.actor_id, last.on_behalf_of) == (view.machine_id, people.administrator.function)


async def test_every_complaint_comes_at_once(database: Database) -> None:
    people = await cast()
    asked = TokenForm(" ", TODAY, (), None)
    fields = await refused(make_token(asked, by=people.administrator, at=AT))
    assert set(fields) == {"name", "kinds", "validUntil", "forId"}
    later = token_form(people.keeper, until=YEAR + timedelta(days=1))
    assert await refused(make_token(later, by=people.administrator, at=AT)) == ["validUntil"]
    for until in (MORROW, YEAR):
        form = token_form(people.keeper, until=until, name=f"tot {until}")
        assert (await make_token(form, by=people.administrator, at=AT)).valid_until == until
    longest = token_form(people.keeper, until=YEAR, name="x" * LONGEST_NAME)
    assert await make_token(longest, by=people.administrator, at=AT)


async def test_a_name_is_used_once_among_the_tokens_that_work(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await token(people.keeper, by=by, at=AT, days=3)
    again = token_form(people.keeper, until=YEAR, name=f"  {NAME.upper()} ")
    assert await refused(make_token(again, by=by, at=AT)) == ["name"]
    elsewhere = token_form(people.committee, until=YEAR)
    assert await make_token(elsewhere, by=by, at=AT)
    await withdraw_token(made.id, by=by, at=AT)
    assert await make_token(again, by=by, at=AT)


async def test_of_two_who_make_the_same_at_once_one_is_told(database: Database) -> None:
    people = await cast()
    form = token_form(people.keeper, until=YEAR)
    both = await asyncio.gather(
        *(make_token(form, by=people.administrator, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert {type(one) for one in both} == {Made, Refused}


async def test_nobody_makes_a_token_with_a_role_that_they_do_not_give(database: Database) -> None:
    people = await cast()
    system = await operator()
    for by, kind, there in (
        (people.administrator, RoleKind.READER, people.north),
        (people.secretary, RoleKind.SECRETARY, people.committee),
        (people.secretary, RoleKind.READER, people.keeper),
        (system, RoleKind.AUDITOR, people.keeper),
        (system, RoleKind.SYSTEM_ADMINISTRATOR, None),
    ):
        assert await refused(make_token(token_form(there, kind, until=YEAR), by=by, at=AT)) == [
            "kinds"
        ]
    for form in (token_form(None, RoleKind.AUDITOR, until=YEAR), token_form(None, until=YEAR)):
        assert await refused(make_token(form, by=people.administrator, at=AT)) == ["forId"]
    fields = await refused(
        make_token(token_form(people.keeper, RoleKind.CHAIR, until=YEAR), by=system, at=AT)
    )
    assert fields == ["forId"]
    assert await make_token(
        token_form(people.committee, RoleKind.MEMBER, until=YEAR), by=people.secretary, at=AT
    )
    assert await make_token(token_form(None, RoleKind.AUDITOR, until=YEAR), by=system, at=AT)
    [row] = await DATABASE.fetch("select id from grouping limit 1")
    reads = await make_token(token_form(row["id"], until=YEAR), by=system, at=AT)
    assert (await comes_in(reads, AT)).regions == {row["id"]}
    for nobody in (people.pin_north, people.chair):
        with pytest.raises(NotAllowed):
            await make_token(token_form(people.north, until=YEAR), by=nobody, at=AT)
    with pytest.raises(NotFound):
        await make_token(token_form(new_id(), until=YEAR), by=people.administrator, at=AT)


async def test_whatever_its_roles_a_machine_does_nothing_that_only_people_do(
    database: Database,
) -> None:
    people = await cast()
    made = await token(people.keeper, RoleKind.ADMINISTRATOR, by=people.administrator, at=AT)
    by = await comes_in(made, AT)
    for name, row in TABLE.items():
        area = name.partition(".")[0]
        if area in ("session", "account", "person", "role", "invitation", "token"):
            assert not row.held_by(by)
            assert not may(by, name, own=people.keeper)
    with pytest.raises(NotAllowed):
        await token(people.keeper, by=by, at=AT, name="nog een")
    with pytest.raises(NotFound):
        await withdraw_token(made.id, by=by, at=AT)
    with pytest.raises(NotAllowed):
        await join(joining("x@regio.example", people.keeper), by=by, at=AT, days=DAYS)
    who = await reader(people.keeper, people.administrator)
    with pytest.raises(NotFound):
        await give_role(who.person_id, role_form(RoleKind.READER, people.keeper), by=by, at=AT)
    assert may(by, "agreement.begin", keeper=people.keeper), "its other rows are open"


async def reader(of: UUID, by: Actor) -> Invited:
    return await join(joining("lezer@regio.example", of), by=by, at=AT, days=DAYS)


async def test_the_roles_of_a_machine_are_given_ended_and_stood_in_for_by_nobody(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await token(people.keeper, by=by, at=AT)
    acts_as = await comes_in(made, AT)
    [held] = acts_as.roles
    with pytest.raises(NotFound):
        await give_role(acts_as.person_id, role_form(RoleKind.READER, people.keeper), by=by, at=AT)
    with pytest.raises(NotFound):
        await end_role(held.id, EndForm(TODAY, version=1), by=by, at=AT)
    with pytest.raises(NotFound):
        await role(held.id, by=by, today=TODAY)
    with pytest.raises(NotFound):
        await person(acts_as.person_id, by=by, at=AT)
    [mine] = by.roles
    form = StandInForm(acts_as.person_id, TODAY, MORROW)
    another = await actor(RoleKind.ADMINISTRATOR, organisation=people.keeper)
    assert await refused(stand_in(mine.id, form, by=another, at=AT)) == ["personId"]
    shown = await role(mine.id, by=by, today=TODAY)
    assert acts_as.person_id not in {c.id for c in await peers(shown, by=by, today=TODAY)}


async def test_a_machine_does_not_count_as_who_is_left_to_administer(database: Database) -> None:
    people = await cast()
    by = people.administrator
    await token(people.keeper, RoleKind.ADMINISTRATOR, by=by, at=AT)
    [mine] = by.roles
    assert await refused(end_role(mine.id, EndForm(TODAY, version=1), by=by, at=AT)) == [
        "validUntil"
    ]


async def test_a_token_that_is_withdrawn_is_nobodys_at_once_and_its_roles_have_ended(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await token(people.keeper, RoleKind.ADMINISTRATOR, by=by, at=AT)
    await withdraw_token(made.id, by=by, at=AT)
    assert await machine(made.token, at=AT) is None
    rows = await DATABASE.fetch(
        "select r.valid_until from role_assignment r join api_token t on t.person = r.person"
    )
    assert [row["valid_until"] for row in rows] == [TODAY]
    verbs = [act.verb for act in await history(made.id, by=by)]
    assert verbs == ["make_token", "withdraw_token"]
    view = await one(made.id, by=by, at=AT)
    assert (view.state, view.withdrawn_by) == (TokenState.WITHDRAWN, by.function)
    with pytest.raises(WrongState, match="withdrawn"):
        await withdraw_token(made.id, by=by, at=AT)
    assert await broken_at(people.keeper) is None


async def test_nobody_withdraws_a_token_with_a_role_that_they_do_not_give(
    database: Database,
) -> None:
    people = await cast()
    of_table = people.committee
    sees = await token(of_table, RoleKind.READER, by=people.secretary, at=AT)
    more = await token(
        of_table, RoleKind.READER, RoleKind.SECRETARY, by=people.administrator, at=AT, name="meer"
    )
    assert (await one(sees.id, by=people.secretary, at=AT)).may_withdraw
    assert not (await one(more.id, by=people.secretary, at=AT)).may_withdraw
    with pytest.raises(NotAllowed):
        await withdraw_token(more.id, by=people.secretary, at=AT)
    assert await machine(more.token, at=AT), "it works still"
    await withdraw_token(sees.id, by=people.secretary, at=AT)
    assert (await one(more.id, by=people.administrator, at=AT)).may_withdraw
    await withdraw_token(more.id, by=people.administrator, at=AT)
    assert await machine(more.token, at=AT) is None
    ours = await token(people.keeper, RoleKind.AUDITOR, by=people.administrator, at=AT)
    await withdraw_token(ours.id, by=await operator(), at=AT)


async def test_of_two_who_withdraw_at_once_the_second_is_told(database: Database) -> None:
    people = await cast()
    made = await token(people.keeper, by=people.administrator, at=AT)
    both = await asyncio.gather(
        *(withdraw_token(made.id, by=people.administrator, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert {type(one) for one in both} == {type(None), WrongState}


async def test_a_token_that_has_ended_cannot_be_withdrawn_any_more(database: Database) -> None:
    people = await cast()
    made = await token(people.keeper, by=people.administrator, at=AT, days=1)
    with pytest.raises(WrongState, match="ended"):
        await withdraw_token(made.id, by=people.administrator, at=AT + timedelta(days=1))


async def test_the_last_use_is_written_once_a_minute(database: Database) -> None:
    people = await cast()
    made = await token(people.keeper, by=people.administrator, at=AT)
    for seconds, kept in ((0, 0), (30, 0), (60, 60), (90, 60)):
        at = AT + timedelta(seconds=seconds)
        found = await machine(made.token, at=at)
        assert found
        await used(found.token_id, found.last_used_at, at=at)
        view = await one(made.id, by=people.administrator, at=AT)
        assert view.last_used_at == AT + timedelta(seconds=kept)


async def test_everybody_sees_the_tokens_of_what_they_keep_and_no_other(
    database: Database,
) -> None:
    people = await cast()
    system = await operator()
    ours = await token(people.keeper, by=people.administrator, at=AT)
    table = await token(people.committee, by=people.secretary, at=AT)
    whole = await token(None, RoleKind.AUDITOR, by=system, at=AT)
    for who, seen in (
        (people.administrator, {ours.id, table.id}),
        (people.secretary, {table.id}),
        (system, {ours.id, table.id, whole.id}),
        (people.outsider, set()),
    ):
        listed = await tokens(by=who, page=1, at=AT)
        assert ({one.id for one in listed.tokens}, listed.total) == (seen, len(seen))
        for made in (ours, table, whole):
            if made.id in seen:
                assert (await one(made.id, by=who, at=AT)).id == made.id
                continue
            with pytest.raises(NotFound):
                await one(made.id, by=who, at=AT)
            with pytest.raises(NotFound):
                await withdraw_token(made.id, by=who, at=AT)
    with pytest.raises(NotAllowed):
        await tokens(by=people.pin_north, page=1, at=AT)


async def test_the_list_costs_two_queries_at_any_length_and_shows_what_works_first(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    first = await token(people.keeper, by=by, at=AT, name="de eerste")
    await withdraw_token(first.id, by=by, at=AT)
    for number in range(PAGE_SIZE):
        later = datetime(2026, 11, 24, 11, tzinfo=UTC)
        await token(people.keeper, by=by, at=later, name=f"programma {number}")
    before = DATABASE.queries
    listed = await tokens(by=by, page=1, at=AT)
    assert DATABASE.queries - before == 2
    assert (listed.total, listed.pages, len(listed.tokens)) == (PAGE_SIZE + 1, 2, PAGE_SIZE)
    assert all(one.works for one in listed.tokens)
    [last] = (await tokens(by=by, page=99, at=AT)).tokens
    assert (last.id, last.state) == (first.id, TokenState.WITHDRAWN)


def test_a_token_has_every_role_but_that_of_who_runs_the_service() -> None:
    assert set(RoleKind) - set(KINDS) == {RoleKind.SYSTEM_ADMINISTRATOR}


async def test_who_made_a_token_is_told_of_its_end_once_a_fortnight_before(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    await DATABASE.fetch(
        "update person set email = 'beheer@regio.example' where id = $1", by.person_id
    )
    long = await token(people.keeper, by=by, at=AT, days=30)
    await token(people.keeper, by=by, at=AT, days=14, name="kort")
    gone = await token(people.keeper, by=by, at=AT, days=30, name="ingetrokken")
    await withdraw_token(gone.id, by=by, at=AT)
    for days, told in ((0, 0), (15, 0), (16, 1), (16, 0), (29, 0)):
        assert await tell_of_ending(at=AT + timedelta(days=days)) == told, days
    [notice] = await DATABASE.fetch("select kind, cause_id, useful_until, content from notice")
    assert (notice["kind"], notice["cause_id"]) == ("token_ends", long.id)
    assert notice["useful_until"] == datetime(2026, 12, 23, 23, tzinfo=UTC)
    assert f"/tokens/{long.id}" in notice["content"]
    assert await broken_at(people.keeper) is None


async def test_of_two_processes_one_tells_and_who_left_is_not_told(database: Database) -> None:
    people = await cast()
    by, later = people.administrator, AT + timedelta(days=20)
    await token(people.keeper, by=by, at=AT, days=30)
    assert await tell_of_ending(at=later) == 0, "no address"
    await DATABASE.fetch(
        "update person set email = 'beheer@regio.example', valid_until = $2 where id = $1",
        by.person_id, TODAY,
    )  # fmt: skip
    assert await tell_of_ending(at=later) == 0, "left"
    await DATABASE.fetch("update person set valid_until = null where id = $1", by.person_id)
    both = await asyncio.gather(tell_of_ending(at=later), tell_of_ending(at=later))
    assert sorted(both) == [0, 1]
