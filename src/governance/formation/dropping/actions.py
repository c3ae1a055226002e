"""Removing a draft that was begun by mistake, while nobody was asked to decide on its text."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.removing.actions import remove_draft as remove
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.actions import set_commitments
from governance.commitments.queries import of_agreement
from governance.formation.checklist.actions import forget

_FILES = "select id from returned_file where agreement = $1"
_RETURNED = (
    f"delete from text_proposal where returned_file in ({_FILES})",  # noqa: S608 - constant text
    "delete from returned_file where agreement = $1",
)
"""What came back upon the text goes with it; whether the draft may go is asked below."""


async def remove_draft(agreement_id: UUID, version: int | None, *, by: Actor, at: datetime) -> None:
    """Remove a draft with its commitments, parties and text; the trail keeps that it was there.

    Raises :class:`WrongState` for a text that was up for decision once: that one is kept.
    """
    async with DATABASE.transaction():
        for statement in _RETURNED:
            await DATABASE.fetch(statement, agreement_id)
        if await of_agreement(agreement_id, by=by):
            await set_commitments(agreement_id, [], version, by=by, at=at)
            version = None
        await forget(agreement_id)
        await remove(agreement_id, version, by=by, at=at)
