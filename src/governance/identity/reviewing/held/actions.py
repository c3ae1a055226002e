"""Noting roles as lines of a review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.identity.reviewing.held.queries import FACTS, HELD
from governance.identity.reviewing.rules import ReviewKind, kinds_of

_KEPT = ", ".join(f"{name} = excluded.{name}" for name in FACTS if name != "assignment")
_NOTE = f"""
insert into access_review_line
  (id, review, {", ".join(FACTS)}, noted_at, answer, reason, gone)
select n.id, $4, {", ".join(f"h.{name}" for name in FACTS)}, $5, '', '', false
from ({HELD}) h join unnest($6::uuid[], $7::uuid[]) n (id, assignment) using (assignment)
on conflict (review, assignment) do update set {_KEPT}"""  # noqa: S608 - constant text
_GONE = """
update access_review_line set gone = true where review = $1 and assignment <> all($2::uuid[])"""


async def note(
    review_id: UUID, organisation: UUID | None, kind: ReviewKind, ids: Iterable[UUID], *,
    at: datetime,
) -> None:  # fmt: skip
    """Note roles as they are at this moment; what was answered about them stays: 1 query."""
    assignments = sorted(ids)
    fresh = sorted(new_id() for _ in assignments)
    asked = (organisation, day(at), kinds_of(kind), review_id, at, fresh, assignments)
    await DATABASE.fetch(_NOTE, *asked)


async def gone(review_id: UUID, held: Iterable[UUID]) -> None:
    """Mark the lines of roles that are not held any more."""
    await DATABASE.fetch(_GONE, review_id, sorted(held))
