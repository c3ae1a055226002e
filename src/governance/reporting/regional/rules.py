"""What makes the words of a regional report, and its adoption by the committee, right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from msgspec import UNSET
from msgspec.structs import replace

from governance.base.clock import day
from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.sharing.rules import AdoptedLine, AdoptedMilestone
from governance.commitments.warning.rules import case_data
from governance.reporting.rules import TEXT_LIMIT, Typed, signed_off, too_long

Of: TypeAlias = Any
"""The round; the rules stand below the queries and know only its fields."""

REGIONAL_WORDS = ("summary", "bottlenecks", "decisions_asked", "outlook")
"""The words of a regional report: prepared by the secretary, adopted by the committee."""


def adopted_line(line: Any, milestones: Iterable[AdoptedMilestone]) -> AdoptedLine:
    """What the other parties see of a line from its adoption: what the report says of it."""
    return AdoptedLine(
        line_id=line.line_id,
        standing=line.standing,
        state=line.state,
        words=line.words,
        reason=line.reason,
        measure=line.measure,
        planned_on=line.planned_on,
        forecast_on=line.forecast_on,
        done_on=line.done_on,
        next_title=line.ahead.title if line.ahead else None,
        next_planned_on=line.ahead.planned_on if line.ahead else None,
        next_forecast_on=line.ahead.forecast_on if line.ahead else None,
        milestones=tuple(milestones),
    )


def preparation_complaints(
    form: Typed, prepared: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[Complaint]:
    """What is wrong with the words of a regional report, beside those that were ``prepared``
    before; they may still be open."""
    form, limits = with_prepared(form, {}), dict.fromkeys(REGIONAL_WORDS, TEXT_LIMIT)
    yield from too_long(form, limits, {"decisions_asked": "decisionsAsked"})
    yield from case_data(form, prepared.values())


def with_prepared(form: Typed, prepared: Mapping[str, Any]) -> Typed:
    """A form with the words that were prepared, where it does not say its own."""
    left = [name for name in REGIONAL_WORDS if getattr(form, name) is UNSET]
    return replace(form, **{name: prepared.get(name, "") for name in left})


def adoption_complaints(
    form: Typed, of: Of, today: date, prepared: Mapping[str, Any] = MappingProxyType({})
) -> Iterator[Complaint]:
    """What is wrong with an adoption of the report of a round.

    What cannot be taken back is not done by a slip: where reports are missing, or the period
    has not ended, the committee says that it knows.
    """
    names = ("adoptedByFunction", "adoptedOn")
    yield from signed_off(form.adopted_by_function, form.adopted_on, of.opens_on, today, names)
    last = of.last_accepted_at and day(of.last_accepted_at)
    if form.adopted_on and last and of.opens_on <= form.adopted_on < last:
        problem = N_("The last report was accepted on {day}; it cannot be adopted before that.")
        yield Complaint("adoptedOn", problem, {"day": last})
    if not with_prepared(form, {}).summary.strip():
        yield Complaint("summary", MISSING)
    yield from preparation_complaints(form, prepared)
    if of.accepted == 0:
        yield Complaint("", N_("No report is accepted yet, so there is nothing to adopt."))
    elif not form.knowingly:
        yield from _unfinished(of, form.adopted_on or today)


def _unfinished(of: Of, on: date) -> Iterator[Complaint]:
    if of.accepted < of.reports:
        problem = N_(
            "Accepted: {number} of {total} reports. What the others say does not come into the "
            "report any more: confirm that the committee adopts it without them."
        )
        yield Complaint("knowingly", problem, {"total": of.reports, "number": of.accepted})
    if on < of.period_until:
        problem = N_(
            "The period runs to {last}. Confirm that the committee adopts the report before that."
        )
        yield Complaint("knowingly", problem, {"last": of.period_last})
