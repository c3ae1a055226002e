"""What the sample answers to the checklist before it puts an agreement up for decision."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.formation.checklist.actions import answer_checklist
from governance.formation.checklist.forms import PointForm
from governance.library.checklists.rules import PointAnswer
from governance.sample.words import words


async def answer_the_checklist(agreement_id: UUID, *, by: Actor, at: datetime) -> None:
    """Answer the two questions that stop a decision, and one that follows from them."""
    said = words()
    for rule, form in {
        "wgr-bevoegdheden": PointForm(PointAnswer.NO_POWERS, said.no_powers),
        "avg-grondslag": PointForm(PointAnswer.NO_SHARING, said.no_sharing),
        "avg-dpia": PointForm(PointAnswer.NOT_NEEDED, said.no_assessment),
    }.items():
        await answer_checklist(agreement_id, rule, form, by=by, at=at)
