"""What changes in the outbox: a message is written with its cause, tried again, or stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE, OutsideTransaction
from governance.base.errors import NotAllowed, complain
from governance.base.ids import new_id
from governance.base.views import add, change, lock
from governance.notices.forms import ManyForm
from governance.notices.keeping.actions import kept
from governance.notices.letters.rules import Kind, Letter, kind_of
from governance.notices.rules import (
    USEFUL,
    NoticeState,
    Problem,
    Receiver,
    may_take,
    stepping,
    unreceivable,
)
from governance.notices.tables import Notice

Thing = tuple[str, UUID]

AT_ONCE = 100
"""So many messages are stepped on in one transaction."""
_MANY = """
select * from notice
where state = 'failed' and id > $1 and problem <> $2
  and ($3::text is null or kind = $3) and ($4::text is null or problem = $4)
order by id limit $5 for update
"""
_OF_PERSON = """
select * from notice where person_id = $1 and address <> '' order by id for update
"""
_ABOUT = """
select * from notice
where cause_id = any($1::uuid[]) and ended_at is null and cause_kind = $2 and kind = $3
order by id for update
"""
_LAST_TIME = "update notice set useful_until = $2 where id = $1"


_FREE: dict[str, Any] = {"lease": None, "leased_until": None}


async def post(
    organisation_id: UUID,
    to: Receiver,
    letter: Letter,
    *,
    cause: Thing,
    by: Actor,
    at: datetime,
    useful_until: datetime | None = None,
) -> UUID | None:
    """Write a message in the transaction that is open: it is sent if, and only if, that commits.

    ``organisation_id`` is the chain of the trail in which it is noted, ``cause`` the thing it
    is about. Gives the id of the message, or nothing for who has no address. An address to
    which nothing can be sent is :class:`~governance.base.errors.Refused` with the field
    ``address``. After ``useful_until`` it is not sent any more; without it after 30 days.

    An effect of an action of a higher floor: whether the actor may is decided there. It locks
    the head of the chain, so call it after every lock of the action.
    """
    if not to.address:
        return None
    complain(unreceivable(to.address, "address"))
    if not DATABASE.in_transaction:
        raise OutsideTransaction("a message is written in the transaction of its cause")
    made = await add(_waiting(organisation_id, to, letter, cause, at, useful_until or at + USEFUL))
    noted = {"message": kind_of(letter), "person": to.person_id}
    await record(organisation_id, "post_notice", "notice", made, noted, by=by, at=at, cause=cause)
    return made


def _waiting(
    organisation_id: UUID, to: Receiver, letter: Letter, cause: Thing, at: datetime, until: datetime
) -> Notice:
    made = new_id()
    return Notice(
        id=made,
        organisation_id=organisation_id,
        person_id=to.person_id,
        kind=kind_of(letter),
        address=to.address,
        language=to.language,
        content=kept(letter, made),
        cause_kind=cause[0],
        cause_id=cause[1],
        state=NoticeState.WAITING,
        problem="",
        reply="",
        posted_at=at,
        due_at=at,
        useful_until=until,
    )


async def retry(notice_id: UUID, *, by: Actor, at: datetime) -> None:
    """Try a message again, now: one that was not sent, or that waits for its next turn."""
    async with DATABASE.transaction():
        await _step(notice_id, "retry", by, at)


async def give_up(notice_id: UUID, *, by: Actor, at: datetime) -> None:
    """Stop a message: it is not sent any more, and what it said is emptied."""
    async with DATABASE.transaction():
        await _step(notice_id, "give_up", by, at)


async def retry_many(form: ManyForm, *, by: Actor, at: datetime) -> int:
    """Try again what was not sent, but for what came too late; gives how many."""
    return await _each("retry", form, "too_late", by, at)


async def give_up_many(form: ManyForm, *, by: Actor, at: datetime) -> int:
    """Stop what was not sent; gives how many."""
    return await _each("give_up", form, "", by, at)


async def forget(person_id: UUID, *, cause: Thing, by: Actor, at: datetime) -> None:
    """Empty the address of everything for a person; what was not sent yet is stopped.

    An effect of erasing a person on a higher floor, in the transaction of that.
    """
    async with DATABASE.transaction():
        for notice in in_order(await DATABASE.fetch(_OF_PERSON, person_id)):
            values = {} if notice["ended_at"] else ended(NoticeState.GIVEN_UP, at)
            await moved(
                notice, "forget", values | {"address": "", "reply": ""}, by=by, at=at, cause=cause
            )


async def hold_back(kind: Kind, cause: str, ids: Iterable[UUID]) -> list[Any]:
    """Lock what was not sent yet about some things, before the trail is written to.

    Whoever sends waits, and is waited for, in this order.
    """
    return list(await DATABASE.fetch(_ABOUT, sorted(ids), cause, kind))


async def call_off(kind: Kind, cause: str, ids: Iterable[UUID], *, by: Actor, at: datetime) -> None:
    """Stop letters of a kind about things that are over: what they say holds no more.

    An effect of a higher floor, in the transaction of that. What is being handed in at this
    moment may still go, and is not tried again.
    """
    for notice in in_order(await hold_back(kind, cause, ids)):
        if notice["leased_until"] is not None and notice["leased_until"] > at:
            await DATABASE.fetch(_LAST_TIME, notice["id"], at)
            continue
        values = ended(NoticeState.GIVEN_UP, at) | {"problem": Problem.CALLED_OFF, "reply": ""}
        about = (cause, notice["cause_id"])
        await moved(notice, "call_off", values, by=by, at=at, cause=about)


async def _each(verb: str, form: ManyForm, but: str, by: Actor, at: datetime) -> int:
    """Take a step with every message that failed and fits the form, some at once."""
    if not may_take(by, verb):
        raise NotAllowed
    done, last, full = 0, UUID(int=0), True
    while full:
        async with DATABASE.transaction():
            rows = await DATABASE.fetch(_MANY, last, but, form.kind, form.problem, AT_ONCE)
            for notice in in_order(rows):
                await _stepped(notice, verb, by, at)
        full = len(rows) == AT_ONCE
        last = rows[-1]["id"] if full else last
        done += len(rows)
    return done


def in_order(rows: list[Any]) -> list[dict[str, Any]]:
    """Rows by organisation: everybody locks the heads of the trail in the same order."""
    return sorted(map(dict, rows), key=lambda row: (row["organisation_id"], row["id"]))


async def _step(notice_id: UUID, verb: str, by: Actor, at: datetime) -> None:
    if not may_take(by, verb):
        raise NotAllowed
    await _stepped(await lock(Notice, notice_id), verb, by, at)


async def _stepped(notice: Mapping[str, Any], verb: str, by: Actor, at: datetime) -> None:
    target = stepping(verb, notice["state"], notice["problem"], notice["leased_until"], at)
    again = {"state": target, "due_at": at, "attempts": 0} | _FREE
    values = again if verb == "retry" else ended(target, at)
    await moved(notice, verb, values, by=by, at=at)


def ended(target: str, at: datetime) -> dict[str, Any]:
    """The columns of a message that is not sent any more: what it said is gone at once."""
    return {"state": target, "ended_at": at, "content": "{}"} | _FREE


async def moved(
    notice: Mapping[str, Any],
    verb: str,
    values: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    cause: Thing | None = None,
) -> None:
    """Write columns of a locked message and the act, without its address or its words."""
    await change(Notice, notice, **values)
    stands = {"state": values.get("state", notice["state"])}
    noted = changed(notice, stands, message=notice["kind"])
    of = notice["organisation_id"]
    await record(of, verb, "notice", notice["id"], noted, by=by, at=at, cause=cause)
