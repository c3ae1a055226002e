"""Merging an amendment into its agreement: all of it in one transaction, or none of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.agreements.amending import actions as amending
from governance.agreements.amending.actions import Merged
from governance.agreements.tables import Agreement
from governance.agreements.versions import actions as versions
from governance.base.actor import Actor
from governance.base.errors import N_
from governance.base.views import encoded, lock
from governance.base.words import translate
from governance.commitments.amending import actions as commitments
from governance.commitments.amending.milestones import actions as milestones
from governance.commitments.going_on.actions import prolong
from governance.documents.making import made_with
from governance.formation.amending.rules import (
    ENDS_ON,
    answers_from,
    commitments_from,
    terms_from,
    text_from,
)
from governance.formation.amending.standing.queries import Standing, holding, standing_of
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text, article_texts
from governance.library.saying import day_said

NOT_IN_FORCE = N_(
    "The agreement was not in force any more when this amendment was to enter into it."
)
AMENDED = N_("Changed by “{title}”, in force since {day}.")


async def merge(agreement_id: UUID, amends: UUID, on: date, *, by: Actor, at: datetime) -> None:
    """Merge an amendment that all signed, on the day of its rule.

    Where the agreement changed since and both cannot stand, it goes back to draft and says why.
    """
    await lock(Agreement, agreement_id)
    await lock(Agreement, amends)
    whole = await forming(agreement_id, by=by)
    found = await standing_of(whole, on, by=by)
    if not found.in_force:
        await amending.overtaken(agreement_id, NOT_IN_FORCE, by=by, at=at)
    elif found.conflicts or found.lacking or found.unowed:
        names = [
            *(c.name for c in found.conflicts),
            *(f"party.{o.organisation}" for o in found.lacking),
        ]
        names += [f"owner.{title}" for title in found.unowed]
        await amending.send_back(agreement_id, names, by=by, at=at)
    else:
        await _into(found, on, by, at)


async def _into(found: Standing, on: date, by: Actor, at: datetime) -> None:
    view, amends = found.whole.agreement, found.into.agreement.id
    result = found.result()
    new = Merged(text_from(result), answers_from(result), terms_from(result, ends=True))
    await amending.merge(view.id, amends, new, on, by=by, at=at)
    language = found.whole.model.language
    why = translate(language, AMENDED).format(title=view.short_title, day=day_said(on, language))
    parts = commitments_from(result, found.ours)
    await commitments.merge(
        amends, parts, found.parties, on=on, why=why, by=by, at=at, cause=("agreement", view.id)
    )
    await _term(found, result.get(ENDS_ON), by, at)
    text = agreement_text(holding(await forming(amends, by=by)), draft=False)
    await versions.freeze(amends, text, article_texts(text), encoded(made_with()), at)


async def _term(found: Standing, ends: str | None, by: Actor, at: datetime) -> None:
    """What recurs is planned for a longer term; what lay after a shorter one lapses."""
    was, amends = found.into.agreement.ends_on, found.into.agreement.id
    until = date.fromisoformat(ends) if ends else None
    if was and (until is None or until > was):
        cause = ("agreement", found.whole.agreement.id)
        await prolong(amends, was, until, by=by, at=at, cause=cause)
    elif until and until != was:
        await milestones.cut(amends, until)
