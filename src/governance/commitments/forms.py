"""What is handed in about commitments: by a person, and by the report that was accepted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.kinds.forms import Extra, OfKind, of_kind
from governance.commitments.warning.forms import Asked, Code

View: TypeAlias = Any
"""A commitment as shown; the forms stand below the queries and know only its fields."""


class MilestoneForm(Struct, frozen=True, rename="camel"):
    """A milestone: so many ``months`` after entry or apart, or ``on_date``.

    ``weight``: how heavily it counts, 1 to 5, where the region uses weights. ``checkpoint``:
    whether it is a calibration moment (ijkmoment).
    """

    title: str
    rule: Code
    months: int | None = None
    on_date: date | None = None
    weight: int = 1
    checkpoint: bool = False


def planned_as(view: View) -> MilestoneForm:
    """A milestone of a commitment as it would be handed in."""
    return MilestoneForm(**{name: getattr(view, name) for name in MilestoneForm.__struct_fields__})


class MilestoneMove(Struct, frozen=True):
    """Another plan for a milestone of a draft, because a date of the text changed."""

    id: UUID
    rule: str
    months: int | None = None
    on_date: date | None = None


class OwnerMove(Struct, frozen=True):
    """Other parties for the commitment ``key`` of a draft, because the text names others.

    ``owners``: the names of those that owe it now.
    """

    key: str
    title: str
    owners: tuple[str, ...]
    owner_party_ids: list[UUID]
    contributor_party_ids: list[UUID]


class CommitmentForm(OfKind, Struct, frozen=True, rename="camel"):
    """A commitment of the agreement, in full.

    ``key`` stays the same over changes; left empty it is made from the title.
    ``model_number`` where it follows a model commitment.
    """

    title: str
    text: Lines
    theme: str
    nature: Code
    owner_function: str
    measurable_goal: Lines
    owner_party_ids: list[UUID]
    key: Code = ""
    model_number: int | None = None
    executor: str = ""
    indicator_unit: str = ""
    target: Decimal | None = None
    contributor_party_ids: list[UUID] = []
    milestones: list[MilestoneForm] = []


def form_of(view: View) -> CommitmentForm:
    """A commitment as it would be handed in."""
    return CommitmentForm(
        key=view.key,
        model_number=view.model_number,
        title=view.title,
        text=view.text,
        theme=view.theme,
        nature=view.nature,
        owner_function=view.owner_function,
        executor=view.executor,
        measurable_goal=view.measurable_goal,
        indicator_unit=view.indicator_unit,
        target=view.target,
        owner_party_ids=[p.party_id for p in view.owners],
        contributor_party_ids=[p.party_id for p in view.contributors],
        milestones=[planned_as(m) for m in view.milestones],
        **of_kind(view),
    )


class CommitmentPage(CommitmentForm, frozen=True, rename="camel"):
    """One commitment as a page hands it in, with the version of the agreement.

    ``act``: ``kind`` shows the fields of the kind that was chosen, and saves nothing. ``left`` is
    what was typed for a kind that was chosen before; it is never saved, and comes back with it.
    """

    act: Code = "save"
    left: dict[str, Extra] = {}
    not_case_data: bool = False
    version: Seen = None

    def commitment(self) -> CommitmentForm:
        """What was typed of the commitment itself."""
        names = CommitmentForm.__struct_fields__
        return CommitmentForm(**{name: getattr(self, name) for name in names})


class RemovalForm(Struct, frozen=True, rename="camel"):
    """Taking one commitment out; ``version`` is the agreement's as it was seen."""

    version: Seen = None


class CommitmentsForm(Asked, frozen=True, rename="camel"):
    """All commitments of an agreement, in their order."""

    commitments: list[CommitmentForm]
    version: Seen = None


class MilestoneChange(Struct, frozen=True):
    """What became of one milestone of a line."""

    milestone_line_id: UUID
    state: str
    forecast_on: date | None = None
    done_on: date | None = None


class LineChange(Struct, frozen=True):
    """What an accepted report says of one line; ``value`` is in the unit of the commitment."""

    line_id: UUID
    state: str
    words: str = ""
    reason: str = ""
    measure: str = ""
    forecast_on: date | None = None
    done_on: date | None = None
    value: Decimal | None = None
    measured_on: date | None = None
    milestones: tuple[MilestoneChange, ...] = ()
