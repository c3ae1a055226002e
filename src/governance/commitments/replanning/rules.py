"""What must be right of planning milestones of a line anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.accepting.rules import needed

Typed: TypeAlias = Any
"""A form or a row; the rules know only its fields."""


class What(StrEnum):
    """Which date of a milestone became another: its plan, or what is expected."""

    PLANNED = "planned"
    FORECAST = "forecast"


NOTHING_OWED = N_("This commitment is done or lapsed: there is nothing to plan.")
NOT_IN_FORCE = N_("Milestones are planned anew while the agreement is in force.")


def moves(form: Typed, open_ones: Mapping[UUID, Typed]) -> dict[UUID, date]:
    """The milestones that get another day, with that day."""
    return {
        one.id: one.planned_on
        for one in form.milestones
        if one.id in open_ones
        and one.planned_on is not None
        and one.planned_on != open_ones[one.id]["planned_on"]
    }


def plan_complaints(
    form: Typed, open_ones: Mapping[UUID, Typed], taken: set[tuple[UUID, date]],
    entered_on: date, ends_on: date | None,
) -> Iterator[Complaint]:  # fmt: skip
    """What is wrong with another plan.

    ``open_ones`` are the milestones of the line that are not done or lapsed, by id; ``taken``
    the days of the others, by milestone of the agreement. ``ends_on`` is the first day on which
    the agreement no longer holds.
    """
    said: set[UUID] = set()
    for place, one in enumerate(form.milestones):
        at = f"milestones.{place}."
        if one.id not in open_ones:
            yield Complaint(f"{at}id", N_("This milestone is done, lapsed, or not of this line."))
            continue
        if one.id in said:
            yield Complaint(f"{at}id", N_("This milestone stands here twice: answer it once."))
        said.add(one.id)
        if one.planned_on is None:
            yield Complaint(f"{at}plannedOn", MISSING)
        elif one.planned_on < entered_on:
            told = N_("The agreement is in force from {day}: plan no milestone before that.")
            yield Complaint(f"{at}plannedOn", told, {"day": entered_on})
        elif ends_on is not None and one.planned_on >= ends_on:
            told = N_("The agreement ends on {day}: plan each milestone before that.")
            yield Complaint(f"{at}plannedOn", told, {"day": ends_on})
    yield from _together(form, open_ones, taken)
    yield from needed("reason", form.reason, 4_000)


def _together(
    form: Typed, open_ones: Mapping[UUID, Typed], taken: set[tuple[UUID, date]]
) -> Iterator[Complaint]:
    moved = moves(form, open_ones)
    if not moved:
        yield Complaint("", N_("No milestone gets another day: change at least one."))
    days = set(taken)
    days |= {(m["milestone"], m["planned_on"]) for m in open_ones.values() if m["id"] not in moved}
    for place, one in enumerate(form.milestones):
        if one.id not in moved:
            continue
        day = (open_ones[one.id]["milestone"], moved[one.id])
        if day in days:
            told = N_("This milestone recurs, and stands on this day already.")
            yield Complaint(f"milestones.{place}.plannedOn", told)
        days.add(day)
