"""Who opens and removes a round, and what makes a new one right: its name, period and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from governance.base.errors import MISSING, N_, Complaint
from governance.base.names import search_key
from governance.base.permissions import TABLE
from governance.base.workflow import Step, Workflow
from governance.commitments.warning.rules import case_data
from governance.reporting.rules import Typed, too_long

Holds: TypeAlias = tuple[date | None, date | None]
"""The day on which an agreement entered into force, and the first that it no longer holds."""
Other: TypeAlias = Any
"""Another round of the agreement; the rules know only its title and period."""


class RoundState(StrEnum):
    """What was made of a round: nothing yet, words of its regional report, or of a party's."""

    UNTOUCHED = "untouched"
    PREPARED = "prepared"
    BEGUN = "begun"


_WHO = TABLE["round.open_round"].who
ROUND_WORKFLOW = Workflow(
    "round",
    (
        Step("in_force", "open_round", RoundState.UNTOUCHED, _WHO),
        Step(RoundState.UNTOUCHED, "remove_round", "removed", _WHO),
    ),
    ends=("removed",),
)
"""A round is opened on an agreement that is in force, and removed while it is untouched."""


def round_state(*, begun: bool, prepared: bool) -> RoundState:
    """What was made of a round: whether a party began its report, and words are prepared."""
    if begun:
        return RoundState.BEGUN
    return RoundState.PREPARED if prepared else RoundState.UNTOUCHED


def round_complaints(
    form: Typed, others: Iterable[Other], *, watched: bool, holds: Holds = (None, None)
) -> Iterator[Complaint]:
    """What is wrong with a new round; ``others`` are those of the same agreement.

    ``watched``: whether a committee watches over the agreement; ``holds``: before it entered
    into force there was nothing to report on, and once it has ended there is nothing.
    """
    known, (since, until) = tuple(others), holds
    if not watched:
        yield Complaint("", N_("No committee watches over this agreement."))
    yield from _title(form, known)
    dates = {
        "periodFrom": form.period_from,
        "periodUntil": form.period_until,
        "opensOn": form.opens_on,
        "dueOn": form.due_on,
    }
    yield from (Complaint(name, MISSING) for name, day in dates.items() if day is None)
    yield from _period(form.period_from, form.period_until, known, since)
    if until and form.period_from and form.period_from >= until:
        problem = N_("The period begins after the agreement ends, on {day}.")
        yield Complaint("periodFrom", problem, {"day": until - timedelta(days=1)})
    yield from _days(form, since)


def _title(form: Typed, others: Iterable[Other]) -> Iterator[Complaint]:
    if not form.title.strip():
        yield Complaint("title", MISSING)
    elif search_key(form.title) in {search_key(other.title) for other in others}:
        yield Complaint("title", N_("Another round of this agreement has this name already."))
    yield from too_long(form, {"title": 120}, {})
    yield from case_data(form)


def _period(
    start: date | None, end: date | None, others: Iterable[Other], since: date | None
) -> Iterator[Complaint]:
    if start is None or end is None:
        return
    if end <= start:
        yield Complaint("periodUntil", N_("The period ends after it begins."))
    elif since is not None and end <= since:
        problem = N_(
            "The period ends before the agreement entered into force, on {day}: there is nothing "
            "to report on."
        )
        yield Complaint("periodUntil", problem, {"day": since})
    elif any(start < other.period_until and other.period_from < end for other in others):
        yield Complaint("periodFrom", N_("Another round is already about part of this period."))


def _days(form: Typed, since: date | None) -> Iterator[Complaint]:
    start, opens, due = form.period_from, form.opens_on, form.due_on
    if opens and due and due < opens:
        yield Complaint("dueOn", N_("Reports are due after the round opens."))
    elif start and due and due < start:
        yield Complaint("dueOn", N_("Reports are due after the period has begun."))
    if start and opens and opens < start:
        yield Complaint("opensOn", N_("A round opens after its period has begun."))
    elif since and opens and opens < since:
        problem = N_("A round opens after the agreement has entered into force, on {day}.")
        yield Complaint("opensOn", problem, {"day": since})


def day_after(last: date | None) -> date | None:
    """The first day that is not reported on, from the last one that is (tot en met)."""
    return last + timedelta(days=1) if last and last < date.max else last
