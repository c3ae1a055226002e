"""What is the same of every change of many commitments at once. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint

Value: TypeAlias = dict[str, Any]
"""What a field holds of one line, by name, as JSON can hold it."""
Wish: TypeAlias = Any
"""What somebody wants to change; the rules know only the fields of the form."""

MOST = 200
"""Commitments that are changed at once, at most."""
DAYS = 14
"""Days in which a change can be undone as a whole."""


class What(StrEnum):
    """What is changed."""

    PRIORITY = "priority"
    EXECUTION = "execution"
    AUDIENCE = "audience"
    PLANNING = "planning"


WHAT_WORDS: Mapping[str, str] = {
    What.PRIORITY: N_("Priority"),
    What.EXECUTION: N_("Who carries it out"),
    What.AUDIENCE: N_("Who sees how it stands"),
    What.PLANNING: N_("Days of open milestones"),
}


class MilestonePlanned(Struct, frozen=True):
    """A milestone of a line: which one of the agreement it is, and on which day it is planned."""

    id: UUID
    milestone: UUID
    title: str
    planned_on: date
    open: bool


class LineNow(Struct, frozen=True):
    """A line as it is now, with everything that a change of many asks of it."""

    id: UUID
    version: int
    agreement_id: UUID
    agreement: str
    number: int
    title: str
    organisation_id: UUID
    organisation: str
    keeper_id: UUID
    committee_id: UUID | None
    whole: bool
    agreement_state: str
    entered_on: date
    ends_on: date | None
    state: str
    priority: str
    audience: str
    adopted_on: date | None
    reported: bool
    how: str
    executor_id: UUID | None
    why: str
    execution_version: int
    kind: str
    hides_days: bool = False
    """Whether its days stand on its own page alone, because an inspection that is told is none."""
    milestones: tuple[MilestonePlanned, ...] = ()

    @property
    def name(self) -> str:
        """What it is called where somebody is told of it."""
        return f"{self.agreement}, {self.number} {self.organisation}"


class Outcome(Struct, frozen=True):
    """What a change comes to for one line. ``after`` is none where it is refused (``why_not``),
    or where it is so already. ``version``: of the row that is changed."""

    line: LineNow
    version: int
    before: Value
    after: Value | None
    why_not: tuple[Complaint, ...] = ()


NO_WHAT = N_("Say what changes: priority, execution, audience or planning.")
NOTHING = N_("Choose at least one commitment.")
TOO_MANY = N_("Choose at most {limit} commitments at once.")
TWICE = N_("This commitment stands here twice.")
SO_ALREADY = N_("It is so already.")
STALE = N_("Somebody changed this since you looked: look at it again.")
NOT_YOURS = N_("You may not change this of this commitment.")


def chosen_complaints(
    chosen: Sequence[tuple[UUID, int | None]], outcomes: Mapping[UUID, Outcome]
) -> Iterator[Complaint]:
    """What is wrong with changing these lines, each as of the version that was seen."""
    if not chosen:
        yield Complaint("lines", NOTHING)
    if len(chosen) > MOST:
        yield Complaint("lines", TOO_MANY, {"limit": MOST})
    seen: set[UUID] = set()
    for place, (line, version) in enumerate(chosen):
        at, found = f"lines.{place}.chosen", outcomes[line]
        about = found.line.name
        if line in seen:
            yield Complaint(at, TWICE, about=about)
        seen.add(line)
        for one in found.why_not:
            yield Complaint(at, one.problem, one.values, about=about)
        if version is not None and version != found.version:
            yield Complaint(at, STALE, about=about)
        elif not found.why_not and found.after is None:
            yield Complaint(at, SO_ALREADY, about=about)


UNDONE = N_("This change was undone already.")
TOO_LATE = N_("A change can be undone for {days} days; this was longer ago.")
CHANGED_SINCE = N_("Somebody changed this since: {names}. What was done there is left as it is.")
NAMED = 5
"""Lines that are named where somebody changed them since; of others only how many."""


def undo_until(made_at: datetime) -> datetime:
    """The moment after which a change cannot be undone as a whole any more."""
    return made_at + timedelta(days=DAYS)


def why_not_undone(
    made_at: datetime, undone_at: datetime | None, others: Sequence[str], now: datetime
) -> Complaint | None:
    """Why a change cannot be undone; ``others``: the lines that are no longer as it left them."""
    if undone_at is not None:
        return Complaint("", UNDONE)
    if now > undo_until(made_at):
        return Complaint("", TOO_LATE, {"days": DAYS})
    if others:
        more = ["…"] if len(others) > NAMED else []
        return Complaint("", CHANGED_SINCE, {"names": "; ".join([*others[:NAMED], *more])})
    return None
