"""Giving commitments of a draft to other parties, when the text comes to name others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add_all, lock
from governance.commitments.forms import OwnerMove
from governance.commitments.rules import Part
from governance.commitments.tables import CommitmentParty

_TOUCH = """
update commitment set version = version + 1
where agreement = $1 and key = any($2::text[]) returning id, key, title"""
_CLEAR = "delete from commitment_party where commitment = any($1::uuid[])"


async def reassign(
    agreement_id: UUID,
    moves: Sequence[OwnerMove],
    *,
    by: Actor,
    at: datetime,
    cause: tuple[str, UUID],
) -> None:
    """Let other parties owe commitments of a draft, with what changed in the trail.

    Part of a change of the text: whoever changes that has made sure that this actor may.
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        found = await DATABASE.fetch(_TOUCH, agreement_id, [move.key for move in moves])
        ids = {touched["key"]: touched["id"] for touched in found}
        await DATABASE.fetch(_CLEAR, list(ids.values()))
        await add_all(
            CommitmentParty(id=new_id(), commitment=ids[move.key], party=party, part=part)
            for move in moves
            for part, parties in (
                (Part.OWNER, move.owner_party_ids),
                (Part.CONTRIBUTOR, move.contributor_party_ids),
            )
            for party in parties
        )
        changes = {"commitments": [_noted(move) for move in moves]}
        on = ("agreement", agreement_id)
        await record(row["keeper"], "reassign_commitments", *on, changes, by=by, at=at, cause=cause)


def _noted(move: OwnerMove) -> dict[str, object]:
    return {"key": move.key, "title": move.title, "owners": move.owners}
