"""The one rule by which is computed how a line or a milestone stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from governance.base.errors import N_
from governance.commitments.rules import IN_TROUBLE, LineState, Standing


class Facts(Struct, frozen=True):
    """What the rule knows of a line or a milestone on a day; every field is yes or no.

    ``lapsed``, ``done``: nothing is asked of it any more, or it was reached. ``overdue``: the
    planned day has passed. ``troubled``: reported as delayed or blocked. ``slips``: expected
    after the planned day. ``behind``: the last measurement stays below what should have been
    reached by now. ``accepted``: the delay was accepted until a day that has not come.
    """

    lapsed: bool = False
    done: bool = False
    overdue: bool = False
    troubled: bool = False
    slips: bool = False
    behind: bool = False
    accepted: bool = False


class Row(Struct, frozen=True):
    """A row of the table: it holds when each of ``all_of`` and one of ``any_of`` does.

    Where ``any_of`` is empty nothing more is asked. ``why`` says the row in a sentence.
    """

    standing: Standing
    why: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether this row is about these facts."""
        every = all(getattr(facts, name) for name in self.all_of)
        return every and (not self.any_of or any(getattr(facts, name) for name in self.any_of))


_RISKS = ("troubled", "slips", "behind")
TABLE = (
    Row(Standing.LAPSED, N_("It lapsed: nothing is asked of it any more."), ("lapsed",)),
    Row(Standing.DONE, N_("It was reached."), ("done",)),
    Row(
        Standing.ACCEPTED,
        N_("Something is wrong, and the delay was accepted until a day that has not come."),
        ("accepted",),
        ("overdue", *_RISKS),
    ),
    Row(Standing.LATE, N_("The planned day has passed."), ("overdue",)),
    Row(
        Standing.AT_RISK,
        N_("It is delayed or blocked, expected later than planned, or measured below its step."),
        any_of=_RISKS,
    ),
    Row(Standing.ON_SCHEDULE, N_("Nothing of the kind.")),
)
"""The rule: the first row that holds says how it stands. The last one always holds."""

FACT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "lapsed": N_("it lapsed"),
        "done": N_("it was reached"),
        "overdue": N_("the planned day has passed"),
        "troubled": N_("it was reported as delayed or blocked"),
        "slips": N_("it is expected after the planned day"),
        "behind": N_("the last measurement stays below its step"),
        "accepted": N_("the delay is accepted until a day that has not come"),
    }
)


def stands(facts: Facts) -> Standing:
    """How something with these facts stands."""
    return next(row.standing for row in TABLE if row.holds(facts))


def facts_of(
    state: str,
    planned: date | None,
    forecast: date | None,
    done: date | None,
    today: date,
    *,
    behind_from: date | None = None,
    accepted_until: date | None = None,
) -> Facts:
    """The facts of one milestone or line on a day.

    ``behind_from``: the day from which the last measurement falls short. ``accepted_until``:
    the first day on which an accepted delay does not count any more.
    """
    return Facts(
        lapsed=state == LineState.LAPSED,
        done=state == LineState.DONE or done is not None,
        overdue=planned is not None and planned < today,
        troubled=state in IN_TROUBLE,
        slips=planned is not None and forecast is not None and forecast > planned,
        behind=behind_from is not None and behind_from <= today,
        accepted=accepted_until is not None and accepted_until > today,
    )


def with_next(own: Facts, ahead: Facts | None) -> Facts:
    """The facts of a line with those of its first open milestone: what is wrong there is wrong."""
    if ahead is None:
        return own
    return Facts(
        own.lapsed,
        own.done,
        own.overdue or ahead.overdue,
        own.troubled or ahead.troubled,
        own.slips or ahead.slips,
        own.behind,
        own.accepted,
    )


def standing(
    state: str, planned: date | None, forecast: date | None, done: date | None, today: date
) -> Standing:
    """How one milestone, or a line without regard to its milestones, stands on a day."""
    return stands(facts_of(state, planned, forecast, done, today))


def worst(standings: Iterable[Standing]) -> Standing:
    """The worst of some standings; on schedule when there are none."""
    order = list(Standing)
    return max(standings, key=order.index, default=Standing.ON_SCHEDULE)
