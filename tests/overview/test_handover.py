"""Leaving: what is still owned is listed, handed over in one step, and ends on the last day."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders.browsing import fields
from tests.builders.formation import ready
from tests.builders.parties import Cast, actor, cast
from tests.builders.people import AT, TODAY, another_administrator, as_of, operator
from tests.builders.service import service, signed_in

from governance.audit.queries import broken_at
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Refused
from governance.base.views import add
from governance.identity.people.queries import person
from governance.identity.roles.actions import give_role, stand_in
from governance.identity.roles.forms import RoleForm, StandInForm
from governance.overview.handover.actions import leave
from governance.overview.handover.forms import LeavingForm
from governance.overview.handover.queries import leaving
from governance.parties.tables import Filling

LAST = TODAY + timedelta(days=6)
AFTER = TODAY + timedelta(days=7)
HTML = {"accept": "text/html"}


async def filled_pin(people: Cast) -> None:
    """The linking pin of the north follows a filling."""
    made = await add(
        Filling(
            organisation=people.north, function="linking_pin",
            holder_function=people.pin_north.function, valid_from=date(2020, 1, 1),
        )
    )  # fmt: skip
    role = people.pin_north.roles[0].id
    await DATABASE.fetch("update role_assignment set filling = $1 where id = $2", made, role)


def taken(role: UUID, who: Actor, last: date = LAST) -> LeavingForm:
    return LeavingForm(last, {str(role): who.person_id})


async def test_what_nobody_else_holds_is_listed_with_who_could_take_it(database: Database) -> None:
    people = await cast()
    await ready(people)
    other = await another_administrator(people.stranger)
    colleague = await actor(RoleKind.READER, organisation=people.keeper)
    boss = await operator()
    before = database.queries
    view = await leaving(people.administrator.person_id, by=boss, at=AT)
    assert database.queries - before == 7
    [owned] = view.owned
    assert (owned.only, owned.needed, owned.agreements) == (True, True, 1)
    there = {choice.id for choice in owned.successors}
    assert {colleague.person_id, people.secretary.person_id} <= there
    assert other.person_id not in there
    await another_administrator(people.keeper)
    [owned] = (await leaving(people.administrator.person_id, by=boss, at=AT)).owned
    assert (owned.only, owned.needed, owned.agreements) == (False, False, 0)


async def test_the_last_administrator_leaves_only_when_somebody_takes_over(
    database: Database,
) -> None:
    people = await cast()
    leaver, role = people.administrator, people.administrator.roles[0].id
    colleague = await actor(RoleKind.READER, organisation=people.keeper)
    boss = await operator()
    with pytest.raises(Refused, match="Nobody would be left"):
        await leave(leaver.person_id, LeavingForm(LAST), by=boss, at=AT)
    assert (await as_of(leaver.person_id, AT + timedelta(days=7))).roles
    await leave(leaver.person_id, taken(role, colleague), by=boss, at=AT)
    on_last = AT + timedelta(days=6)
    assert (await as_of(leaver.person_id, on_last)).role(RoleKind.ADMINISTRATOR)
    assert not (await as_of(colleague.person_id, on_last)).role(RoleKind.ADMINISTRATOR)
    after = AT + timedelta(days=7)
    assert (await as_of(leaver.person_id, after)).roles == ()
    assert (await as_of(colleague.person_id, after)).role(RoleKind.ADMINISTRATOR)
    assert (await person(leaver.person_id, by=boss, at=AT)).valid_until == AFTER
    assert await broken_at(people.keeper) is None


async def test_a_linking_pin_hands_over_the_function_with_the_role(database: Database) -> None:
    people = await cast()
    await filled_pin(people)
    boss = await another_administrator(people.north)
    colleague = await actor(RoleKind.READER, organisation=people.north)
    role = people.pin_north.roles[0].id
    await leave(people.pin_north.person_id, taken(role, colleague), by=boss, at=AT)
    rows = await DATABASE.fetch(
        "select holder_function, valid_from, valid_until from filling order by valid_from"
    )
    assert [tuple(row)[1:] for row in rows] == [(date(2020, 1, 1), AFTER), (AFTER, None)]
    after = AT + timedelta(days=7)
    assert (await as_of(colleague.person_id, after)).role(RoleKind.LINKING_PIN)
    assert not (await as_of(people.pin_north.person_id, after)).roles


async def test_a_function_that_nobody_takes_over_is_not_filled_any_more(database: Database) -> None:
    people = await cast()
    await filled_pin(people)
    boss = await another_administrator(people.north)
    await leave(people.pin_north.person_id, LeavingForm(LAST), by=boss, at=AT)
    [row] = await DATABASE.fetch("select valid_until from filling")
    assert row["valid_until"] == AFTER


async def test_who_stands_in_for_others_is_followed_by_somebody_else(database: Database) -> None:
    people = await cast()
    boss = await another_administrator(people.north)
    deputy = await actor(RoleKind.READER, organisation=people.north)
    third = await actor(RoleKind.READER, organisation=people.north)
    until = TODAY + timedelta(days=20)
    made = await stand_in(
        people.pin_north.roles[0].id, StandInForm(deputy.person_id, TODAY, until),
        by=people.pin_north, at=AT,
    )  # fmt: skip
    before = database.queries
    view = await leaving(deputy.person_id, by=boss, at=AT)
    assert database.queries - before == 8, "one for all in which the leaver stands in"
    other = await actor(RoleKind.DESIGNATED_OFFICER, organisation=people.north)
    await stand_in(other.roles[0].id, StandInForm(deputy.person_id, TODAY, until), by=other, at=AT)
    before = database.queries
    two = await leaving(deputy.person_id, by=boss, at=AT)
    assert database.queries - before == 8
    for owned in two.owned:
        if owned.role.stands_in_for_id:
            assert third.person_id in {choice.id for choice in owned.successors}
    assert {o.role.stands_in_for for o in view.owned} == {"", people.pin_north.function}
    await leave(deputy.person_id, taken(made, third), by=boss, at=AT)
    after = await as_of(third.person_id, AT + timedelta(days=7))
    [standing] = [r for r in after.roles if r.stands_in_for]
    assert standing.kind is RoleKind.LINKING_PIN
    over = await as_of(third.person_id, AT + timedelta(days=20))
    assert not [r for r in over.roles if r.stands_in_for]


async def test_nobody_takes_over_from_outside_or_gives_it_to_themselves(database: Database) -> None:
    people = await cast()
    boss = await another_administrator(people.keeper)
    role, leaver = people.administrator.roles[0].id, people.administrator.person_id
    for who, said in ((people.outsider, "of this list"), (boss, "themselves")):
        with pytest.raises(Refused, match=said):
            await leave(leaver, taken(role, who), by=boss, at=AT)
    with pytest.raises(Refused, match="not held any more"):
        await leave(leaver, taken(people.chair.roles[0].id, boss), by=boss, at=AT)
    with pytest.raises(Refused):
        await leave(leaver, LeavingForm(TODAY - timedelta(days=1)), by=boss, at=AT)
    with pytest.raises(Refused, match="last day"):
        await leave(leaver, LeavingForm(), by=boss, at=AT)
    for by in (people.outsider, people.pin_north):
        with pytest.raises(NotFound):
            await leave(leaver, LeavingForm(LAST), by=by, at=AT)
        with pytest.raises(NotFound):
            await leaving(leaver, by=by, at=AT)


async def test_at_once_ends_everything_now_whatever_the_day(database: Database) -> None:
    people = await cast()
    boss = await another_administrator(people.keeper)
    gone = people.administrator.person_id
    await DATABASE.fetch(
        """insert into session (id, person, token_hash, made_at, seen_at)
           values (gen_random_uuid(), $1, 'x', $2, $2)""",
        gone, AT,
    )  # fmt: skip
    await leave(gone, LeavingForm(at_once=True), by=boss, at=AT)
    assert (await as_of(gone, AT)).roles == ()
    assert not await DATABASE.fetch("select from session where person = $1", gone)
    back = RoleForm(RoleKind.READER, TODAY, people.keeper)
    await give_role(gone, back, by=boss, at=AT)
    assert (await person(gone, by=boss, at=AT)).valid_until is None


async def test_who_works_elsewhere_too_goes_on_signing_in(database: Database) -> None:
    people = await cast()
    boss = await another_administrator(people.keeper)
    who = people.administrator.person_id
    await DATABASE.fetch(
        """insert into role_assignment (id, version, person, kind, organisation, valid_from)
           values (gen_random_uuid(), 1, $1, 'reader', $2, $3)""",
        who, people.stranger, date(2020, 1, 1),
    )  # fmt: skip
    view = await leaving(who, by=boss, at=AT)
    assert (len(view.owned), view.elsewhere) == (1, 0), "what one does not see is not counted"
    await leave(who, LeavingForm(LAST), by=boss, at=AT)
    assert (await as_of(who, AT + timedelta(days=7))).organisations == {people.stranger}
    assert (await person(who, by=await operator(), at=AT)).valid_until is None


async def test_two_administrators_who_let_each_other_leave_at_once_cannot_both(
    database: Database,
) -> None:
    people = await cast()
    second = await another_administrator(people.keeper)
    done = await asyncio.gather(
        leave(second.person_id, LeavingForm(LAST), by=people.administrator, at=AT),
        leave(people.administrator.person_id, LeavingForm(LAST), by=second, at=AT),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Refused) for one in done) == 1
    assert sum(one is None for one in done) == 1


async def test_somebody_leaves_on_a_page_and_by_machine(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        second = await another_administrator(people.keeper)
        colleague = await actor(RoleKind.READER, organisation=people.keeper)
        who = f"/mensen/{second.person_id}/vertrek"
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(who, headers=HTML)).text
            assert "Wat deze persoon nog in handen heeft" in page
            typed = fields(page, who) | {"lastDay": ["morgen"]}
            refused = await client.post(who, data=typed, headers=HTML)
            assert refused.status_code == 400
            assert "dd-mm-jjjj" in refused.text
            name = f"successors.{second.roles[0].id}"
            noted = fields((await client.get(who, headers=HTML)).text, who)
            assert noted["atOnce"] == ["no"]
            typed |= {"lastDay": ["20-01-2027"], name: [str(colleague.person_id)]}
            done = await client.post(who, data=typed, headers=HTML)
            assert done.headers["location"] == f"/mensen/{second.person_id}"
            shown = (await client.get(done.headers["location"], headers=HTML)).text
            assert "de laatste dag om aan te melden is 20 januari 2027" in shown
            api = f"/api/v1/mensen/{colleague.person_id}/vertrek"
            assert (await client.get(api)).json()["owned"]
            left = await client.post(api, json={"atOnce": True})
            assert left.status_code == 204, left.text
            third = await actor(RoleKind.READER, organisation=people.keeper)
            at = f"/mensen/{third.person_id}"
            left = await client.post(f"/api/v1{at}/vertrek", json={"atOnce": True})
            assert left.status_code == 204, left.text
            gone = (await client.get(at, headers=HTML)).text
            assert "sinds 15 januari 2027 is aanmelden niet meer mogelijk" in gone
            for untrue in ("nooit", "0 sessies"):
                assert untrue not in gone
            assert "werkt niet meer voor uw organisatie" in gone


async def test_who_runs_the_service_last_is_told_so_in_a_whole_sentence(database: Database) -> None:
    boss = await operator()
    with pytest.raises(Refused) as refused:
        await leave(boss.person_id, LeavingForm(LAST), by=boss, at=AT)
    [complaint] = refused.value.complaints
    assert "runs the service as a whole" in complaint.problem
