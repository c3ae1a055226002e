"""Asking an organisation to fill a function, and what becomes of that."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.permissions import TABLE as ROWS
from governance.base.permissions import acting, holds, taken_by
from governance.base.views import add, change, unchanged
from governance.parties.asking.forms import AskForm, DeclineForm, WithdrawForm
from governance.parties.asking.queries import ways_to_ask
from governance.parties.asking.rules import ANSWERED, ASKED, Outcome
from governance.parties.asking.tables import FillingRequest
from governance.parties.visible.queries import SIGHT, organisation_in_sight, sight_of

Cause = tuple[str, UUID]
_VERBS = {
    Outcome.FILLED: "fulfil_request",
    Outcome.DECLINED: "decline_request",
    Outcome.WITHDRAWN: "withdraw_request",
}
_OPEN = """
select * from filling_request
where organisation = $1 and function = $2 and answered_at is null for update"""
_ASKED = f"""with {SIGHT}
select o.id, o.name, o.mailbox from organisation o
where o.id = $6 and {organisation_in_sight("o.id")}
  and (o.valid_until is null or o.valid_until > $5) for update of o"""  # noqa: S608 - constant text
_ONE = f"""with {SIGHT}
select r.*, o.keeper from filling_request r join organisation o on o.id = r.organisation
where r.id = $6 and {organisation_in_sight("r.organisation")} for update of r"""  # noqa: S608 - constant text


async def request_filling(
    organisation_id: UUID, form: AskForm, *, by: Actor, at: datetime, unread: Unread = (),
    cause: Cause | None = None,
) -> tuple[UUID, dict[str, Any]]:  # fmt: skip
    """Note in the open transaction that an organisation is asked to fill a function.

    Gives the question, and the name and mailbox of who is asked. Whoever tells them is on a
    higher floor. One question about a function is open at a time: :class:`WrongState`.
    """
    rows = await DATABASE.fetch(_ASKED, *sight_of(by, day(at)), organisation_id)
    if not rows:
        raise NotFound
    way = await ways_to_ask(by, organisation_id, day(at))
    if way is None:
        raise NotAllowed
    acting(way)
    complain((), unread)
    if await DATABASE.fetch(_OPEN, organisation_id, form.function):
        raise WrongState("ask_to_fill", "asked", ASKED)
    made = await add(
        FillingRequest(
            organisation=organisation_id,
            function=form.function,
            note=form.note,
            asked_by=by.person_id,
            asked_by_function=by.function,
            asked_at=at,
        )
    )
    noted = {"function": form.function, "note": form.note}
    await record(
        organisation_id, "ask_to_fill", "filling_request", made, noted, by=by, at=at, cause=cause
    )
    return made, dict(rows[0])


async def fulfil(
    organisation_id: UUID, function: str, *, by: Actor, at: datetime, cause: Cause | None
) -> None:
    """The function is filled: an open question to do so is answered by that."""
    for row in await DATABASE.fetch(_OPEN, organisation_id, function):
        await _answered(dict(row), Outcome.FILLED, "", by, at, cause)


async def _answered(
    row: dict[str, Any], outcome: Outcome, answer: str, by: Actor, at: datetime,
    cause: Cause | None = None,
) -> None:  # fmt: skip
    await change(FillingRequest, row, outcome=outcome, answer=answer, answered_at=at)
    noted = {"function": row["function"], "outcome": outcome}
    noted |= {"answer": answer} if answer else {}
    verb = _VERBS[outcome]
    whose = row["organisation"]
    await record(whose, verb, "filling_request", row["id"], noted, by=by, at=at, cause=cause)


async def _one(request_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    rows = await DATABASE.fetch(_ONE, *sight_of(by, day(at)), request_id)
    if not rows:
        raise NotFound
    return dict(rows[0])


async def decline_request(
    request_id: UUID, form: DeclineForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Say why the function is not filled; by who administers the organisation that is asked."""
    async with DATABASE.transaction():
        row = await _one(request_id, by, at)
        who, own = ROWS["filling_request.decline"].who, {row["organisation"], row["keeper"]}
        from_own = sorted(own - {None})
        if not taken_by(by, lambda way: any(holds(way, who, own=one) for one in from_own)):
            raise NotAllowed
        if row["outcome"]:
            raise WrongState("decline_request", row["outcome"], ANSWERED)
        complain((), unread)
        unchanged(row, form.version)
        await _answered(row, Outcome.DECLINED, form.answer, by, at)


async def withdraw_request(
    request_id: UUID, form: WithdrawForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take back a question; whoever may ask it may do so."""
    async with DATABASE.transaction():
        row = await _one(request_id, by, at)
        way = await ways_to_ask(by, row["organisation"], day(at))
        if way is None:
            raise NotAllowed
        acting(way)
        if row["outcome"]:
            raise WrongState("withdraw_request", row["outcome"], ANSWERED)
        complain((), unread)
        unchanged(row, form.version)
        await _answered(row, Outcome.WITHDRAWN, "", by, at)
