"""What must be right of the answer to a point of the checklist. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from governance.agreements.rules import CHOOSE, FUTURE
from governance.base.errors import MISSING, N_, Complaint
from governance.library.checklists.rules import (
    NEEDS_REASON,
    NEEDS_REFERENCE,
    Point,
    PointAnswer,
    allowed,
)

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""

WHY = N_("Say why, or where it stands. It becomes part of the record.")
ON_WHAT = N_("Name the decision, provision or protocol that it rests on.")


def answer_complaints(form: Typed, point: Point, today: date) -> Iterator[Complaint]:
    """What is wrong with the answer to a point."""
    if form.outcome not in allowed(point):
        yield Complaint("outcome", CHOOSE)
    if form.outcome in NEEDS_REASON and not form.reason.strip():
        yield Complaint("reason", WHY)
    if form.outcome in NEEDS_REFERENCE and not form.rests_on.strip():
        yield Complaint("restsOn", ON_WHAT)
    if form.outcome == PointAnswer.CONSENTED and form.decided_on is None:
        yield Complaint("decidedOn", MISSING)
    elif form.decided_on is not None and form.decided_on > today:
        yield Complaint("decidedOn", FUTURE)
