"""Who must do what next for a party, how long it lies there, and the ways out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from governance.agreements.advising.rules import (
    AdviceOutcome,
    AdviceStep,
    Given,
    Planned,
    settled,
)
from governance.agreements.rules import AgreementState, Outcome


class MoveKind(StrEnum):
    """What is to be done next."""

    ASK = "ask"
    AWAIT = "await"
    OVERDUE = "overdue"
    DECIDE = "decide"
    DECIDE_ANYWAY = "decide_anyway"
    SIGN = "sign"
    LIFT = "lift"
    LIFT_LATE = "lift_late"
    TAKE_BACK = "take_back"


class Organ(Struct, frozen=True):
    """An authority of a party as it stands: what it decided, and on which day."""

    id: UUID
    name: str
    function: str
    next_step: str
    decided_on: date | None
    outcome: str
    reserved_until: date | None


class Move(Struct, frozen=True, rename="camel"):
    """What is to be done next, ``with_whom`` it lies since a day, and until when it may.

    ``step`` is one of the chain, or empty where an ``authority`` decides or signs.
    """

    kind: MoveKind
    step: str
    with_whom: str
    since: date
    days: int
    until: date | None = None
    party_authority_id: UUID | None = None
    authority: str = ""


class Standing(Struct, frozen=True):
    """How a party stands: its chain, what is noted of it about the text that is up, and who
    decides. ``begun_on``: the text was put up, or the party asked to accede to it later."""

    state: str
    begun_on: date
    in_order: bool
    steps: Sequence[Planned]
    given: Mapping[str, Given]
    organs: Sequence[Organ]
    keeper: str


_CHAIN_RUNS = frozenset(
    {AgreementState.UP_FOR_DECISION, AgreementState.SIGNED, AgreementState.IN_FORCE}
)


def open_steps(standing: Standing) -> list[Planned]:
    """The steps that wait for somebody now: of a chain in order only the first."""
    left = [one for one in standing.steps if not settled(standing.given.get(one.step))]
    return left[:1] if standing.in_order else left


def stays_out(state: str, organs: Sequence[Organ]) -> bool:
    """Whether a party does not accede after all: its authorities do not agree. Its decisions can
    be corrected; nobody waits for that."""
    said = {one.outcome for one in organs}
    return state == AgreementState.IN_FORCE and said == {Outcome.DECLINED}


def moves(standing: Standing, today: date) -> list[Move]:
    """Everything that is to be done next for a party."""
    if standing.state not in _CHAIN_RUNS or stays_out(standing.state, standing.organs):
        return []
    steps = [_of_step(one, standing, today) for one in open_steps(standing)]
    return [*steps, *_of_organs(standing, today)]


def _of_step(one: Planned, standing: Standing, today: date) -> Move:
    there = standing.given.get(one.step)
    if there is None or there.asked_on is None:
        since = _since(standing, standing.steps) if standing.in_order else standing.begun_on
        return _move(MoveKind.ASK, one.function, since, today, step=one.step)
    late = there.due_on is not None and there.due_on < today
    kind = MoveKind.OVERDUE if late else MoveKind.AWAIT
    function, since = there.function, there.asked_on
    return _move(kind, function, since, today, step=one.step, until=there.due_on)


def _since(standing: Standing, steps: Sequence[Planned]) -> date:
    """The last day on which something came of these steps, or on which all began."""
    there = [standing.given.get(one.step) for one in steps]
    return max([standing.begun_on, *(one.done_on for one in there if one and one.done_on)])


def _of_organs(standing: Standing, today: date) -> Iterator[Move]:
    before = [one for one in standing.steps if one.step != AdviceStep.COUNCIL_INFORMED]
    waits = not all(settled(standing.given.get(one.step)) for one in before)
    for organ in standing.organs:
        if organ.next_step == "record_decision" and not waits:
            since = _since(standing, before)
            yield _move(_deciding(standing), organ.name, since, today, of=organ)
        elif organ.next_step and organ.decided_on is not None:
            yield _decided(organ, organ.decided_on, standing, today)


def _deciding(standing: Standing) -> MoveKind:
    planned = {one.step for one in standing.steps}
    negative = any(
        one.outcome == AdviceOutcome.NEGATIVE and one.step in planned
        for one in standing.given.values()
    )
    return MoveKind.DECIDE_ANYWAY if negative else MoveKind.DECIDE


def _decided(organ: Organ, on: date, standing: Standing, today: date) -> Move:
    since = max(on, standing.begun_on)
    if organ.outcome == Outcome.DECLINED:
        return _move(MoveKind.TAKE_BACK, standing.keeper, since, today, of=organ)
    if organ.outcome == Outcome.RESERVED:
        late = organ.reserved_until is not None and organ.reserved_until < today
        kind = MoveKind.LIFT_LATE if late else MoveKind.LIFT
        until = organ.reserved_until
        return _move(kind, organ.name, since, today, until=until, of=organ)
    return _move(MoveKind.SIGN, organ.function, since, today, of=organ)


def _move(
    kind: MoveKind,
    with_whom: str,
    since: date,
    today: date,
    *,
    step: str = "",
    until: date | None = None,
    of: Organ | None = None,
) -> Move:
    days, organ = max(0, (today - since).days), (of.id, of.name) if of else (None, "")
    return Move(kind, step, with_whom, since, days, until, *organ)
