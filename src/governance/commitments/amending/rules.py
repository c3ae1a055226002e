"""Which milestone of a commitment is which after an amendment, and which days move. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_
from governance.commitments.rules import ENDED
from governance.library.rules import MilestoneRule

Planned: TypeAlias = Any
"""A milestone as stored or as handed in: with title, rule, months and day."""
REPEATED = frozenset({MilestoneRule.EVERY, MilestoneRule.YEARLY})
_SAME: tuple[Callable[[Planned], Any], ...] = (
    lambda one: (one.title, one.rule, one.months, one.on_date, one.weight, one.checkpoint),
    lambda one: (one.title, one.rule, one.months, one.on_date),
    lambda one: one.title,
    lambda one: (one.rule, one.months, one.on_date),
)


class Kept(Struct, frozen=True):
    """A milestone as one party keeps it."""

    id: UUID
    state: str
    planned_on: date


class Days(Struct, frozen=True):
    """What becomes of the days of a milestone of one party: moved, come, or gone."""

    moved: dict[UUID, date]
    come: tuple[date, ...]
    gone: tuple[UUID, ...]


def paired(before: Sequence[Planned], after: Sequence[Planned]) -> list[tuple[Planned, Planned]]:
    """Each milestone as it was with the one that it becomes; none where it came, or goes.

    The same in all is the same; then of the same title, then with the same plan.
    """
    old, found = list(before), dict.fromkeys(range(len(after)))
    for same in _SAME:
        for place, new in enumerate(after):
            if found[place] is None:
                found[place] = next((one for one in old if same(one) == same(new)), None)
                old = [one for one in old if one is not found[place]]
    return [
        *((found[place], new) for place, new in enumerate(after)),
        *((one, None) for one in old),
    ]


def replanned(kept: Iterable[Kept], days: Sequence[date], *, repeated: bool) -> Days:
    """The days of a milestone of one party by a new plan: what was reached stays as it is."""
    rows = sorted(kept, key=lambda one: one.planned_on)
    reached = [one.planned_on for one in rows if one.state in ENDED]
    open_ones = [one for one in rows if one.state not in ENDED]
    ahead = [day for day in days if not reached or (repeated and day > reached[-1])]
    moved = {
        one.id: day for one, day in zip(open_ones, ahead, strict=False) if day != one.planned_on
    }
    return Days(moved, tuple(ahead[len(open_ones) :]), tuple(o.id for o in open_ones[len(ahead) :]))


FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "text": N_("What is owed"),
    "theme": N_("Theme"),
    "kind": N_("Kind"),
    "extra": N_("Fields of the kind"),
    "nature": N_("Nature"),
    "enforceable": N_("Enforceable at law"),
    "priority": N_("Priority"),
    "owner_function": N_("Function that owns it"),
    "executor": N_("Who carries it out"),
    "executor_organisation_id": N_("Organisation that carries it out"),
    "informal_partners": N_("Informal partners"),
    "measurable_goal": N_("Measurable goal"),
    "indicator_unit": N_("Unit of the measurement"),
    "target": N_("Target value"),
    "owners": N_("Who owes it"),
    "contributors": N_("Who contributes"),
    "milestones": N_("Milestones"),
}
"""What can change of a commitment, in words."""
