"""The facts of which the paragraph is made."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.commitments.annual_plan.of_party.queries import PartyPlanView, party_plan
from governance.commitments.budget.queries import ContributionView, contribution_of
from governance.commitments.queries import LineShown, lines
from governance.commitments.rules import Standing


class Facts(Struct, frozen=True):
    """What a party owes, how that stands today, and what it plans and contributes in a year."""

    plan: PartyPlanView
    lines: tuple[LineShown, ...]
    contribution: ContributionView | None
    today: date

    def standing(self, standing: Standing) -> list[LineShown]:
        """The lines that stand so."""
        return [one for one in self.lines if one.standing is standing]


async def facts(party_id: UUID, year: int, *, by: Actor, today: date) -> Facts:
    """The facts of a party, for itself, who keeps the agreement and its committee: 10 queries.

    What has lapsed is left out. Raises :class:`NotFound`.
    """
    plan = await party_plan(party_id, year, by=by)
    owned = await lines(plan.agreement_id, by=by, today=today, organisation=plan.organisation_id)
    kept = tuple(one for one in owned if one.standing is not Standing.LAPSED)
    given = await contribution_of(party_id, year, by=by) if plan.in_use else None
    return Facts(plan, kept, given, today)
