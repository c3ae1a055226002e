"""A commitment as an amendment copies, compares and merges it: by key, owed by organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from governance.commitments.forms import CommitmentForm, MilestoneForm, planned_as
from governance.commitments.kinds.forms import OfKind, columns_of, of_kind

View: TypeAlias = Any
"""A commitment as shown; the forms stand below the queries and know only its fields."""


class Part(OfKind, frozen=True, kw_only=True, rename="camel"):
    """A commitment with the organisations that owe it, whichever agreement it stands in."""

    key: str
    model_number: int | None
    title: str
    text: str
    theme: str
    nature: str
    owner_function: str
    executor: str
    measurable_goal: str
    indicator_unit: str
    target: Decimal | None
    owners: tuple[UUID, ...]
    contributors: tuple[UUID, ...]
    milestones: tuple[MilestoneForm, ...]


PLAIN = (
    "key", "model_number", "title", "text", "theme", "nature", "owner_function", "executor",
    "measurable_goal", "indicator_unit", "target",
)  # fmt: skip
"""The fields that a commitment has by itself, beside those of its kind."""


def own(part: Part) -> dict[str, Any]:
    """What a commitment has by itself, as columns."""
    return {name: getattr(part, name) for name in PLAIN} | columns_of(part)


def part_of(view: View, there: Iterable[UUID]) -> Part:
    """A commitment as a part, owed by those of its organisations that are (still) a party."""
    of = frozenset(there)
    return Part(
        **{name: getattr(view, name) for name in PLAIN},
        **of_kind(view),
        owners=tuple(sorted(p.organisation_id for p in view.owners if p.organisation_id in of)),
        contributors=tuple(
            sorted(p.organisation_id for p in view.contributors if p.organisation_id in of)
        ),
        milestones=tuple(planned_as(m) for m in view.milestones),
    )


def form_of(part: Part, parties: Mapping[UUID, UUID]) -> CommitmentForm:
    """A part as it is handed in to an agreement, with its ``parties`` by organisation."""
    return CommitmentForm(
        **{name: getattr(part, name) for name in PLAIN},
        **of_kind(part),
        owner_party_ids=[parties[one] for one in part.owners],
        contributor_party_ids=[parties[one] for one in part.contributors],
        milestones=list(part.milestones),
    )
