"""What becomes of a notice: states and steps, how often it is tried, and how long it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import N_, Complaint, WrongState
from governance.base.mail import Unmailable, sendable
from governance.base.permissions import granted, holds, may
from governance.base.workflow import Step, Workflow


class NoticeState(StrEnum):
    """Where a notice stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given_up"


class Problem(StrEnum):
    """Why a notice was not sent. The last three are about the server, not about the notice.

    ``LOCKED``: what is secret in it was sealed with another key. ``CALLED_OFF``: what it is about
    was over before it went.
    """

    REFUSED = "refused"
    POSTPONED = "postponed"
    UNSENDABLE = "unsendable"
    TOO_LATE = "too_late"
    LOCKED = "locked"
    CALLED_OFF = "called_off"
    UNREACHABLE = "unreachable"
    NOT_LET_IN = "not_let_in"
    NOT_TRUSTED = "not_trusted"


BLAMELESS = frozenset({Problem.NOT_LET_IN, Problem.NOT_TRUSTED})
"""What no message can help, whenever the server says so: it counts as no attempt."""
OF_THE_SERVER = BLAMELESS | {Problem.UNREACHABLE}
"""A server that leaves halfway may do so because of the message: that counts."""
_OPERATOR = granted("system_administrator of all")
WORKFLOW = Workflow(
    "notice",
    (
        Step(NoticeState.WAITING, "retry", NoticeState.WAITING, _OPERATOR),
        Step(NoticeState.WAITING, "give_up", NoticeState.GIVEN_UP, _OPERATOR),
        Step(NoticeState.FAILED, "retry", NoticeState.WAITING, _OPERATOR),
        Step(NoticeState.FAILED, "give_up", NoticeState.GIVEN_UP, _OPERATOR),
        Step(NoticeState.WAITING, "send", NoticeState.SENT, ()),
        Step(NoticeState.WAITING, "fail", NoticeState.FAILED, ()),
        Step(NoticeState.FAILED, "lapse", NoticeState.GIVEN_UP, ()),
        Step(NoticeState.WAITING, "call_off", NoticeState.GIVEN_UP, ()),
        Step(NoticeState.FAILED, "call_off", NoticeState.GIVEN_UP, ()),
    ),
    ends=(NoticeState.SENT, NoticeState.GIVEN_UP),
)
"""Steps without a role are taken by the service itself."""

ATTEMPTS = 8
"""So often a notice is tried: over more than a day. Then it has failed."""
_PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 480, 960))
_SPREAD = 0.2
"""By how much a pause is longer or shorter, so that not everything comes back at once."""
PAUSE = timedelta(minutes=2)
"""Nothing is tried for so long after the server could not be reached. It counts as no attempt."""
LEASE = timedelta(minutes=5)
"""So long a turn has its notice to itself; sending one takes at most a minute."""
USEFUL = timedelta(days=30)
"""What could not be sent for so long is not sent any more, unless its kind says otherwise."""
BUSY = N_("This message is being sent at this moment. Open the list again in a few minutes.")
LATE = N_("This message has come too late: what it says does not hold any more.")
_LONGEST_REPLY = 300
_ADDRESS = re.compile(r"[^\s<>@,;:\"'()]+@[^\s<>@,;:\"'()]+")


class Receiver(Struct, frozen=True):
    """Who a notice is for: the address, in which language, and the person where one is known."""

    address: str
    language: str
    person_id: UUID | None = None


def unreceivable(address: str, field: str) -> Iterator[Complaint]:
    """Why no mail can be sent to an address, as a complaint about the field it was typed in."""
    try:
        sendable(address)
    except Unmailable as error:
        yield Complaint(field, error.why)


def may_see(by: Actor) -> bool:
    """Whether the actor looks after the service, and so after its mail."""
    return may(by, "notice.read")


def may_take(by: Actor, verb: str) -> bool:
    """Whether the actor may take a step with messages: with every one, or with none."""
    return holds(by, WORKFLOW.who(verb)) is not None


def pause(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many attempts. ``chance`` lies between 0 and 1."""
    base = _PAUSES[min(max(attempts, 1), len(_PAUSES)) - 1]
    return base * (1 + _SPREAD * (2 * chance - 1))


def after_a_problem(problem: Problem, attempts: int) -> NoticeState:
    """Where a notice stands after an attempt that did not succeed."""
    if problem in BLAMELESS:
        return NoticeState.WAITING
    final = problem in (Problem.REFUSED, Problem.UNSENDABLE, Problem.TOO_LATE, Problem.LOCKED)
    return NoticeState.FAILED if final or attempts >= ATTEMPTS else NoticeState.WAITING


def problem_of(code: int) -> Problem:
    """What the server's answer to one mail means: from 500 on it is final."""
    return Problem.REFUSED if code >= 500 else Problem.POSTPONED


def told_without_addresses(code: int, said: str) -> str:
    """What a server answered, as it may be kept and shown: in one line, no mail address in it."""
    line = " ".join(_ADDRESS.sub("…", said).split())
    shown = f"{code} {line}" if code else line
    return "".join(c for c in shown if c.isprintable())[:_LONGEST_REPLY]


def stepping(
    verb: str, state: str, problem: str, leased_until: datetime | None, at: datetime
) -> str:
    """The state that an operator's verb leads to; raises :class:`WrongState` with why not."""
    target = WORKFLOW.step(state, verb).target
    if leased_until is not None and leased_until > at:
        raise WrongState(verb, state, BUSY)
    if verb == "retry" and problem == Problem.TOO_LATE:
        raise WrongState(verb, state, LATE)
    return target


def verbs_of(state: str, problem: str) -> tuple[str, ...]:
    """What an operator can do with a notice; what waits for its first turn needs no other."""
    again = problem not in ("", Problem.TOO_LATE)
    held = (s.verb for s in WORKFLOW.steps if s.source == state and s.who)
    return tuple(verb for verb in held if verb != "retry" or again)
