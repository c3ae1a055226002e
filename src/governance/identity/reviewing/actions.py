"""Beginning a review of roles, answering its lines, and completing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled, may
from governance.base.views import add, change, encoded, lock, unchanged
from governance.identity.reviewing.ending.actions import withdrawn
from governance.identity.reviewing.forms import AnswersForm, BeginForm, CompletionForm
from governance.identity.reviewing.held.actions import gone, note
from governance.identity.reviewing.held.queries import Row, a_colleague, held_now, noted
from governance.identity.reviewing.queries import ReviewView, merge, name_of, review
from governance.identity.reviewing.rules import (
    COMPLETED,
    NOTHING,
    OPEN_ALREADY,
    Answer,
    ReviewKind,
    answer_after,
    answers_for,
    chain_of,
    confirms_own,
    evidence,
    fingerprint,
    on,
    open_complaints,
    organisation_of,
    own_complaint,
    seen_complaints,
    unknown_complaints,
)
from governance.identity.reviewing.standing.queries import standings_of
from governance.identity.reviewing.tables import AccessReview
from governance.identity.roles.steps.actions import locked
from governance.web.addresses import page

_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('review ' || $1, 0))"
_OPEN = """
select id from access_review
where organisation is not distinct from $1::uuid and kind = $2 and completed_at is null"""
_ANSWERED = """
update access_review_line l
set answer = x.answer, reason = x.reason, answered_by = $3, answered_at = $4
from jsonb_to_recordset($2::jsonb) as x (assignment uuid, answer text, reason text)
where l.review = $1 and l.assignment = x.assignment"""


def carries_out(by: Actor, chain: UUID, action: str = "review.carry_out") -> None:
    """Raise unless the actor carries out the reviews of this organisation: who may not read them
    does not learn that there are any."""
    if not may(by, "review.read", **on(chain)):
        raise NotFound
    entitled(by, TABLE[action].who, **on(chain))


async def begin_review(
    chain: UUID, form: BeginForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Begin a review of an organisation, or of the service itself: its lines are noted as they
    are now. One of a kind is open at a time."""
    carries_out(by, chain)
    complain((), unread)
    await name_of(chain, by=by)
    organisation, today = organisation_of(chain), day(at)
    async with DATABASE.transaction():
        await DATABASE.fetch(_ONE_BY_ONE, f"{chain} {form.kind}")
        there = await DATABASE.fetch(_OPEN, organisation, form.kind)
        if there:
            raise WrongState("begin_review", "open", OPEN_ALREADY, page("reviews", there[0]["id"]))
        held = await held_now(organisation, form.kind, today)
        if not held:
            raise WrongState(
                "begin_review", "none", NOTHING, page("organisations", chain, "reviews")
            )
        standings = await standings_of(chain, by=by, today=today)
        due = next((one.due_on for one in standings if one.kind is form.kind), None)
        made = await add(
            AccessReview(
                organisation=organisation, kind=form.kind, due_on=due,
                begun_by=by.person_id, begun_at=at,
            )
        )  # fmt: skip
        await note(made, organisation, form.kind, [role["assignment"] for role in held], at=at)
        told = {"review": form.kind, "lines": len(held)}
        await record(chain, "begin_review", "review", made, told, by=by, at=at)
    return made


async def _open_one(review_id: UUID, verb: str, by: Actor, action: str = "review.carry_out") -> Row:
    """A review that is open and that the actor carries out, locked."""
    row = await lock(AccessReview, review_id)
    carries_out(by, chain_of(row["organisation"]), action)
    if row["completed_at"] is not None:
        raise WrongState(verb, "completed", COMPLETED, page("reviews", review_id))
    return row


