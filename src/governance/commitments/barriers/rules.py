"""What must be right of a barrier, and of what raises it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from governance.base.errors import MISSING, N_, Complaint
from governance.parties.rules import ExploitationForm

_THERE = N_("There is a barrier with this title already.")
_RAISED = N_("Commitments raise it ({number}). Detach these first.")
_NO_BARRIER = N_("Choose barriers of the region of this agreement.")
_ALL = N_("Choose each form of exploitation by itself.")
FORMS = tuple(form for form in ExploitationForm if form is not ExploitationForm.ALL)
"""The columns of the grid."""
Cell = tuple[UUID, str]
"""A barrier and a form of exploitation."""


def barrier_complaints(form: Any, titles: Collection[str]) -> Iterator[Complaint]:
    """What is wrong with a barrier. ``titles``: those of the other barriers, in small letters."""
    if not form.title.strip():
        yield Complaint("title", MISSING)
    elif form.title.strip().casefold() in titles:
        yield Complaint("title", _THERE)


def removal_complaints(raised: int) -> Iterator[Complaint]:
    """Why a barrier cannot be removed: commitments raise it."""
    if raised:
        yield Complaint("", _RAISED, {"number": raised})


def raising_complaints(rows: Iterable[Any], offered: Collection[UUID]) -> Iterator[Complaint]:
    """Why a commitment cannot raise what was chosen."""
    for place, row in enumerate(rows):
        if row.barrier_id not in offered:
            yield Complaint(f"barriers.{place}.barrierId", _NO_BARRIER)
        if ExploitationForm.ALL in row.exploitations:
            yield Complaint(f"barriers.{place}.exploitations", _ALL)


def cells(rows: Iterable[Any]) -> set[Cell]:
    """What was chosen, as places of the grid."""
    return {(row.barrier_id, str(form)) for row in rows for form in row.exploitations}
