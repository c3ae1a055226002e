"""What the rules of an agreement bring about once a day has come. Nobody holds these steps: the
service takes them, at its start and every quarter of an hour, and after what parties record."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, timedelta
from enum import IntEnum
from operator import itemgetter
from typing import Any, TypeAlias
from uuid import UUID

from governance.agreements.acceding import actions as acceding
from governance.agreements.consenting import actions as consenting
from governance.agreements.consenting.rules import RequestKind, RequestState
from governance.agreements.ending import actions as ending
from governance.agreements.following.queries import addenda_in_force
from governance.agreements.lasting.queries import Coming, ToFollow, due, objected, to_follow
from governance.agreements.lasting.rules import AtEnd, EndReason, Lasting, at_end
from governance.agreements.lasting.tables import ConsentRequest, TerminationNotice
from governance.agreements.rules import AgreementState, WithdrawalRule
from governance.agreements.tables import Agreement
from governance.agreements.taking_part.now.queries import members
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused, WrongState
from governance.base.views import change, lock
from governance.base.words import translate
from governance.commitments import actions as commitments
from governance.commitments.ending.actions import end_commitments, lapse
from governance.commitments.going_on.actions import owe, prolong

_RECORD = "nl"
"""The language of what is kept with a commitment that lapses, as of the documents."""
AT_ONCE = N_(
    "Once this is recorded it takes effect at once, and it is not undone. Check what you typed, "
    "and confirm."
)
ENDED = N_("The agreement ended on {day}.")
WITHDREW = N_("{party} withdrew from the agreement; it holds no longer for it since {day}.")
PART_ENDED = N_("All parties agreed that this commitment ends on {day}.")


async def come_of_age(*, by: Actor, at: datetime) -> int:
    """Let every agreement in force follow its rules up to today; gives how many something befell.

    What another process did at the same moment is left alone.
    """
    followed = 0
    for agreement_id in await due(day(at), by=by):
        try:
            followed += bool(await follow(agreement_id, by=by, at=at))
        except WrongState:
            continue
    return followed


async def follow(agreement_id: UUID, *, by: Actor, at: datetime) -> int:
    """Let one agreement follow its rules, day by day, up to today; gives how many things befell."""
    async with DATABASE.transaction():
        steps = 0
        while await _next(agreement_id, by, at):
            steps += 1
    return steps


async def follow_what_was_told(
    agreement_id: UUID, confirmed: bool, *, by: Actor, at: datetime
) -> None:
    """The same after what a person recorded. What takes effect at once is not undone, so it is
    refused until the person confirms it."""
    if await follow(agreement_id, by=by, at=at) and not confirmed:
        raise Refused([Complaint("confirmed", AT_ONCE)])


async def _next(agreement_id: UUID, by: Actor, at: datetime) -> bool:
    """The first thing whose day has come, carried out; False where there is none."""
    row = await lock(Agreement, agreement_id)
    if row["state"] != AgreementState.IN_FORCE:
        return False
    for on, turn, one in sorted(_days(row, await to_follow(agreement_id)), key=itemgetter(0, 1)):
        at_once = turn is Turn.AGREED and one["kind"] != RequestKind.PARTIAL
        if on <= day(at) or at_once:
            await _STEPS[turn](row, one, on, by, at)
            return True
    return False


Befall: TypeAlias = Callable[[dict[str, Any], Any, date, Actor, datetime], Awaitable[None]]
"""Carries out what befalls an agreement (its row): what, on which day, for whom, when."""


class Turn(IntEnum):
    """What comes first where several fall on one day."""

    JOIN = 1
    AGREED = 2
    LEAVE = 3
    END = 4


def _days(row: dict[str, Any], todo: ToFollow) -> Iterator[tuple[date, Turn, Any]]:
    """What can befall an agreement, each with its day."""
    yield from ((one.on, Turn.JOIN, one) for one in todo.coming)
    yield from ((one["effect_on"], Turn.AGREED, one) for one in todo.requests)
    yield from ((one["effective_on"], Turn.LEAVE, one) for one in todo.notices)
    if row["ends_on"]:
        yield row["ends_on"], Turn.END, None


async def _join(row: dict[str, Any], one: Coming, on: date, by: Actor, at: datetime) -> None:
    """A party that signed is bound from its day, and gets the lines of what it owes."""
    cause = ("party", one.party)
    await acceding.joined(row["id"], one.party, one.organisation, on, by=by, at=at, cause=cause)
    await commitments.open_lines(row["id"], on, row["ends_on"], since=on, by=by, at=at, cause=cause)


async def _agreed(
    row: dict[str, Any], one: dict[str, Any], on: date, by: Actor, at: datetime
) -> None:
    """What all parties consented to."""
    cause, kind = ("consent_request", one["id"]), one["kind"]
    what: dict[str, Any] = {"by": by, "at": at, "cause": cause}
    about = consenting.about(one["asked"])
    if kind == RequestKind.EXTENSION:
        await _extend(row, AtEnd(True, one["until"]), "consent", what)
    elif kind == RequestKind.ACCESSION:
        party = await acceding.come_in(row["id"], one["organisation"], about, **what)
        await owe(row["id"], party, about.commitment_ids)
    elif kind == RequestKind.TERMINATION:
        await ending.settle_end(row["id"], on, EndReason.CONSENT, **what)
    else:
        said = translate(_RECORD, PART_ENDED, day=on)
        await lapse(row["id"], said, commitments=about.commitment_ids, **what)
        await end_commitments(about.commitment_ids, on)
    await consenting.carried_out(one["id"])


async def _leave(
    row: dict[str, Any], one: dict[str, Any], on: date, by: Actor, at: datetime
) -> None:
    """A party that gave notice leaves: the others go on, it ends for all, or they consult."""
    what: dict[str, Any] = {"by": by, "at": at, "cause": ("termination_notice", one["id"])}
    notice = await lock(TerminationNotice, one["id"])
    await change(TerminationNotice, notice, carried_out_on=day(at))
    name = one["name"]
    await acceding.left(row["id"], one["party"], name, on, **what)
    said = translate(_RECORD, WITHDREW, party=name, day=on)
    await lapse(row["id"], said, party=one["party"], **what)
    rest = await members(row["id"])
    if row["withdrawal_rule"] == WithdrawalRule.ENDS_ALL or len(rest) < 2:
        few = row["withdrawal_rule"] != WithdrawalRule.ENDS_ALL
        await end_agreement(row["id"], on, EndReason.TOO_FEW if few else EndReason.NOTICE, **what)
        return
    for request in await ConsentRequest.select().where(
        (ConsentRequest.agreement == row["id"]) & (ConsentRequest.state == RequestState.OPEN)
    ):
        await consenting.count_again(request["id"], day(at))


async def _end(row: dict[str, Any], _: None, on: date, by: Actor, at: datetime) -> None:
    """The term is over: the agreement is extended by its own rule, or ends."""
    what: dict[str, Any] = {"by": by, "at": at, "cause": ("agreement", row["id"])}
    after = at_end(
        Lasting(
            row["entered_into_force_on"],
            on,
            row["extension_rule"],
            row["extension_months"],
            row["notice_months"],
            objected=bool(row["ended_because"])
            or await objected(row["id"], on, row["notice_months"]),
        )
    )
    if after.goes_on:
        await _extend(row, after, "tacit" if after.until else "indefinite", what)
    else:
        await end_agreement(row["id"], on, row["ended_because"] or EndReason.TERM, **what)


async def _extend(row: dict[str, Any], to: AtEnd, ground: str, what: dict[str, Any]) -> None:
    await ending.extend(row["id"], to.until, ground, **what)
    await prolong(row["id"], row["ends_on"], to.until, **what)


async def end_agreement(agreement_id: UUID, on: date, reason: str, **what: Any) -> None:
    """End an agreement in force: ``on`` is the first day that it no longer holds.

    What is still owed lapses, with the reason; its addenda end with it. ``what``:
    by, at and cause, as of every rule.
    """
    await ending.end(agreement_id, on, reason, **what)
    last = translate(_RECORD, ENDED, day=on - timedelta(days=1))
    await lapse(agreement_id, last, **what)
    for addendum in await addenda_in_force(agreement_id):
        await end_agreement(addendum, on, EndReason.AGREEMENT, **what)


_STEPS: dict[Turn, Befall] = {
    Turn.JOIN: _join,
    Turn.AGREED: _agreed,
    Turn.LEAVE: _leave,
    Turn.END: _end,
}
