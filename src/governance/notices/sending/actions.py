"""Taking what is due, one message at a time, and noting how it went.

Safe with many processes: a turn takes a message under a lease that nobody else has, and notes
how it went only while the lease is still its own. A process that dies between the answer of
the mail server and the note leaves a lease that ends: the message goes out once more, with the
same Message-ID. These are acts of the service itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import fetch
from governance.notices.actions import AT_ONCE, ended, in_order, moved
from governance.notices.rules import (
    BLAMELESS,
    LEASE,
    PAUSE,
    NoticeState,
    Problem,
    after_a_problem,
    pause,
)
from governance.notices.tables import Notice

_CLAIM = """
update notice set lease = $2, leased_until = $3, attempts = attempts + 1
where id = (
    select id from notice
    where state = 'waiting' and due_at <= $1 and useful_until > $1
      and (leased_until is null or leased_until <= $1)
    order by due_at, id limit 1 for update skip locked)
returning id, lease, kind, address, language, content, attempts, posted_at
"""
_MINE = "select * from notice where id = $1 and lease = $2 for update"
_PUT_OFF = """
update notice set problem = $2, reply = $3, due_at = $4
where id in (
    select id from notice
    where state = 'waiting' and due_at <= $1 and (leased_until is null or leased_until <= $1)
    order by id for update skip locked)
returning id
"""
_LATE = """
select * from notice
where state = 'waiting' and useful_until <= $1 and (leased_until is null or leased_until <= $1)
order by id limit $2 for update skip locked
"""
_LAPSED = """
select * from notice where state = 'failed' and useful_until <= $1
order by id limit $2 for update skip locked
"""
_CLEAR = """
update notice set address = '', reply = ''
where address <> '' and ended_at <= $1 returning id
"""


class Claimed(Struct, frozen=True):
    """A message that this turn may send, with the lease under which it may."""

    id: UUID
    lease: UUID
    kind: str
    address: str
    language: str
    content: str
    attempts: int
    posted_at: datetime


async def claim(*, by: Actor, at: datetime) -> Claimed | None:  # noqa: ARG001 - the service itself
    """The message that is due longest and that nobody else is sending; it counts as an attempt."""
    found = await fetch(Claimed, _CLAIM, at, new_id(), at + LEASE)
    return found[0] if found else None


async def was_sent(claimed: Claimed, *, by: Actor, at: datetime) -> bool:
    """Note that the mail server took a message. False when the lease is of another turn now."""
    return await _went(claimed, "send", ended(NoticeState.SENT, at), by, at)


async def was_not_sent(
    claimed: Claimed, problem: Problem, reply: str, *, chance: float, by: Actor, at: datetime
) -> NoticeState:
    """Note why a message was not sent; gives where it stands now: waiting or failed."""
    state = after_a_problem(problem, claimed.attempts)
    values: dict[str, Any] = {"state": state, "problem": problem, "reply": reply}
    values |= {"lease": None, "leased_until": None}
    if problem in BLAMELESS:
        values |= {"attempts": claimed.attempts - 1, "due_at": at + PAUSE}
    elif state == NoticeState.WAITING:
        values["due_at"] = at + pause(claimed.attempts, chance)
    await _went(claimed, "fail", values, by, at)
    return state


async def _went(
    claimed: Claimed, verb: str, values: dict[str, Any], by: Actor, at: datetime
) -> bool:
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_MINE, claimed.id, claimed.lease)
        if not rows:
            return False
        await _noted(dict(rows[0]), verb, values, by, at)
    return True


async def _noted(
    notice: Mapping[str, Any], verb: str, values: dict[str, Any], by: Actor, at: datetime
) -> None:
    """Write it; a message that stays as it was, to be tried later, makes no entry in the trail."""
    if values.get("state") == notice["state"]:
        columns = {Notice._meta.get_column_by_name(n): v for n, v in values.items()}
        await Notice.update(columns).where(Notice.id == notice["id"])  # type: ignore[arg-type]
        return
    await moved(notice, verb, values, by=by, at=at)


async def put_off(problem: Problem, reply: str, *, by: Actor, at: datetime) -> int:  # noqa: ARG001
    """The server cannot be used: everything that is due waits a while. It counts as no attempt."""
    return len(await DATABASE.fetch(_PUT_OFF, at, problem, reply, at + PAUSE))


async def tidy(kept: timedelta, *, by: Actor, at: datetime) -> int:
    """What came too late has failed; nobody's failures stop; addresses are emptied.

    A failure is looked after as long as it is of use, and then as long as an address is
    kept. Gives how many addresses were emptied.
    """
    late = {"state": NoticeState.FAILED, "problem": Problem.TOO_LATE} | {
        "lease": None,
        "leased_until": None,
    }
    await _each(_LATE, at, "fail", late, by, at)
    await _each(_LAPSED, at - kept, "lapse", ended(NoticeState.GIVEN_UP, at), by, at)
    return len(await DATABASE.fetch(_CLEAR, at - kept))


async def _each(
    sql: str, since: datetime, verb: str, values: dict[str, Any], by: Actor, at: datetime
) -> None:
    rows = [None]
    while rows:
        async with DATABASE.transaction():
            rows = await DATABASE.fetch(sql, since, AT_ONCE)
            for notice in in_order(rows):
                await moved(notice, verb, values, by=by, at=at)
