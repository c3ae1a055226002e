"""What is shown of reviews, and to whom: those of an organisation, and one with its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.identity.reviewing.held.queries import Row, held_now, noted, people_named
from governance.identity.reviewing.rules import (
    AT_ONCE,
    Answer,
    Change,
    Factor,
    ReviewKind,
    answers_for,
    chain_of,
    change_of,
    evidence,
    fingerprint,
    is_special,
    on,
    organisation_of,
    same,
)
from governance.identity.roles.rules import HeldFor

_REVIEW = """
select v.*, coalesce(g.name, '') as name, b.function as begun_by_function,
       coalesce(d.function, '') as completed_by_function,
       (select e.changes::jsonb ->> 'sha256' from trail_entry e
        where e.thing_id = v.id and e.verb = 'complete_review' and e.result = 'done') as sha256
from access_review v left join organisation g on g.id = v.organisation
join person b on b.id = v.begun_by left join person d on d.id = v.completed_by
where v.id = $1"""
_NAME = "select name from organisation where id = $1"


class LineShown(Struct, frozen=True, rename="camel"):
    """One role of a review: as it is, or as it was when the review was completed.

    ``whose_id``: who never confirms its special right where a colleague can: its holder, and of a
    machine who made its token.
    """

    assignment_id: UUID
    person_id: UUID
    whose_id: UUID | None
    function: str
    name: str
    machine: bool
    kind: RoleKind
    held_for: HeldFor
    for_name: str
    valid_from: date
    valid_until: date | None
    filled_by: str
    stands_in_for: str
    given_by: str
    given_at: datetime | None
    last_signed_in_on: date | None
    factor: Factor
    special: bool
    change: Change
    answer: Answer | None
    reason: str
    answered_by_id: UUID | None
    answered_by: str
    answered_at: datetime | None


class ReviewView(Struct, frozen=True, rename="camel"):
    """One review. ``organisation_id`` is that of the addresses; an empty name is the service.

    ``seen`` goes with every change: it tells which roles were shown. ``sha256`` is what the trail
    holds of a completed review, ``intact`` whether its lines still give that.
    """

    id: UUID
    version: int
    kind: ReviewKind
    organisation_id: UUID
    name: str
    due_on: date | None
    begun_at: datetime
    begun_by: str
    completed_at: datetime | None
    completed_by: str
    lines: tuple[LineShown, ...]
    seen: str
    sha256: str
    intact: bool
    may_carry_out: bool

    @property
    def held(self) -> list[LineShown]:
        """The lines that are to be answered: not of roles that ended in the meantime."""
        return [line for line in self.lines if line.change != Change.GONE]

    @property
    def asked(self) -> list[LineShown]:
        """The lines that one page asks: all of them, or those that are open first."""
        held = self.held
        if len(held) <= AT_ONCE:
            return held
        return sorted(held, key=lambda line: line.answer is not None)[:AT_ONCE]

    def answered(self, answer: Answer | None) -> list[LineShown]:
        """The lines with an answer; None: those that are open."""
        return [line for line in self.held if line.answer == answer]


async def name_of(chain: UUID, *, by: Actor) -> str:
    """Whose reviews these are, for who may read them; empty for the service itself: 1 query."""
    if not may(by, "review.read", **on(chain)):
        raise NotFound
    organisation = organisation_of(chain)
    if organisation is None:
        return ""
    rows = await DATABASE.fetch(_NAME, organisation)
    if not rows:
        raise NotFound
    return str(rows[0]["name"])


async def review(review_id: UUID, *, by: Actor, at: datetime) -> ReviewView:
    """One review with its lines: 4 queries, however many lines. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_REVIEW, review_id)
    chain = chain_of(rows[0]["organisation"]) if rows else None
    if chain is None or not may(by, "review.read", **on(chain)):
        raise NotFound
    row, today = rows[0], day(at)
    kind, organisation = ReviewKind(row["kind"]), row["organisation"]
    held = [] if row["completed_at"] else await held_now(organisation, kind, today)
    lines = await noted(review_id)
    merged = merge(row, held, lines)
    people = await people_named(_people_in(merged), organisation, today)
    return ReviewView(
        id=review_id,
        version=row["version"],
        kind=kind,
        organisation_id=chain,
        name=row["name"],
        due_on=row["due_on"],
        begun_at=row["begun_at"],
        begun_by=row["begun_by_function"],
        completed_at=row["completed_at"],
        completed_by=row["completed_by_function"],
        lines=tuple(sorted((line_shown(one, people) for one in merged), key=_place)),
        seen=fingerprint(held),
        sha256=row["sha256"] or "",
        intact=row["completed_at"] is not None and evidence(lines) == row["sha256"],
        may_carry_out=row["completed_at"] is None and may(by, "review.carry_out", **on(chain)),
    )


def merge(review_row: Mapping[str, Any], held: Iterable[Row], lines: Iterable[Row]) -> list[Row]:
    """Roles as they are held, with what was answered; and those that ended in the meantime."""
    known = {line["assignment"]: line for line in lines}
    since, found = review_row["begun_at"], []
    if review_row["completed_at"] is not None:
        return [{**line, "change": _was(line, since)} for line in known.values()]
    for role in held:
        line = known.pop(role["assignment"], None)
        counts = line is not None and same(role, line)
        answered = {name: line[name] for name in _ANSWERED} if line and counts else _OPEN
        kept = {"reason": line["reason"]} if line else {}
        found.append({**role, **answered, **kept, "change": change_of(role, line, since)})
    return found + [{**line, "change": Change.GONE} for line in known.values()]


_ANSWERED = ("answer", "reason", "answered_by", "answered_at")
_OPEN: Row = {"answer": "", "reason": "", "answered_by": None, "answered_at": None}


def _was(line: Row, since: datetime) -> Change:
    if line["gone"]:
        return Change.GONE
    return Change.NEW if line["noted_at"] > since else Change.NONE


def _people_in(rows: Iterable[Row]) -> set[UUID]:
    names = ("person", "stands_in_for", "given_by", "answered_by")
    return {row[name] for row in rows for name in names if row[name]}


def line_shown(row: Row, people: Mapping[UUID, tuple[str, str]]) -> LineShown:
    """A role as it is shown: who it is of is read from the person, so that erasing works."""

    def function(who: UUID | None) -> str:
        return people[who][0] if who and who in people else ""

    plain = ("function", "machine", "for_name", "valid_from", "valid_until", "filled_by")
    last = ("given_at", "last_signed_in_on", "reason", "answered_at", "change")
    return LineShown(
        assignment_id=row["assignment"],
        person_id=row["person"],
        whose_id=answers_for(row),
        name=people[row["person"]][1],
        kind=RoleKind(row["kind"]),
        held_for=HeldFor(row["held_for"]),
        factor=Factor(row["factor"]),
        special=is_special(row["kind"]),
        stands_in_for=function(row["stands_in_for"]),
        given_by=function(row["given_by"]),
        answer=Answer(row["answer"]) if row["answer"] else None,
        answered_by_id=row["answered_by"],
        answered_by=function(row["answered_by"]),
        **{name: row[name] for name in (*plain, *last)},
    )


def _place(line: LineShown) -> tuple[bool, str, str, str, UUID]:
    """Roles that ended last; else by function, so that one person's roles stand together."""
    gone = line.change == Change.GONE
    return gone, line.function.casefold(), str(line.person_id), line.kind, line.assignment_id
