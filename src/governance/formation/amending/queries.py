"""What an amendment does to its agreement, as it is shown; and the amendments of an agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements import queries as agreements
from governance.agreements.amending.listing.queries import Amended, amendments_of
from governance.agreements.amending.rules import Difference
from governance.base.actor import Actor
from governance.commitments.amending.queries import Effect, effects_of
from governance.documents.blocks import Document
from governance.formation.amending.rules import (
    ANSWER,
    ENDS_ON,
    TERM,
    commitments_from,
    kind_of,
    label,
    said,
)
from governance.formation.amending.standing.queries import Standing, standing_of
from governance.formation.comparing.papers import amended
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text


class Changed(Struct, frozen=True, rename="camel"):
    """A part that changed in the agreement since: as copied, as it is now, as the amendment has
    it. ``conflict``: both changed it. ``kind``: section, answer, term, commitment or order."""

    name: str
    kind: str
    label: str
    conflict: bool
    base: Any
    theirs: Any
    ours: Any


class Term(Struct, frozen=True, rename="camel"):
    """A term or an answer in the text that changes: what it is, and what it becomes."""

    name: str
    label: str
    before: Any
    after: Any


class AmendmentView(Struct, frozen=True, rename="camel"):
    """An amendment and its effect. ``behind``: what changed in the agreement since the copy;
    ``lacking``: parties that it does not ask; ``came_back``: what made it come back once."""

    agreement: agreements.AgreementView
    amends: agreements.AgreementView
    subject: str
    merged_on: date | None
    merged_version: int | None
    why: str
    behind: tuple[Changed, ...]
    lacking: tuple[str, ...]
    came_back: tuple[str, ...]
    terms: tuple[Term, ...]
    commitments: tuple[Effect, ...]


async def amendment(
    agreement_id: UUID, today: date, *, by: Actor
) -> tuple[AmendmentView, Document, Document]:
    """An amendment with its effect, the text of the agreement and what it becomes.

    Raises :class:`NotFound`, also for an agreement that amends none.
    """
    whole = await forming(agreement_id, by=by)
    found = await standing_of(whole, today, by=by)
    over = whole.agreement.state == "ended"
    old = agreement_text(found.into, draft=False)
    view = AmendmentView(
        agreement=whole.agreement,
        amends=found.into.agreement,
        subject=found.kept["subject"],
        merged_on=found.kept["merged_on"],
        merged_version=found.kept["merged_version"],
        why=found.kept["why"],
        behind=() if over else tuple(_changed(found)),
        lacking=() if over else tuple(one.organisation for one in found.lacking),
        came_back=tuple(found.came_back),
        terms=() if over else tuple(_terms(found)),
        commitments=() if over else await _commitments(found, by),
    )
    return view, old, amended(old, agreement_text(whole, draft=True))


async def _commitments(found: Standing, by: Actor) -> tuple[Effect, ...]:
    parts = commitments_from(found.result(), found.ours)
    names = {one.organisation_id: one.organisation for one in found.there}
    into = found.into.agreement.id
    return tuple(await effects_of(into, found.into.commitments, parts, names, by=by))


def _questions(found: Standing) -> dict[str, str]:
    return {blank.key: blank.question for blank in found.whole.model.blanks}


def _changed(found: Standing) -> Iterator[Changed]:
    names = {str(one.organisation_id): one.organisation for one in found.into.parties}
    questions = _questions(found)
    for one in found.differences:
        base, theirs, ours = (said(part, names) for part in (one.base, one.theirs, one.ours))
        title = label(one, questions)
        yield Changed(one.name, kind_of(one.name), title, one.conflict, base, theirs, ours)


def _terms(found: Standing) -> Iterator[Term]:
    """What the amendment changes of terms and answers, from what they are now."""
    result: Mapping[str, Any] = found.result()
    questions = _questions(found)
    for name in dict.fromkeys((*found.theirs, *result)):
        before, after = found.theirs.get(name), result.get(name)
        if before != after and name.startswith((TERM, ANSWER)):
            named = label(Difference(name, conflict=False), questions)
            as_days = name == ENDS_ON
            yield Term(name, named, _day(before, as_days), _day(after, as_days))


def _day(said_as: Any, as_day: bool) -> Any:
    return date.fromisoformat(said_as) if as_day and said_as else said_as


async def amendments(agreement_id: UUID, *, by: Actor) -> list[Amended]:
    """The amendments of an agreement that the reader sees. Raises :class:`NotFound`."""
    await agreements.agreement(agreement_id, by=by)
    return await amendments_of(agreement_id, by=by)
