"""How much somebody sees of a line: all of it, what the committee adopted, or the promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_
from governance.base.permissions import Held, granted
from governance.commitments.rules import Standing
from governance.parties.rules import Audience


class Sight(StrEnum):
    """How much of a line one sees.

    ``WHOLE``: who keeps the line, who keeps the agreement, and who watches over it.
    ``ADOPTED``: other parties, once the committee adopted a report that speaks of it.
    ``PROMISE``: other parties before that: what is owed, and for when, but not how it stands.
    """

    WHOLE = "whole"
    ADOPTED = "adopted"
    PROMISE = "promise"


SIGHT_WORDS: Mapping[Sight, str] = {
    Sight.ADOPTED: N_("as the committee adopted it"),
    Sight.PROMISE: N_("not shared yet"),
}


class Reader(StrEnum):
    """As what somebody meets a line; one may be several at once, and sees the most of these.

    ``OWN``: the organisation that owes it. ``RECORDS``: keeps the record of the agreement.
    ``PREPARES``: an official at who keeps the agreement, or of its committee. ``OVERSEES``: anybody
    else there. ``OFFICIAL``: an official of another party. ``PARTY``: anybody else who takes part.
    """

    OWN = "own"
    RECORDS = "records"
    PREPARES = "prepares"
    OVERSEES = "oversees"
    OFFICIAL = "official"
    PARTY = "party"


WHO: Mapping[Reader, tuple[Held, ...]] = {
    Reader.RECORDS: granted("administrator of keeper"),
    Reader.PREPARES: granted("administrator, linking_pin of keeper", "secretary of committee"),
    Reader.OFFICIAL: granted("administrator, linking_pin of party"),
}
"""By which roles one is such a reader; the others are whoever reads agreements, by where."""

_W, _A, _P = Sight.WHOLE, Sight.ADOPTED, Sight.PROMISE
AUDIENCES = tuple(Audience)
"""From the narrowest to the widest; the columns of :data:`SEES`."""
SEES: Mapping[Reader, Mapping[Audience, Sight]] = {
    reader: dict(zip(AUDIENCES, row, strict=True))
    for reader, row in {
        #                 own officials committee public
        Reader.OWN: (_W, _W, _W, _W),
        Reader.RECORDS: (_W, _W, _W, _W),
        Reader.PREPARES: (_P, _W, _W, _W),
        Reader.OVERSEES: (_P, _P, _W, _W),
        Reader.OFFICIAL: (_P, _A, _A, _A),
        Reader.PARTY: (_P, _P, _A, _A),
    }.items()
}
"""The most that a reader ever sees of a line with an audience; ``ADOPTED`` where something was."""
TOLD_TO_COMMITTEE = tuple(a for a in AUDIENCES if SEES[Reader.OVERSEES][a] is Sight.WHOLE)
"""The audiences of which the papers of a steering committee speak."""


def narrowest(audiences: Iterable[Audience]) -> Audience:
    """The narrowest of some audiences."""
    return min(audiences, key=AUDIENCES.index)


def narrower(one: Audience, other: Audience) -> Audience:
    """The narrower of two audiences."""
    return narrowest((one, other))


def hidden_from(audience: Audience, than: Audience) -> bool:
    """Whether an audience is narrower than another: somebody sees less of it from then on."""
    return audience != than and narrower(audience, than) == audience


def seen_by(reader: Reader, sight: Sight) -> tuple[Audience, ...]:
    """The audiences with which a reader may see so much of a line: none, or these and all wider."""
    enough = (_W, _A, _P)[: (_W, _A, _P).index(sight) + 1]
    return tuple(audience for audience in AUDIENCES if SEES[reader][audience] in enough)


def sight_of(readers: Iterable[Reader], audience: Audience, adopted: Audience | None) -> Sight:
    """How much somebody sees of a line; ``adopted``: the audience it had when it was adopted last,
    none where it never was. Who may see it whole sees it whole, also when nothing was adopted."""
    mine = tuple(readers)
    if any(audience in seen_by(one, Sight.WHOLE) for one in mine):
        return Sight.WHOLE
    told = None if adopted is None else narrower(audience, adopted)
    if any(told in seen_by(one, Sight.ADOPTED) for one in mine):
        return Sight.ADOPTED
    return Sight.PROMISE


class AdoptedMilestone(Struct, frozen=True):
    """A milestone of a line as its committee adopted it."""

    id: UUID
    state: str
    forecast_on: date | None = None
    done_on: date | None = None


class AdoptedLine(Struct, frozen=True):
    """A line as its committee adopted it: what other parties see from then on."""

    line_id: UUID
    standing: Standing
    state: str
    words: str
    reason: str
    measure: str
    planned_on: date | None
    forecast_on: date | None
    done_on: date | None
    next_title: str | None = None
    next_planned_on: date | None = None
    next_forecast_on: date | None = None
    milestones: tuple[AdoptedMilestone, ...] = ()


def as_adopted(shown: Any, adopted: Mapping[UUID, AdoptedMilestone]) -> dict[str, Any]:
    """The fields of a milestone that differ for who sees only what was adopted.

    ``shown`` is the milestone as its own party sees it; of one that no adopted report spoke of
    only the plan is told.
    """
    known = adopted.get(shown.id)
    if known is None:
        return {"state": "", "forecast_on": None, "done_on": None}
    return {"state": known.state, "forecast_on": known.forecast_on, "done_on": known.done_on}
