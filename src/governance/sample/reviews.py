"""The reviews of roles of the sample: all completed within the year, one of special rights due."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.identity.reviewing.actions import answer_review, begin_review, complete_review
from governance.identity.reviewing.forms import (
    AnswerForm,
    AnswersForm,
    BeginForm,
    CompletionForm,
)
from governance.identity.reviewing.queries import review
from governance.identity.reviewing.rules import LineAnswer, ReviewKind
from governance.sample.region import Region

WHOLE, ELSEWHERE, RUNNING, SPECIAL = 300, 200, 50, 85
"""So many days ago: all roles where the records are kept, elsewhere, and of the service; and the
special rights, which are due again within a week or so."""


async def held(region: Region, at: datetime) -> None:
    """One completed review everywhere; that of special rights is due where the records are kept."""
    keeper = region.organisations[region.facts.keeper]
    by, runs = region.administrator, region.operator
    await _completed(keeper, ReviewKind.ALL, by, at - timedelta(days=WHOLE))
    for name in region.municipalities:
        if region.organisations[name] != keeper:
            of, then = region.organisations[name], at - timedelta(days=ELSEWHERE)
            await _completed(of, ReviewKind.ALL, runs, then)
    await _completed(keeper, ReviewKind.SPECIAL, by, at - timedelta(days=SPECIAL))
    await _completed(SERVICE, ReviewKind.ALL, runs, at - timedelta(days=RUNNING))


async def _completed(chain: UUID, kind: ReviewKind, by: Actor, at: datetime) -> None:
    """Begun and completed on a day: every role is confirmed."""
    made = await begin_review(chain, BeginForm(kind), by=by, at=at)
    view = await review(made, by=by, at=at)
    said = {str(line.assignment_id): AnswerForm(LineAnswer.CONFIRM) for line in view.held}
    form = AnswersForm(view.seen, said, version=view.version)
    await answer_review(made, form, by=by, at=at)
    view = await review(made, by=by, at=at)
    await complete_review(made, CompletionForm(view.seen, view.version), by=by, at=at)
