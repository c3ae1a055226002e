"""The commitments of an agreement as a letter tells of them, by its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.queries import LineShown
from governance.formation.letters.standing.queries import Standing
from governance.formation.letters.telling.papers import Values, known, together
from governance.library.kinds.folders import hides_dates
from governance.library.rules import MilestoneRule

_GONE = "lapsed"


def owed_in(told: Standing, language: str) -> Iterator[Values]:
    """Every commitment that is still owed, with who owes it and until when."""
    for one in told.whole.commitments:
        owners = owners_of(told, one)
        if owners:
            yield commitment_told(one, together(told, owners, language), due_on(told, one))


def owners_of(told: Standing, one: CommitmentView) -> dict[UUID, str]:
    """Who owes a commitment: no party that left, and nobody for whom it lapsed.

    What lapsed when an organisation left says nothing of it once it acceded anew.
    """
    there = {party.id for party in told.signing}
    gone = {line.party_id for line in _lines(told, one) if line.state == _GONE}
    owing = (owner for owner in one.owners if owner.party_id in there - gone)
    return {owner.organisation_id: owner.organisation for owner in owing}


def _lines(told: Standing, one: CommitmentView) -> list[LineShown]:
    return [line for line in told.lines if line.commitment_id == one.id]


def due_on(told: Standing, one: CommitmentView, of: UUID | None = None) -> date | None:
    """When a commitment must be done, by one organisation or by all: its last planned day; before
    it is planned, the last that the text names, where that names the day of all.

    Who acceded later has a day of its own: that of all is of who has been bound longest.
    """
    if hides_dates(one.kind):
        return None
    since = {party.id: party.joined_on or told.today for party in told.signing}
    planned: dict[date, list[date]] = {}
    for line in _lines(told, one):
        if line.planned_on and line.state != _GONE and of in (None, line.organisation_id):
            planned.setdefault(since.get(line.party_id, told.today), []).append(line.planned_on)
    return max(planned[min(planned)]) if planned else _named(one)


def _named(one: CommitmentView) -> date | None:
    named = [plan.on_date for plan in one.milestones if plan.rule == MilestoneRule.ON_DATE]
    return (
        max((on for on in named if on), default=None) if len(named) == len(one.milestones) else None
    )


def commitment_told(one: CommitmentView, owner: str, due: date | None) -> Values:
    """One commitment by the fields of a letter."""
    return known({"text": one.title, "owner": owner, "due_on": due})
