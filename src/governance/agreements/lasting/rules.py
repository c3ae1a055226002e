"""What the rules of an agreement say of its days: ahead, and once a day has come. Pure.

Days are legal days. The end of a term is the first day on which it no longer holds, so an
agreement that "holds up to and including 31 December" ends on 1 January.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from governance.agreements.rules import ExtensionRule, add_months
from governance.base.clock import YEARS

CONSULT_AHEAD = 6
"""So many months before the end the models ask parties to consult about an extension."""
EVALUATE_AHEAD = 6
"""So many months before the end the final evaluation is ready, where the text names no day."""
_DAY = timedelta(days=1)
ASKS_ALL = frozenset({ExtensionRule.CONSULTATION, ExtensionRule.ONCE})
"""Extensions that all parties agree upon in writing."""
BY_SILENCE = frozenset({ExtensionRule.TACIT, ExtensionRule.INDEFINITE})
"""Extensions that come about where nobody says in time that it does not want them."""


class MomentKind(StrEnum):
    """What a day of the calendar of an agreement is."""

    ENTERS = "enters"
    MID_TERM = "mid_term"
    CONSULT_BY = "consult_by"
    EVALUATION = "evaluation"
    OBJECT_BY = "object_by"
    EXTENDS = "extends"
    BECOMES_INDEFINITE = "becomes_indefinite"
    PART_ENDS = "part_ends"
    LEAVES = "leaves"
    JOINS = "joins"
    ENDS = "ends"


class EndReason(StrEnum):
    """Why an agreement ended."""

    TERM = "term"
    EVENT = "event"
    NOTICE = "notice"
    CONSENT = "consent"
    TOO_FEW = "too_few"
    SUCCESSION = "succession"
    AGREEMENT = "agreement"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Lasting(Struct, frozen=True):
    """What the end of an agreement follows from. ``ends_on``: first day that it no longer holds,
    none: indefinite, or until ``end_event``; ``objected``: a party said that it wants no
    extension; ``extended``: how often it was extended; ``final``: its end is settled otherwise."""

    entered_on: date
    ends_on: date | None
    extension_rule: str
    extension_months: int | None = None
    notice_months: int | None = None
    extended: int = 0
    objected: bool = False
    final: bool = False


class AtEnd(Struct, frozen=True):
    """What becomes of an agreement on the last day of its term. ``goes_on`` with ``until`` none
    becomes indefinite."""

    goes_on: bool
    until: date | None = None


class Moment(Struct, frozen=True, rename="camel"):
    """One day of the calendar. ``who``: the party that it is about; ``by_text``: the text names
    this day itself; ``expected``: it follows only if nobody does anything before it; ``until``:
    how long an extension lasts."""

    kind: str
    on: date
    who: str = ""
    by_text: bool = False
    expected: bool = False
    until: date | None = None


def last_day_to_object(ends_on: date, notice_months: int | None) -> date:
    """The last day on which a party can say that it wants no extension."""
    return add_months(ends_on, -(notice_months or 0)) - _DAY


def earliest_leaving(given_on: date, notice_months: int | None) -> date:
    """The first day on which an agreement no longer holds for who gave notice on a day.

    The day of the notice itself does not count: six months after 30 June is 1 January.
    """
    return add_months(given_on + _DAY, notice_months or 0)


def extended(entered_on: date, ends_on: date, months: int) -> date:
    """The end of a term after an extension; a short month on the way leaves no trace in it."""
    past = (ends_on.year - entered_on.year) * 12 + ends_on.month - entered_on.month
    if add_months(entered_on, past) == ends_on:
        return add_months(entered_on, past + months)
    return add_months(ends_on, months)


def at_end(one: Lasting) -> AtEnd:
    """What becomes of it when its term is over and nothing else was agreed upon."""
    if one.objected or one.ends_on is None:
        return AtEnd(False)
    if one.extension_rule == ExtensionRule.INDEFINITE:
        return AtEnd(True)
    if one.extension_rule == ExtensionRule.TACIT and one.extension_months:
        return AtEnd(True, extended(one.entered_on, one.ends_on, one.extension_months))
    return AtEnd(False)


def calendar(one: Lasting, named: Sequence[Moment] = ()) -> list[Moment]:
    """The days of an agreement in order; ``named`` are those of its text and of its parties.

    A mid-term report and an evaluation are reckoned where the text names no day for them.
    """
    told = {moment.kind for moment in named}
    days = [*named, *(moment for moment in _reckoned(one) if moment.kind not in told)]
    last = one.ends_on if one.final else None
    return sorted((found for found in days if last is None or found.on <= last), key=_order)


def _reckoned(one: Lasting) -> Iterator[Moment]:
    yield Moment(MomentKind.ENTERS, one.entered_on)
    ends = one.ends_on
    if ends is None:
        return
    half = ((ends.year - one.entered_on.year) * 12 + ends.month - one.entered_on.month) // 2
    if half and not one.extended and not one.final:
        yield Moment(MomentKind.MID_TERM, add_months(one.entered_on, half))
    evaluated = add_months(ends, -EVALUATE_AHEAD) - _DAY
    if evaluated > one.entered_on and not one.final:
        yield Moment(MomentKind.EVALUATION, evaluated)
    yield from _ending(one, ends)


def _ending(one: Lasting, ends: date) -> Iterator[Moment]:
    rule, after = one.extension_rule, at_end(one)
    if rule in BY_SILENCE and not one.objected:
        yield Moment(MomentKind.OBJECT_BY, last_day_to_object(ends, one.notice_months))
    asks = rule == ExtensionRule.CONSULTATION or (rule == ExtensionRule.ONCE and not one.extended)
    if asks and not one.objected:
        consulted = add_months(ends, -CONSULT_AHEAD) - _DAY
        yield Moment(MomentKind.CONSULT_BY, max(consulted, one.entered_on))
    if not after.goes_on:
        yield Moment(MomentKind.ENDS, ends, expected=asks and not one.objected)
    elif after.until is None:
        yield Moment(MomentKind.BECOMES_INDEFINITE, ends, expected=True)
    elif after.until.year in YEARS:
        yield Moment(MomentKind.EXTENDS, ends, expected=True, until=after.until)


def _order(moment: Moment) -> tuple[date, int, str]:
    """By day, of one day in the order of the kinds."""
    return moment.on, list(MomentKind).index(MomentKind(moment.kind)), moment.who
