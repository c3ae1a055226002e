"""Vision, goal, route: what stands under what, and what must be right of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from governance.base.errors import MISSING, N_, Complaint

_VISION_ALONE = N_("A vision stands under nothing.")
_UNDER_VISION = N_("Choose the vision that this goal is part of.")
_UNDER_GOAL = N_("Choose the goal that this route leads to.")
_SPENT = N_("Spending is noted for it ({number}). Choose another goal there first.")
_NO_GOAL = N_("Choose goals or routes of the region of this agreement.")
_NOT_EMPTY = N_("Something stands under it. Remove that first.")
_SERVED = N_("Commitments serve it ({number}). Detach these first.")


class AimKind(StrEnum):
    """The three steps from what a region wants to what is promised."""

    VISION = "vision"
    GOAL = "goal"
    ROUTE = "route"


UNDER: Mapping[AimKind, AimKind | None] = {
    AimKind.VISION: None,
    AimKind.GOAL: AimKind.VISION,
    AimKind.ROUTE: AimKind.GOAL,
}
"""What each stands under."""
BELOW = {above: kind for kind, above in UNDER.items() if above}
"""What can be added under each."""
SERVED = (AimKind.GOAL, AimKind.ROUTE)
"""What commitments serve."""
_WHY = {
    AimKind.VISION: _VISION_ALONE,
    AimKind.GOAL: _UNDER_VISION,
    AimKind.ROUTE: _UNDER_GOAL,
}


def aim_complaints(form: Any, above: str | None) -> Iterator[Complaint]:
    """What is wrong with a new aim. ``above``: the kind of what it is to stand under, in the
    same region; none where that is not there."""
    yield from text_complaints(form)
    if form.kind is None:
        return
    unknown = form.parent_id is not None and above is None
    if unknown or above != UNDER[form.kind]:
        yield Complaint("parentId", _WHY[form.kind])


def text_complaints(form: Any) -> Iterator[Complaint]:
    """What is wrong with the words of an aim."""
    if not form.title.strip():
        yield Complaint("title", MISSING)


def removal_complaints(under: int, served: int, spent: int = 0) -> Iterator[Complaint]:
    """Why an aim cannot be removed: something stands under it, commitments serve it, or money
    was spent for it."""
    if under:
        yield Complaint("", _NOT_EMPTY)
    if served:
        yield Complaint("", _SERVED, {"number": served})
    if spent:
        yield Complaint("", _SPENT, {"number": spent})


def serving_complaints(chosen: Iterable[UUID], offered: Collection[UUID]) -> Iterator[Complaint]:
    """Why a commitment cannot serve what was chosen: it is no goal or route of its region."""
    if set(chosen) - set(offered):
        yield Complaint("aimIds", _NO_GOAL)


def in_order(aims: Iterable[Any]) -> list[Any]:
    """Aims as one reads them: each vision with its goals, each goal with its routes."""
    under: dict[UUID | None, list[Any]] = {}
    for one in aims:
        under.setdefault(one.parent_id, []).append(one)

    def walk(parent: UUID | None) -> Iterator[Any]:
        for one in under.get(parent, ()):
            yield one
            yield from walk(one.id)

    return list(walk(None))


AIM_WORDS: Mapping[str, str] = {
    AimKind.VISION: N_("vision"),
    AimKind.GOAL: N_("goal"),
    AimKind.ROUTE: N_("route"),
}
NEW_WORDS: Mapping[str, str] = {
    AimKind.VISION: N_("Add a vision"),
    AimKind.GOAL: N_("Add a goal"),
    AimKind.ROUTE: N_("Add a route"),
}
