"""How many calendar feeds somebody has, how far back they reach, and what one looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from governance.base.errors import N_, Complaint

MOST = 10
"""So many feeds somebody has at once: one for each program, so that each can be ended alone."""
BACK = timedelta(days=366)
"""So far back a feed reaches."""
CANCELLED_FOR = timedelta(days=31)
"""So long after its day a milestone that was cancelled is still told of, so that every program that
held it takes it away."""
READ_EVERY = timedelta(hours=1)
"""So often it is kept that a feed was read."""
SUFFIX = ".ics"
_SECRET = re.compile(r"[0-9A-Za-z_-]{43}")

ENDED = N_("This feed has ended already. Nothing can be read at its address any more.")
GONE = N_("This calendar has ended. Take it out of your calendar program.")
_NOT_YOURS = N_("Choose one of the calendars in the list.")
_ENOUGH = N_("You have {number} calendar feeds already. End one that you do not use.")


class FeedState(StrEnum):
    """Whether a feed tells anything: ``empty`` where its person has no role there any more."""

    WORKS = "works"
    EMPTY = "empty"
    ENDED = "ended"


STATE_WORDS = {
    FeedState.WORKS: N_("works"),
    FeedState.EMPTY: N_("shows nothing"),
    FeedState.ENDED: N_("ended"),
}
STATE_TONES = {FeedState.WORKS: "good", FeedState.EMPTY: "warning", FeedState.ENDED: "done"}


def secret_in(address: str) -> str | None:
    """The secret in the last part of an address (``….ics``), or None for what cannot be one."""
    said = address.removesuffix(SUFFIX)
    return said if said != address and _SECRET.fullmatch(said) else None


def feed_complaints(
    for_id: UUID | None, choices: Collection[UUID | None], held: int
) -> Iterator[Complaint]:
    """A feed is for what one can look at, and one has not too many."""
    if for_id not in choices:
        yield Complaint("forId", _NOT_YOURS)
    if held >= MOST:
        yield Complaint("forId", _ENOUGH, {"number": MOST})


def state_of(ended_at: datetime | None, for_id: UUID | None, choices: Collection[UUID | None]) -> (
    FeedState
):  # fmt: skip
    """Whether a feed tells anything today."""
    if ended_at is not None:
        return FeedState.ENDED
    return FeedState.WORKS if for_id in choices else FeedState.EMPTY


def told(cancelled: bool, day: date, today: date) -> bool:
    """Whether a feed still tells of a milestone: of one that was cancelled not for ever."""
    return not cancelled or day + CANCELLED_FOR > today
