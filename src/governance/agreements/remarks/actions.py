"""Remarks upon a draft, by who keeps it and by the parties that it is shared with."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.remarks import rules
from governance.agreements.remarks.forms import AnswerForm, RemarkForm
from governance.agreements.rules import WORKFLOW
from governance.agreements.steps.actions import Row, note, stepping
from governance.agreements.tables import TextRemark
from governance.agreements.versions.actions import last_version
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Overtaken, Unread, WrongState, complain
from governance.base.permissions import Reach, behalf, held_on
from governance.base.views import add, change, lock
from governance.library.drafts import Text

_PARTIES = "select organisation from party where agreement = $1 and organisation = any($2::uuid[])"


async def remark(
    agreement_id: UUID, form: RemarkForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Make a remark upon a passage of a draft, or upon a whole section; gives its id."""
    async with DATABASE.transaction():
        row, of = await _stepping(agreement_id, by)
        last = await last_version(agreement_id)
        text = msgspec.json.decode(last["source"], type=Text) if last["source"] else None
        placed = rules.place_complaints(form.section, form.passage, text)
        complain([*rules.word_complaints(form.words), *placed], unread)
        made = await _add(row, of, form.section, form.passage, form.words, None, by, at)
        noted = {"section": form.section, "passage": form.passage, "remark": str(made)}
        await note(row, "remark", noted, by, at)
    return made


async def answer(
    remark_id: UUID, form: AnswerForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Answer a remark that is not settled; gives the id of the answer."""
    async with DATABASE.transaction():
        found = await _found(remark_id)
        row, of = await _stepping(found["agreement"], by)
        if found["settled_at"]:
            raise WrongState("remark", "settled", rules.IS_SETTLED)
        complain(rules.word_complaints(form.words), unread)
        section, passage = found["section"], found["passage"]
        made = await _add(row, of, section, passage, form.words, remark_id, by, at)
        noted = {"section": section, "passage": passage, "answers": str(remark_id)}
        await note(row, "remark", noted, by, at)
    return made


async def settle(remark_id: UUID, *, by: Actor, at: datetime) -> None:
    """Settle a remark with its answers; :class:`Overtaken` where somebody did so before."""
    async with DATABASE.transaction():
        found = await _found(remark_id)
        row = await stepping(found["agreement"], "settle_remark", by)
        if found["settled_at"]:
            raise Overtaken
        values = {"settled_at": at, "settled_by": by.person_id, "settled_for": behalf(by)}
        await change(TextRemark, found, **values)
        noted = {"section": found["section"], "passage": found["passage"], "remark": str(remark_id)}
        await note(row, "settle_remark", noted, by, at)


async def _found(remark_id: UUID) -> dict[str, Any]:
    """A remark, locked; an answer is none."""
    found = await lock(TextRemark, remark_id)
    if found["answers"] is not None:
        raise NotFound
    return found


async def _stepping(agreement_id: UUID, by: Actor) -> tuple[Row, UUID]:
    """The draft, locked, and the organisation for which the actor remarks on it."""
    parties = sorted(held_on(by, WORKFLOW.who("remark"), Reach.PARTY))
    found = [r["organisation"] for r in await DATABASE.fetch(_PARTIES, agreement_id, parties)]
    row = await stepping(agreement_id, "remark", by, also=found[0] if found else None)
    keeps = row["keeper"] in held_on(by, WORKFLOW.who("remark"), Reach.KEEPER)
    return row, row["keeper"] if keeps else found[0]


async def _add(
    row: Row, of: UUID, section: str, passage: str, words: str, to: UUID | None,
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    return await add(
        TextRemark(
            agreement=row["id"],
            section=section,
            passage=passage,
            answers=to,
            words=words.strip(),
            made_at=at,
            made_by=by.person_id,
            organisation=of,
            on_behalf_of=behalf(by),
        )
    )
