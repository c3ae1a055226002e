"""When roles are to be reviewed, by whom, and what makes a review complete.

BIO2 v1.3: all access rights once a year (5.18.02), special rights each quarter (8.02.01). Which
roles are special stands with the roles: ``identity.roles.rules.SPECIAL``. That nobody confirms
special rights of one's own where a colleague can is not asked there; it is the segregation of
duties of ISO 27002 (5.3, 5.18).
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec

from governance.audit.rules import SERVICE
from governance.base.actor import RoleKind
from governance.base.errors import N_, Complaint
from governance.identity.roles.rules import SPECIAL

OPEN_ALREADY = N_("This review is open already. Go on with that one.")
COMPLETED = N_("This review is completed. It is kept as it is.")
NOTHING = N_("Nobody holds such a role here: there is nothing to review.")
OVERTAKEN = N_(
    "Somebody else saved this review in the meantime. What you filled in still stands below; where "
    "somebody else answered, that is named at the role. Save again to let yours count."
)
_MOVED = N_(
    "Roles were given, changed or ended since you opened this page. What you filled in still "
    "stands here. Look at the roles that are marked, and save again."
)
_MOVED_LATER = N_(
    "Roles were given, changed or ended since you opened this page. Look at the review again."
)
_GONE = N_("This role is not held any more. Open the page again.")
_ANSWER = N_("Confirm this role or withdraw it.")
_ONESELF = N_(
    "Nobody confirms special rights of their own: let a colleague who can review answer this line."
)
NOT_YOURS = N_("You cannot withdraw this role. Ask the administrator of the service.")


class ReviewKind(StrEnum):
    """What a review is of."""

    ALL = "all"
    SPECIAL = "special"


class Answer(StrEnum):
    """What is decided about a role."""

    CONFIRM = "confirm"
    WITHDRAW = "withdraw"


class LineAnswer(StrEnum):
    """What is said of a role: an answer, or that it is taken back."""

    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    OPEN = "open"


class Change(StrEnum):
    """What happened to a role since the review began."""

    NONE = ""
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Timing(StrEnum):
    """How a review stands on a day."""

    LATER = "later"
    DUE = "due"
    LATE = "late"


class Factor(StrEnum):
    """What somebody has beside the password."""

    OWN = "own"
    PROVIDER = "provider"
    NONE = "none"
    UNKNOWN = "unknown"
    """Of somebody who works elsewhere: known there only."""


AT_ONCE = 900
"""Roles on one page: a form holds at most 2,000 fields. What is open comes first, so that the rest
follows when these are saved."""
MONTHS: Mapping[ReviewKind, int] = MappingProxyType({ReviewKind.ALL: 12, ReviewKind.SPECIAL: 3})
"""At least so often."""
AHEAD: Mapping[ReviewKind, timedelta] = MappingProxyType(
    {ReviewKind.ALL: timedelta(days=30), ReviewKind.SPECIAL: timedelta(days=14)}
)
"""So long before it is due it is asked for."""


def kinds_of(kind: ReviewKind) -> list[str] | None:
    """The kinds of role that a review is of; None: every kind."""
    return [str(one) for one in SPECIAL] if kind is ReviewKind.SPECIAL else None


def is_special(kind: str) -> bool:
    """Whether a role gives special rights."""
    return RoleKind(kind) in SPECIAL


def chain_of(organisation: UUID | None) -> UUID:
    """As what the trail and the addresses know the organisation; None: the service itself."""
    return organisation or SERVICE


def organisation_of(chain: UUID) -> UUID | None:
    """The organisation that an address names; None: the service itself."""
    return None if chain == SERVICE else chain


def on(chain: UUID) -> dict[str, UUID]:
    """On what a role must be held for the reviews of an organisation, or of the service itself."""
    return {"service": chain} if organisation_of(chain) is None else {"own": chain}


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due_on(kind: ReviewKind, last: date | None, first: date | None) -> date | None:
    """Before which day the next review is to be completed.

    ``last``: when one was completed, else counted from the first role that was ever held there.
    """
    since = last or first
    return months_later(since, MONTHS[kind]) if since else None


def timing(kind: ReviewKind, due: date, today: date) -> Timing:
    """How a review stands that is to be completed before a day."""
    if today >= due:
        return Timing.LATE
    return Timing.DUE if today >= due - AHEAD[kind] else Timing.LATER


def fingerprint(held: Iterable[Mapping[str, Any]]) -> str:
    """Which roles somebody saw, and how: another when one is given, changed or ended."""
    said = sorted(f"{r['assignment']} {r['role_version']} {r['valid_until']}" for r in held)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def evidence(lines: Iterable[Mapping[str, Any]]) -> str:
    """The hash of the lines of a completed review, that stands in the trail."""
    told = sorted((msgspec.to_builtins(dict(line)) for line in lines), key=lambda one: one["id"])
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


def change_of(
    held: Mapping[str, Any] | None, noted: Mapping[str, Any] | None, since: Any
) -> Change:
    """What happened to a role since the review began (``since``)."""
    if held is None:
        return Change.GONE
    if noted is None or noted["noted_at"] > since:
        moved = noted is not None and not same(held, noted)
        return Change.CHANGED if moved else Change.NEW
    return Change.NONE if same(held, noted) else Change.CHANGED


def same(held: Mapping[str, Any], noted: Mapping[str, Any]) -> bool:
    """Whether a role is as the line noted it; an answer about another does not count."""
    return all(held[name] == noted[name] for name in ("role_version", "valid_until"))


def field_of(assignment: UUID) -> str:
    """The field of the answer about a role."""
    return f"answers.{assignment}.answer"


def seen_complaints(seen: str, now: str, *, later: bool = False) -> Iterator[Complaint]:
    """The roles have to be those that somebody saw."""
    if seen != now:
        yield Complaint("seen", _MOVED_LATER if later else _MOVED)


def unknown_complaints(answered: Iterable[str], held: Iterable[UUID]) -> Iterator[Complaint]:
    """One answers about the roles of the review."""
    known = {str(one) for one in held}
    for assignment in answered:
        if assignment not in known:
            yield Complaint(f"answers.{assignment}", _GONE)


def open_complaints(lines: Iterable[Any]) -> Iterator[Complaint]:
    """Each role that is held has to be confirmed or withdrawn."""
    for line in lines:
        if line.change != Change.GONE and not line.answer:
            yield Complaint(field_of(line.assignment_id), _ANSWER, about=line.function)


def answer_after(said: LineAnswer | None, was: str) -> str:
    """The answer that stands after somebody said something of a role, or nothing; empty: none."""
    if said is None:
        return was
    return "" if said is LineAnswer.OPEN else str(said)


def own_complaint(assignment: UUID, function: str = "") -> Complaint:
    """Somebody confirmed special rights of their own."""
    return Complaint(field_of(assignment), _ONESELF, about=function)


def answers_for(role: Mapping[str, Any]) -> UUID | None:
    """Whose a role is: who holds it, and of a machine who made its token and saw it."""
    whose: UUID | None = role["given_by"] if role["machine"] else role["person"]
    return whose


def confirms_own(answer: str, kind: str, whose: UUID | None, by: UUID | None) -> bool:
    """Whether somebody confirms special rights of their own."""
    return answer == Answer.CONFIRM and is_special(kind) and whose is not None and whose == by