async def answer_review(
    review_id: UUID, form: AnswersForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Keep answers, as many as there are: somebody else can go on with the rest.

    An answer that stays as it was stays that of who gave it; where all do, nothing is saved.
    """
    async with DATABASE.transaction():
        row = await _open_one(review_id, "answer_review", by)
        complain((), unread)
        unchanged(row, form.version)
        kind, organisation = ReviewKind(row["kind"]), row["organisation"]
        held = await held_now(organisation, kind, day(at))
        complain(seen_complaints(form.seen, fingerprint(held)))
        complain(unknown_complaints(form.answers, (role["assignment"] for role in held)))
        merged = {str(one["assignment"]): one for one in merge(row, held, await noted(review_id))}
        given = _given(form, merged)
        alone = not await a_colleague(organisation, by=by, today=day(at))
        complain(
            own_complaint(one["assignment"], merged[str(one["assignment"])]["function"])
            for one in given
            if not alone and _own(one, merged, by)
        )
        if not given:
            return
        ids = [one["assignment"] for one in given]
        await note(review_id, organisation, kind, ids, at=at)
        await DATABASE.fetch(_ANSWERED, review_id, encoded(given), by.person_id, at)
        await change(AccessReview, row)
        told = _counted(given)
        await record(
            chain_of(organisation), "answer_review", "review", review_id, told, by=by, at=at
        )


def _given(form: AnswersForm, merged: Mapping[str, Row]) -> list[dict[str, Any]]:
    """What differs from what was answered."""
    found = []
    for assignment, said in form.answers.items():
        was = merged[assignment]
        now = {"answer": answer_after(said.answer, was["answer"]), "reason": said.reason.strip()}
        if now != {name: was[name] for name in now}:
            found.append({"assignment": was["assignment"], **now})
    return found


def _own(one: Mapping[str, Any], merged: Mapping[str, Row], by: Actor) -> bool:
    role = merged[str(one["assignment"])]
    return confirms_own(one["answer"], role["kind"], answers_for(role), by.person_id)


def _counted(given: list[dict[str, Any]]) -> dict[str, int]:
    answers = [one["answer"] for one in given]
    return {
        "confirmed": answers.count(Answer.CONFIRM),
        "withdrawn": answers.count(Answer.WITHDRAW),
        "left_open": answers.count(""),
    }


async def complete_review(
    review_id: UUID, form: CompletionForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Complete a review: what was withdrawn ends today, and the lines are kept as they were.

    All of it or nothing; what stands in the way is told of every line at once.
    """
    async with DATABASE.transaction():
        row = await _open_one(review_id, "complete_review", by, "review.finish")
        complain((), unread)
        unchanged(row, form.version)
        kind, organisation = ReviewKind(row["kind"]), row["organisation"]
        held = await held_now(organisation, kind, day(at))
        roles = await locked((one["assignment"] for one in held), machines=True)
        view = await review(review_id, by=by, at=at)
        complain(seen_complaints(form.seen, view.seen, later=True))
        complain([*open_complaints(view.held), *await _own_ones(view, organisation, by, at)])
        await note(review_id, organisation, kind, [role["id"] for role in roles], at=at)
        await gone(review_id, [role["id"] for role in roles])
        ends = {line.assignment_id: line for line in view.answered(Answer.WITHDRAW)}
        going = [role for role in roles if role["id"] in ends]
        await withdrawn(going, ends, by=by, at=at, cause=("review", review_id))
        told = {
            "review": kind,
            "confirmed": len(view.answered(Answer.CONFIRM)),
            "withdrawn": len(going),
            "ended_meanwhile": len(view.lines) - len(view.held),
            "sha256": evidence(await noted(review_id)),
        }
        await change(AccessReview, row, completed_by=by.person_id, completed_at=at)
        await record(
            chain_of(organisation), "complete_review", "review", review_id, told, by=by, at=at
        )


async def _own_ones(
    view: ReviewView, organisation: UUID | None, by: Actor, at: datetime
) -> list[Any]:
    """Special rights that their holder confirmed alone, though a colleague could have."""
    if not await a_colleague(organisation, by=by, today=day(at)):
        return []
    return [
        own_complaint(line.assignment_id, line.function)
        for line in view.answered(Answer.CONFIRM)
        if confirms_own(Answer.CONFIRM, line.kind, line.whose_id, line.answered_by_id)
    ]


async def export_review(view: ReviewView, *, by: Actor, at: datetime) -> None:
    """Note that a review left as a file. For who read it."""
    async with DATABASE.transaction():
        told = {"lines": len(view.lines)}
        await record(view.organisation_id, "export", "review", view.id, told, by=by, at=at)
