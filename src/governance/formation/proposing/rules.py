"""From the model's commitments to those of a draft: what is missing is added, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from governance.agreements.rules import add_months
from governance.commitments.forms import CommitmentForm, MilestoneForm
from governance.commitments.rules import HORIZON_MONTHS
from governance.library.forms import Answers, Promise
from governance.library.promises import promised, yearly_days
from governance.library.rules import ModelMilestone

Whole: TypeAlias = Any
"""A ``Forming``: the rules stand below the queries and know only its fields."""


def proposed(whole: Whole, answers: Answers, today: date) -> Iterator[CommitmentForm]:
    """The commitments of the draft with those of the model that it lacks, in the model's order.

    A commitment that is there stays as it is; parties that the model lets owe it, or asks to
    contribute, are added. Commitments that are not of the model come last.
    """
    ids = {party.organisation: party.id for party in whole.parties}
    there = {view.key: view for view in whole.commitments}
    themes = {theme.key: theme.title for theme in whole.model.themes}
    first, last = _term(whole.agreement, today)
    for promise in promised(whole.model, answers):
        owners = [ids[name] for name in promise.owners if name in ids]
        helpers = [ids[name] for name in promise.contributors if name in ids]
        view = there.pop(promise.key, None)
        if view is None:
            theme = themes.get(promise.theme, promise.theme)
            yield _new(promise, theme, owners, helpers, first, last)
        else:
            yield _kept(view, owners, helpers, promise)
    for view in there.values():
        yield _kept(view, [], [])


def _term(agreement: Any, today: date) -> tuple[date, date]:
    first = agreement.entry_date or today
    return first, add_months(first, agreement.term_months or HORIZON_MONTHS)


def _new(
    promise: Promise, theme: str, owners: list[UUID], helpers: list[UUID], first: date, last: date
) -> CommitmentForm:
    milestones = [form for m in promise.milestones for form in _milestones(m, first, last)]
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
    )


def _milestones(milestone: ModelMilestone, first: date, last: date) -> list[MilestoneForm]:
    """A milestone as it is stored; one of every year becomes one on each of its days."""
    if milestone.each_year:
        days = yearly_days(milestone, first, last)
        return [MilestoneForm(milestone.title, "on_date", on_date=day) for day in days]
    months = milestone.after_months or milestone.every_months
    return [MilestoneForm(milestone.title, milestone.rule, months, milestone.on_date)]


def _kept(
    view: Any, owners: list[UUID], helpers: list[UUID], promise: Promise | None = None
) -> CommitmentForm:
    """What is there stays; a milestone still planned in months takes the date now filled in."""
    dated = {m.title: m.on_date for m in promise.milestones if m.on_date} if promise else {}
    owing = list(dict.fromkeys([*(party.party_id for party in view.owners), *owners]))
    asked = dict.fromkeys([*(party.party_id for party in view.contributors), *helpers])
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
        owner_party_ids=owing,
        contributor_party_ids=[party for party in asked if party not in owing],
        milestones=[
            MilestoneForm(m.title, "on_date", on_date=dated[m.title])
            if m.rule == "after_entry" and m.title in dated
            else MilestoneForm(m.title, m.rule, m.months, m.on_date)
            for m in view.milestones
        ],
    )
