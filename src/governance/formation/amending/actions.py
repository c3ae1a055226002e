"""Beginning an amendment, and taking over what changed in the agreement since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from governance.agreements import actions as agreements
from governance.agreements.amending import actions as amending
from governance.agreements.amending.actions import Merged
from governance.agreements.amending.rules import Parts, subject_complaints
from governance.agreements.amending.staying.queries import staying
from governance.agreements.forms import AuthorityForm, PartyForm
from governance.agreements.rules import TITLES
from governance.agreements.steps.actions import stepping
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Overtaken, Unread, complain
from governance.base.views import unchanged
from governance.base.words import translate
from governance.commitments import actions as commitments
from governance.commitments.amending.forms import form_of
from governance.formation.amending.forms import AmendmentForm, TakeOverForm
from governance.formation.amending.rules import (
    ENTERED,
    answers_from,
    commitments_from,
    parts_of,
    terms_from,
    text_from,
)
from governance.formation.amending.standing.queries import Standing, standing_of
from governance.formation.queries import Forming, forming

TITLE = N_("Amendment {number} of {title}: {subject}")
MORE = N_("What changed in the agreement is more now than you saw. Read it once more.")


async def begin_amendment(
    agreement_id: UUID, form: AmendmentForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Begin an amendment of an agreement in force as a copy of it; gives its id.

    Who presses twice begins one: the draft about the same is given again. Others may run beside.
    """
    async with DATABASE.transaction():
        await stepping(agreement_id, "begin_amendment", by)
        complain(subject_complaints(form.subject), unread)
        if there := await amending.same(agreement_id, form.subject):
            return there
        whole = await forming(agreement_id, by=by)
        stay = await staying(agreement_id, day(at))
        base = parts_of(whole, [one.organisation_id for one in stay])
        titles = _titles(whole, form.subject, await amending.number_of(agreement_id))
        entered = {ENTERED: str(whole.agreement.entered_into_force_on)}
        copy = copied(base)
        made = await amending.begin(
            agreement_id, form.subject, titles, base | entered, copy, by=by, at=at
        )
        await _owe(made, base, base, by, at)
    return made


def _titles(whole: Forming, subject: str, number: int) -> tuple[str, str]:
    """The titles of an amendment, in the language of the agreement, within their limits."""
    said = translate(whole.model.language, TITLE)
    view, about = whole.agreement, " ".join(subject.split())

    def cut(title: str, most: int) -> str:
        made = said.format(number=number, title=title, subject=about)
        over = len(made) - most
        return made if over <= 0 else cut(f"{title[: -over - 1].rstrip()}…", most)

    return cut(view.title, TITLES["title"]), cut(view.short_title, TITLES["short_title"])


def copied(parts: Parts, *, ends: bool = False) -> Merged:
    """Parts as they are stored again: text, answers, terms."""
    return Merged(text_from(parts), answers_from(parts), terms_from(parts, ends=ends))


async def _owe(made: UUID, parts: Parts, like: Parts, by: Actor, at: datetime) -> None:
    """Let the commitments of an amendment be those of the parts."""
    whole = await forming(made, by=by)
    ids = {party.organisation_id: party.id for party in whole.parties}
    forms = [form_of(one, ids) for one in commitments_from(parts, like)]
    await commitments.set_commitments(made, forms, None, not_case_data=True, by=by, at=at)


async def take_over_changes(
    agreement_id: UUID, form: TakeOverForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take over in an amendment what changed in the agreement; a person settles each conflict."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "take_over_changes", by)
        unchanged(row, form.version)
        await DATABASE.fetch("select from agreement where id = $1 for share", row["amends"])
        whole = await forming(agreement_id, by=by)
        found = await standing_of(whole, day(at), by=by)
        complain(_unseen(found, form.settled), unread)
        await _parties(found, by, at)
        result = found.result(form.keep)
        entered = {ENTERED: found.copied.get(ENTERED)}
        told = [one.name for one in found.differences]
        new = {**found.theirs, **entered}
        await amending.take_over(agreement_id, new, copied(result), told, None, by=by, at=at)
        await _owe(agreement_id, result, found.theirs, by, at)
        await _leave(found, by, at)


def _unseen(found: Standing, settled: Sequence[str]) -> list[Complaint]:
    """A conflict that came up after the page was made is not settled by who did not see it."""
    if not found.differences and not found.lacking:
        raise Overtaken
    unseen = {one.name for one in found.conflicts} - set(settled)
    return [Complaint("settled", MORE)] if unseen else []


async def _parties(found: Standing, by: Actor, at: datetime) -> None:
    """Who came into the agreement since consents too, through the same authorities."""
    if found.lacking:
        lacking = {one.id for one in found.lacking}
        new = [_form(one) for one in found.into.parties if one.id in lacking]
        there = [_form(one) for one in found.whole.parties]
        await agreements.set_parties(found.whole.agreement.id, [*there, *new], None, by=by, at=at)


async def _leave(found: Standing, by: Actor, at: datetime) -> None:
    """Who left the agreement since is not asked."""
    whole = await forming(found.whole.agreement.id, by=by)
    stay = [_form(one) for one in whole.parties if one.organisation_id in found.parties]
    if len(stay) < len(whole.parties):
        await agreements.set_parties(whole.agreement.id, stay, None, by=by, at=at)


def _form(party: PartyView) -> PartyForm:
    organs = [AuthorityForm(o.authority_id, o.represented_by_function) for o in party.authorities]
    return PartyForm(party.organisation_id, party.participation, party.acting_body_id, organs)
