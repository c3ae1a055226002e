"""Messages are written with their cause, tried again, stopped, and emptied."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders.mail import AT, invitation, posted, row, trail
from tests.builders.parties import actor, cast

from governance.audit.rules import THE_SERVICE
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database, OutsideTransaction
from governance.base.errors import NotFound, Refused, WrongState
from governance.base.ids import new_id
from governance.notices import actions
from governance.notices.forms import ManyForm
from governance.notices.letters.rules import Kind, PasswordChanged
from governance.notices.rules import LEASE, USEFUL, Problem, Receiver
from governance.notices.sending import actions as sending

LATER = AT + timedelta(minutes=10)


async def failed(problem: str = "refused", **more: Any) -> UUID:
    made = await posted(**more)
    await DATABASE.fetch(
        "update notice set state = 'failed', problem = $2, attempts = 3 where id = $1",
        made,
        problem,
    )
    return made


async def test_a_message_is_written_with_its_cause_and_noted_without_its_address(
    database: Database,
) -> None:
    person = new_id()
    made = await posted(person_id=person)
    found = await row(made)
    assert (found["state"], found["kind"], found["attempts"]) == ("waiting", "invitation", 0)
    assert (found["due_at"], found["useful_until"]) == (AT, AT + USEFUL)
    assert (found["person_id"], found["cause_kind"]) == (person, "invitation")
    [entry] = await DATABASE.fetch("select * from trail_entry where thing_id = $1", made)
    assert (entry["verb"], entry["cause_id"]) == ("post_notice", found["cause_id"])
    assert "noordstad" not in str(dict(entry))
    assert "secret" not in str(dict(entry))


async def test_when_the_cause_does_not_come_about_neither_does_the_message(
    database: Database,
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with DATABASE.transaction():
            await actions.post(
                new_id(), Receiver("pin@x.example", "nl"), invitation(),
                cause=("person", new_id()), by=THE_SERVICE, at=AT,
            )  # fmt: skip
            raise ZeroDivisionError
    assert await DATABASE.fetch("select from notice") == []


async def test_a_message_outside_the_transaction_of_its_cause_is_a_mistake(
    database: Database,
) -> None:
    with pytest.raises(OutsideTransaction):
        await actions.post(
            new_id(), Receiver("pin@x.example", "nl"), invitation(),
            cause=("person", new_id()), by=THE_SERVICE, at=AT,
        )  # fmt: skip


async def test_who_has_no_address_gets_nothing_and_a_wrong_one_is_refused(
    database: Database,
) -> None:
    async with DATABASE.transaction():
        given = {"cause": ("person", new_id()), "by": THE_SERVICE, "at": AT}
        nothing = await actions.post(new_id(), Receiver("", "nl"), invitation(), **given)
        assert nothing is None
        with pytest.raises(Refused) as refused:
            await actions.post(new_id(), Receiver("andré@x.example", "nl"), invitation(), **given)
    assert [c.field for c in refused.value.complaints] == ["address"]
    assert await DATABASE.fetch("select from notice") == []


async def test_what_failed_is_tried_again_at_once_with_all_its_attempts(database: Database) -> None:
    operator, made = await actor(RoleKind.SYSTEM_ADMINISTRATOR), await failed()
    await actions.retry(made, by=operator, at=LATER)
    found = await row(made)
    assert (found["state"], found["due_at"], found["attempts"]) == ("waiting", LATER, 0)
    assert await trail(made) == ["post_notice", "retry"]


async def test_what_is_stopped_keeps_nothing_of_what_it_said(database: Database) -> None:
    operator, made = await actor(RoleKind.SYSTEM_ADMINISTRATOR), await posted()
    await actions.give_up(made, by=operator, at=LATER)
    found = await row(made)
    assert (found["state"], found["ended_at"], found["content"]) == ("given_up", LATER, "{}")
    assert await trail(made) == ["post_notice", "give_up"]
    for step in (actions.retry, actions.give_up):
        with pytest.raises(WrongState):
            await step(made, by=operator, at=LATER)


async def test_what_is_being_sent_is_left_alone_until_its_lease_ends(database: Database) -> None:
    operator, made = await actor(RoleKind.SYSTEM_ADMINISTRATOR), await posted()
    assert await sending.claim(by=THE_SERVICE, at=AT)
    with pytest.raises(WrongState) as busy:
        await actions.give_up(made, by=operator, at=AT + LEASE - timedelta(seconds=1))
    assert "being sent" in busy.value.why
    await actions.give_up(made, by=operator, at=AT + LEASE)
    assert (await row(made))["lease"] is None


async def test_nobody_but_who_looks_after_the_service_may_do_anything(database: Database) -> None:
    people, made = await cast(), await failed()
    for who in (people.administrator, people.secretary, people.outsider, people.pin_north):
        for step in (actions.retry, actions.give_up):
            with pytest.raises(NotFound):
                await step(made, by=who, at=LATER)
        for many in (actions.retry_many, actions.give_up_many):
            with pytest.raises(NotFound):
                await many(ManyForm(), by=who, at=LATER)
    assert (await row(made))["state"] == "failed"


async def test_two_who_act_on_one_message_at_once_do_so_once(database: Database) -> None:
    operators = [await actor(RoleKind.SYSTEM_ADMINISTRATOR) for _ in range(2)]
    made = await failed()
    done = await asyncio.gather(
        *(actions.give_up(made, by=who, at=LATER) for who in operators),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", "WrongState"]
    assert await trail(made) == ["post_notice", "give_up"]


async def test_all_that_failed_is_tried_again_but_for_what_came_too_late(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    operator = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    many = [await failed("postponed", organisation=new_id()) for _ in range(5)]
    late, waits = await failed("too_late"), await posted()
    assert await actions.retry_many(ManyForm(), by=operator, at=LATER) == 5
    for made in many:
        assert (await row(made))["state"] == "waiting"
        assert await trail(made) == ["post_notice", "retry"]
    assert (await row(late))["state"] == "failed"
    assert await trail(waits) == ["post_notice"]


async def test_all_of_a_kind_or_with_a_problem_are_stopped(database: Database) -> None:
    operator = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    changed = await failed("refused", letter=PasswordChanged(AT, "/x"))
    refused, late = await failed("refused"), await failed("too_late")
    form = ManyForm(Kind.PASSWORD_CHANGED, Problem.REFUSED)
    assert await actions.give_up_many(form, by=operator, at=LATER) == 1
    assert (await row(changed))["state"] == "given_up"
    assert (await row(refused))["state"] == "failed"
    assert await actions.give_up_many(ManyForm(), by=operator, at=LATER) == 2
    assert (await row(late))["state"] == "given_up"


async def test_two_who_act_on_all_at_once_do_so_once_each(database: Database) -> None:
    operator = await actor(RoleKind.SYSTEM_ADMINISTRATOR)
    many = [await failed("refused", organisation=new_id()) for _ in range(8)]
    done = await asyncio.gather(
        *(actions.give_up_many(ManyForm(), by=operator, at=LATER) for _ in range(3))
    )
    assert sum(done) == 8
    for made in many:
        assert await trail(made) == ["post_notice", "give_up"]


async def test_who_is_forgotten_has_no_address_here_and_gets_nothing_more(
    database: Database,
) -> None:
    person = new_id()
    waits, other = await posted(person_id=person), await posted()
    gone = await posted(person_id=person)
    await actions.give_up(gone, by=await actor(RoleKind.SYSTEM_ADMINISTRATOR), at=AT)
    await actions.forget(person, cause=("person", person), by=THE_SERVICE, at=LATER)
    for made in (waits, gone):
        found = await row(made)
        assert (found["state"], found["address"], found["content"]) == ("given_up", "", "{}")
    assert (await row(gone))["ended_at"] == AT
    assert (await row(other))["address"]
    assert await trail(waits) == ["post_notice", "forget"]


async def test_addresses_are_emptied_after_their_days_and_no_day_sooner(database: Database) -> None:
    operator, made = await actor(RoleKind.SYSTEM_ADMINISTRATOR), await posted()
    await actions.give_up(made, by=operator, at=AT)
    await DATABASE.fetch("update notice set reply = '550 user pin unknown'")
    waits = await posted()
    kept = timedelta(days=3)
    before = AT + kept - timedelta(seconds=1)
    assert await sending.tidy(kept, by=THE_SERVICE, at=before) == 0
    assert (await row(made))["address"]
    assert await sending.tidy(kept, by=THE_SERVICE, at=AT + kept) == 1
    found = await row(made)
    assert (found["address"], found["reply"]) == ("", "")
    assert (await row(waits))["address"]


async def test_what_could_not_be_sent_in_time_fails_and_then_stops_by_itself(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    ends, kept = AT + timedelta(days=7), timedelta(days=3)
    many = [await posted(useful_until=ends, organisation=new_id()) for _ in range(3)]
    await sending.tidy(kept, by=THE_SERVICE, at=ends - timedelta(seconds=1))
    assert (await row(many[0]))["state"] == "waiting"
    await sending.tidy(kept, by=THE_SERVICE, at=ends)
    for made in many:
        found = await row(made)
        assert (found["state"], found["problem"]) == ("failed", "too_late")
    await sending.tidy(kept, by=THE_SERVICE, at=ends + kept)
    for made in many:
        found = await row(made)
        assert (found["state"], found["content"]) == ("given_up", "{}")
        assert await trail(made) == ["post_notice", "fail", "lapse"]
