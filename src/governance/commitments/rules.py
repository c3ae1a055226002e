"""States of lines and milestones, how they stand, when they are planned, what must be right."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import chain, count
from typing import Any, TypeAlias
from uuid import UUID

from governance.base.errors import N_, Complaint
from governance.base.names import search_key
from governance.library.rules import MILESTONE_MONTHS

HORIZON_MONTHS = 48
"""Repeated milestones of an agreement without an end are planned this far ahead."""

_KEY = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class LineState(StrEnum):
    """State of a milestone, and of a commitment as owed by one party."""

    PLANNED = "planned"
    STARTED = "started"
    ON_TRACK = "on_track"
    DELAYED = "delayed"
    BLOCKED = "blocked"
    DONE = "done"
    LAPSED = "lapsed"


ENDED = frozenset({LineState.DONE, LineState.LAPSED})
"""Nothing is asked of what is in one of these states."""
IN_TROUBLE = frozenset({LineState.DELAYED, LineState.BLOCKED})
"""These states need a reason."""


class Standing(StrEnum):
    """How something stands on the dashboard, from good to bad."""

    DONE = "done"
    ON_SCHEDULE = "on_schedule"
    AT_RISK = "at_risk"
    LATE = "late"


class Nature(StrEnum):
    """What is promised: best efforts (inspanning) or the result itself (resultaat)."""

    EFFORT = "effort"
    RESULT = "result"


class Part(StrEnum):
    """What a party does in a commitment: it owes it, or is asked to contribute."""

    OWNER = "owner"
    CONTRIBUTOR = "contributor"


class MilestoneRule(StrEnum):
    """How the date of a milestone follows from the agreement."""

    AFTER_ENTRY = "after_entry"
    ON_DATE = "on_date"
    EVERY = "every"


STATE_WORDS = {
    LineState.PLANNED: N_("planned"),
    LineState.STARTED: N_("started"),
    LineState.ON_TRACK: N_("on track"),
    LineState.DELAYED: N_("delayed"),
    LineState.BLOCKED: N_("blocked"),
    LineState.DONE: N_("done"),
    LineState.LAPSED: N_("lapsed"),
}
STATE_TONES = {
    LineState.PLANNED: "plain",
    LineState.STARTED: "plain",
    LineState.ON_TRACK: "good",
    LineState.DELAYED: "warning",
    LineState.BLOCKED: "bad",
    LineState.DONE: "done",
    LineState.LAPSED: "plain",
}
STANDING_TONES = {
    Standing.DONE: "done",
    Standing.ON_SCHEDULE: "good",
    Standing.AT_RISK: "warning",
    Standing.LATE: "bad",
}
STANDING_WORDS = {
    Standing.DONE: N_("done"),
    Standing.ON_SCHEDULE: N_("on schedule"),
    Standing.AT_RISK: N_("at risk"),
    Standing.LATE: N_("late"),
}
NATURE_WORDS = {
    Nature.EFFORT: N_("best-efforts obligation"),
    Nature.RESULT: N_("result obligation"),
}


def standing(
    state: str, planned: date | None, forecast: date | None, done: date | None, today: date
) -> Standing:
    """How one milestone or line stands today.

    Reached or lapsed is done. Past the planned day is late. Blocked, delayed, or forecast
    for a later day than planned is at risk. Everything else is on schedule.
    """
    if state in ENDED or done is not None:
        return Standing.DONE
    if planned is not None and planned < today:
        return Standing.LATE
    slips = planned is not None and forecast is not None and forecast > planned
    return Standing.AT_RISK if slips or state in IN_TROUBLE else Standing.ON_SCHEDULE


def worst(standings: Iterable[Standing]) -> Standing:
    """The worst of some standings; on schedule when there are none."""
    order = list(Standing)
    return max(standings, key=order.index, default=Standing.ON_SCHEDULE)


def add_months(start: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def planned_days(
    rule: str, months: int | None, on_date: date | None, entered_on: date, ends_on: date | None
) -> list[date]:
    """The days for which a milestone is planned, in order.

    A repeated milestone is planned every ``months`` until the agreement ends (``ends_on`` is
    the first day that it no longer holds), or four years ahead where it has no end.
    """
    if rule == MilestoneRule.ON_DATE:
        return [on_date] if on_date else []
    if months is None:
        return []
    if rule == MilestoneRule.AFTER_ENTRY:
        return [add_months(entered_on, months)]
    until = ends_on or add_months(entered_on, HORIZON_MONTHS + 1)
    steps = (
        range(months, 12 * 100, months) if ends_on else range(months, HORIZON_MONTHS + 1, months)
    )
    return [day for step in steps if (day := add_months(entered_on, step)) < until]


Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""


def key_of(title: str, taken: Collection[str]) -> str:
    """A key made from a title, other than those that are taken."""
    plain = search_key(title).replace(" ", "-")[:50].strip("-") or "commitment"
    numbered = (f"{plain}-{n}" for n in count(2))
    return next(key for key in chain([plain], numbered) if key not in taken)


_TEXTS = {
    "title": ("title", 200, True),
    "text": ("text", 10_000, True),
    "theme": ("theme", 60, True),
    "owner_function": ("ownerFunction", 200, True),
    "measurable_goal": ("measurableGoal", 4_000, True),
    "executor": ("executor", 200, False),
    "indicator_unit": ("indicatorUnit", 60, False),
}
MISSING = N_("Fill in this field.")
TOO_LONG = N_("At most {limit} characters.")
_UNKNOWN = N_("Choose one of the options.")


def _texts(form: Typed, at: str) -> Iterator[Complaint]:
    for name, (shown, limit, needed) in _TEXTS.items():
        text = getattr(form, name).strip()
        if needed and not text:
            yield Complaint(f"{at}.{shown}", MISSING)
        if len(text) > limit:
            yield Complaint(f"{at}.{shown}", TOO_LONG, {"limit": limit})


def commitment_complaints(
    form: Typed, at: str, parties: Collection[UUID], may_owe: Collection[UUID]
) -> Iterator[Complaint]:
    """What is wrong with a commitment. ``at`` is its place (``commitments.0``).

    ``parties`` are those of the agreement, ``may_owe`` those of them that sign.
    """
    yield from _texts(form, at)
    if not _KEY.match(form.key) or len(form.key) > 60:
        yield Complaint(
            f"{at}.key", N_("A key is made of small letters, digits and hyphens, at most 60.")
        )
    if form.nature not in set(Nature):
        yield Complaint(f"{at}.nature", _UNKNOWN)
    if form.target is not None and not form.indicator_unit.strip():
        yield Complaint(f"{at}.indicatorUnit", N_("A target value needs its unit."))
    if (form.target or 0) < 0:
        yield Complaint(f"{at}.target", N_("A target value is zero or more."))
    yield from _parts(form, at, parties, may_owe)


def _parts(
    form: Typed, at: str, parties: Collection[UUID], may_owe: Collection[UUID]
) -> Iterator[Complaint]:
    owners, helpers = set(form.owner_party_ids), set(form.contributor_party_ids)
    if not owners:
        yield Complaint(f"{at}.ownerPartyIds", N_("Choose at least one party that owes it."))
    if (owners | helpers) - set(parties):
        yield Complaint(f"{at}.ownerPartyIds", N_("This is no party of the agreement."))
    if (owners & set(parties)) - set(may_owe):
        yield Complaint(
            f"{at}.ownerPartyIds",
            N_("Only a party that signs can owe a commitment; ask others for a contribution."),
        )
    if owners & helpers:
        yield Complaint(
            f"{at}.contributorPartyIds", N_("A party that owes it is not also a contributor.")
        )


def milestone_complaints(form: Typed, at: str, term_months: int | None) -> Iterator[Complaint]:
    """What is wrong with a milestone; ``term_months`` is the term of the agreement."""
    if not form.title.strip():
        yield Complaint(f"{at}.title", MISSING)
    if len(form.title) > 200:
        yield Complaint(f"{at}.title", TOO_LONG, {"limit": 200})
    if form.rule not in set(MilestoneRule):
        yield Complaint(f"{at}.rule", _UNKNOWN)
    elif form.rule == MilestoneRule.ON_DATE:
        if form.on_date is None:
            yield Complaint(f"{at}.onDate", N_("Give the date of this milestone."))
    elif form.months is None or not 1 <= form.months <= MILESTONE_MONTHS:
        yield Complaint(f"{at}.months", N_("Give a number of months from 1 to 240."))
    elif term_months is not None and form.months > term_months:
        yield Complaint(
            f"{at}.months", N_("The agreement ends after {term} months."), {"term": term_months}
        )
