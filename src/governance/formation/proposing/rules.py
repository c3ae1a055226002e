"""From the model to the commitments of a draft: what is missing is added, dates are followed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from msgspec.structs import replace

from governance.agreements.rules import add_months
from governance.commitments.forms import (
    CommitmentForm,
    MilestoneForm,
    MilestoneMove,
    form_of,
    planned_as,
)
from governance.formation.owning.rules import party_ids
from governance.library.forms import Answers, Promise, Value
from governance.library.promises import day_of, promised, yearly_days
from governance.library.rules import Model, ModelMilestone

Whole: TypeAlias = Any
"""A ``Forming``: the rules stand below the queries and know only its fields."""


def proposed(
    whole: Whole, answers: Answers, today: date, given: Collection[str] = ()
) -> Iterator[CommitmentForm]:
    """The commitments of the draft with those of the model that it lacks, in the model's order.

    A commitment that is there stays as it is; only one whose key is in ``given`` goes to the
    parties that the model lets owe it, and asks to contribute. Commitments that are not of the
    model come last.
    """
    ids = {party.organisation: party.id for party in whole.parties}
    there = {view.key: view for view in whole.commitments}
    themes = {theme.key: theme.title for theme in whole.model.themes}
    first = whole.agreement.entry_date or today
    moved = {m.id: m for m in followed(whole.model, whole.commitments, {}, answers.blanks)}
    for promise in promised(whole.model, answers):
        owners, helpers = (party_ids(ids, of) for of in (promise.owners, promise.contributors))
        view = there.pop(promise.key, None)
        if view is None:
            theme = themes.get(promise.theme, promise.theme)
            yield _new(promise, theme, owners, helpers, first)
        else:
            kept = _kept(view, moved)
            yield _given(kept, owners, helpers) if view.key in given and owners else kept
    for view in there.values():
        yield _kept(view, moved)


def _new(
    promise: Promise, theme: str, owners: list[UUID], helpers: list[UUID], first: date
) -> CommitmentForm:
    milestones = [form for m in promise.milestones for form in _milestones(m, first)]
    return CommitmentForm(
        key=promise.key,
        model_number=promise.number,
        title=promise.title,
        text=promise.text,
        theme=theme,
        nature=promise.nature,
        owner_function=promise.owner_function,
        executor=promise.executor,
        measurable_goal=promise.goal,
        indicator_unit=promise.indicator_unit,
        target=promise.target,
        owner_party_ids=owners,
        contributor_party_ids=helpers,
        milestones=milestones,
        kind=promise.kind,
        extra=promise.extra,
    )


def _milestones(milestone: ModelMilestone, first: date) -> list[MilestoneForm]:
    """A milestone as it is stored; of every year, one for each day, with that day to come."""
    form = MilestoneForm(milestone.title, milestone.rule, checkpoint=milestone.checkpoint)
    if milestone.each_year:
        days = yearly_days(milestone, first, add_months(first, 12) - timedelta(days=1))
        return [replace(form, on_date=day) for day in days]
    months = milestone.after_months or milestone.every_months
    return [replace(form, months=months, on_date=milestone.on_date)]


def _given(form: CommitmentForm, owners: list[UUID], helpers: list[UUID]) -> CommitmentForm:
    return replace(form, owner_party_ids=owners, contributor_party_ids=helpers)


def _kept(view: Any, moved: Mapping[UUID, MilestoneMove]) -> CommitmentForm:
    """What is there stays; a milestone still as the model has it takes the date now filled in."""
    milestones = [
        replace(planned_as(m), rule=plan.rule, months=plan.months, on_date=plan.on_date)
        for m in view.milestones
        for plan in [moved.get(m.id, m)]
    ]
    return replace(form_of(view), milestones=milestones)


def followed(
    model: Model, there: Iterable[Any], before: Mapping[str, Value], after: Mapping[str, Value]
) -> Iterator[MilestoneMove]:
    """Milestones of the model whose date is asked in the text, where that date changes.

    Only those that still stand as the model and the date before it planned them: what somebody
    planned by hand stays.
    """
    own = {commitment.key: commitment.milestones for commitment in model.commitments}
    for view in there:
        asked = {m.title: m for m in own.get(view.key, ()) if m.on_blank}
        for kept in view.milestones:
            milestone = asked.get(kept.title)
            if milestone is None:
                continue
            was, now = (day_of(of.get(milestone.on_blank)) for of in (before, after))
            stands = (kept.months, kept.on_date) == _plan(milestone, was)
            months, day = _plan(milestone, now)
            if stands and was != now and (months or day):
                yield MilestoneMove(kept.id, "on_date" if day else "after_entry", months, day)


def _plan(milestone: ModelMilestone, day: date | None) -> tuple[int | None, date | None]:
    """The months after entry, or the day, of a milestone whose date is asked."""
    return (None, day) if day else (milestone.after_months, None)
