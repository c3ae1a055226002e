"""Which party owes what: model commitments and the changes to them, laid on the parties."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from governance.library.forms import Answers, CommitmentAnswer, PartyAnswer, Promise, Value
from governance.library.kinds.rules import OTHER
from governance.library.rules import Model, ModelCommitment, ModelMilestone, Nature, Scope, Theme


def promised(model: Model, answers: Answers) -> tuple[Promise, ...]:
    """The commitments of an agreement by the themes of the model, then those added."""
    return tuple(by_theme(model.themes, tuple(_promised(model, answers))))


def by_theme(themes: Sequence[Theme], promises: Sequence[Promise]) -> list[Promise]:
    """Commitments in the order of their themes: the order of their numbers."""
    places = {theme.key: place for place, theme in enumerate(themes)}
    return sorted(promises, key=lambda promise: places.get(promise.theme, len(places)))


def _promised(model: Model, answers: Answers) -> Iterator[Promise]:
    changes = {change.key: change for change in answers.commitments}
    for commitment in model.commitments:
        change = changes.pop(commitment.key, CommitmentAnswer(commitment.key))
        if not change.drop:
            yield _changed(commitment, change, answers)
    for change in changes.values():
        if not change.drop:
            yield _added(change, answers)


def _changed(own: ModelCommitment, change: CommitmentAnswer, answers: Answers) -> Promise:
    parties = answers.parties
    owners = change.owners or tuple(p.name for p in parties if owes(own, p, answers))
    asked = change.contributors or tuple(
        p.name for p in parties if p.kind in own.contributors and p.name not in owners
    )
    indicator = change.indicator or own.indicator
    return Promise(
        key=own.key,
        title=change.title or own.title,
        theme=change.theme or own.theme,
        nature=change.nature or own.nature,
        owner_function=change.owner_function or own.owner_function,
        goal=change.goal or own.goal,
        text=change.text or own.text,
        owners=owners,
        contributors=asked,
        executor=change.executor or own.executor,
        indicator_unit=indicator.unit,
        target=indicator.target,
        number=own.number,
        milestones=tuple(
            _dated(one, answers)
            for one in (own.milestones if change.milestones is None else change.milestones)
        ),
        kind=change.kind or own.kind,
        extra=_extra(own, change),
    )


def _extra(own: ModelCommitment, change: CommitmentAnswer) -> dict[str, Value]:
    """What the fields of the kind say; those of the model go with the kind of the model."""
    if change.extra is not None:
        return change.extra
    return own.extra if change.kind in ("", own.kind) else {}


def _dated(milestone: ModelMilestone, answers: Answers) -> ModelMilestone:
    """A milestone that follows a date asked for, on that date once it is answered."""
    day = day_of(answers.blanks.get(milestone.on_blank)) if milestone.on_blank else None
    return replace(milestone, on_blank="", after_months=None, on_date=day) if day else milestone


def day_of(said: Value | None) -> date | None:
    """A date that was answered, or None when it is open or no date."""
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _added(change: CommitmentAnswer, answers: Answers) -> Promise:
    return Promise(
        key=change.key,
        title=change.title,
        theme=change.theme,
        nature=change.nature or Nature.EFFORT,
        owner_function=change.owner_function,
        goal=change.goal,
        text=change.text,
        owners=change.owners,
        contributors=change.contributors,
        executor=change.executor,
        indicator_unit=change.indicator.unit if change.indicator else "",
        target=change.indicator.target if change.indicator else None,
        milestones=tuple(_dated(one, answers) for one in change.milestones or ()),
        kind=change.kind or OTHER,
        extra=change.extra or {},
    )


def owes(commitment: ModelCommitment, party: PartyAnswer, answers: Answers) -> bool:
    """Whether a party owes a model commitment: it signs and is the one, or of those, meant."""
    if not party.signs:
        return False
    match commitment.scope:
        case Scope.ALL:
            return True
        case Scope.KIND:
            return party.kind is commitment.owner_kind
        case Scope.NAMED:
            return party.name == answers.blanks.get(commitment.owner_blank)


def add_months(start: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def yearly_days(milestone: ModelMilestone, first: date, last: date) -> list[date]:
    """The days of a milestone of every year (``each_year``) from ``first`` up to ``last``.

    29 February falls on the 28th in other years.
    """
    days = []
    for year in range(first.year, last.year + 1):
        for said in milestone.each_year:
            month, day = (int(part) for part in said.split("-"))
            days.append(date(year, month, min(day, monthrange(year, month)[1])))
    return sorted(day for day in days if first <= day <= last)
