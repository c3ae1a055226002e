"""The commitments of an agreement as a letter tells of them, by its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from governance.commitments.queries import CommitmentView, LineShown
from governance.formation.letters.standing.queries import Standing
from governance.formation.letters.telling.papers import Values, known, together
from governance.library.rules import MilestoneRule

_GONE = "lapsed"


def owed_in(told: Standing, language: str) -> Iterator[Values]:
    """Every commitment that is still owed, with who owes it and until when."""
    for one in told.whole.commitments:
        owners = owners_of(told, one)
        if owners:
            yield commitment_told(one, together(told, owners, language), due_on(told, one))


def owners_of(told: Standing, one: CommitmentView) -> dict[UUID, str]:
    """Who owes a commitment: no party that left, and nobody for whom it lapsed."""
    there = {party.organisation_id for party in told.signing}
    gone = {x.organisation_id for x in _lines(told, one) if x.state == _GONE}
    owners = ((owner.organisation_id, owner.organisation) for owner in one.owners)
    return {who: name for who, name in owners if who in there and who not in gone}


def _lines(told: Standing, one: CommitmentView) -> list[LineShown]:
    return [line for line in told.lines if line.commitment_id == one.id]


def due_on(told: Standing, one: CommitmentView) -> date | None:
    """When a commitment must be done: its last planned day; before it is planned, the last that
    the text names, where that names the day of all."""
    planned = [line.planned_on for line in _lines(told, one) if line.planned_on]
    if planned:
        return max(planned)
    named = [plan.on_date for plan in one.milestones if plan.rule == MilestoneRule.ON_DATE]
    return (
        max((on for on in named if on), default=None) if len(named) == len(one.milestones) else None
    )


def commitment_told(one: CommitmentView, owner: str, due: date | None) -> Values:
    """One commitment by the fields of a letter."""
    return known({"text": one.title, "owner": owner, "due_on": due})
