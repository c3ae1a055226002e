"""The steps of a party before its decision: one is done, one waits, one is still to be asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from governance.agreements.advising.actions import record_advice, set_chain
from governance.agreements.advising.forms import AdviceForm, ChainForm, StepForm
from governance.agreements.advising.rules import AdviceOutcome, AdviceStep
from governance.base.actor import Actor
from governance.base.clock import day
from governance.sample.words import words


def _steps() -> list[StepForm]:
    advisers = words().advisers
    return [StepForm(step, advisers[step]) for step in AdviceStep if step in advisers]


async def choose_steps(party_id: UUID, *, by: Actor, at: datetime) -> None:
    """Who a party hears before it decides, one after the other."""
    await set_chain(party_id, ChainForm(_steps(), in_order=True), by=by, at=at)


async def ask_advice(party_id: UUID, *, by: Actor, latest: datetime) -> None:
    """What a party did in the weeks before the last day of the sample."""
    said, today = words(), day(latest)
    first, second = _steps()[:2]
    asked, done = today - timedelta(days=35), today - timedelta(days=14)
    form = _form(first, asked, AdviceOutcome.REMARKS, said.advised, done)
    await record_advice(party_id, first.step, form, by=by, at=latest - timedelta(days=13))
    form = _form(second, today - timedelta(days=12))
    await record_advice(party_id, second.step, form, by=by, at=latest - timedelta(days=12))


def _form(
    step: StepForm,
    asked: date,
    outcome: str = AdviceOutcome.WAITING,
    said: str = "",
    done: date | None = None,
) -> AdviceForm:
    return AdviceForm(step.function, asked, outcome=outcome, words=said, done_on=done)
