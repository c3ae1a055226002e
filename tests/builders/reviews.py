"""Builders of reviews of roles: begun, answered, completed, at moments of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.identity.reviewing.actions import answer_review, begin_review, complete_review
from governance.identity.reviewing.forms import (
    AnswerForm,
    AnswersForm,
    BeginForm,
    CompletionForm,
)
from governance.identity.reviewing.queries import ReviewView, review
from governance.identity.reviewing.rules import LineAnswer, ReviewKind

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 12, tzinfo=UTC)


async def begun(
    chain: UUID, by: Actor, at: datetime = AT, kind: ReviewKind = ReviewKind.ALL
) -> UUID:
    return await begin_review(chain, BeginForm(kind), by=by, at=at)


def answers(
    view: ReviewView, withdraw: tuple[UUID, ...] = (), only: tuple[UUID, ...] | None = None
) -> AnswersForm:
    """Every role confirmed, but for those that are withdrawn; or only some of them answered."""
    said = {
        str(line.assignment_id): AnswerForm(
            LineAnswer.WITHDRAW if line.assignment_id in withdraw else LineAnswer.CONFIRM
        )
        for line in view.held
        if only is None or line.assignment_id in only
    }
    return AnswersForm(view.seen, said, version=view.version)


async def answered(
    made: UUID, by: Actor, *withdraw: UUID, at: datetime = LATER,
    only: tuple[UUID, ...] | None = None,
) -> None:  # fmt: skip
    view = await review(made, by=by, at=at)
    await answer_review(made, answers(view, withdraw, only), by=by, at=at)


async def completed(made: UUID, by: Actor, at: datetime = LATER) -> None:
    view = await review(made, by=by, at=at)
    await complete_review(made, CompletionForm(view.seen, view.version), by=by, at=at)
