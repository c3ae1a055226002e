"""Proposals of files that came back are accepted into the text of a draft, or declined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from governance.agreements.rules import TOO_LONG
from governance.agreements.steps.actions import note, stepping
from governance.agreements.texts import actions as texts
from governance.agreements.versions.queries import frozen
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import (
    N_,
    Complaint,
    NotFound,
    Overtaken,
    Unread,
    complain,
)
from governance.base.permissions import behalf
from governance.base.views import change
from governance.documents.reading.findings import Proposal
from governance.formation.editing.actions import own_text
from governance.formation.negotiating.forms import Left, Outcome
from governance.formation.negotiating.merging.rules import Merging, Open
from governance.formation.negotiating.putting.rules import Basis
from governance.formation.negotiating.tables import TextProposal
from governance.formation.queries import Forming, forming, model_of
from governance.formation.texts.papers import answers_of
from governance.library.drafts import Text, text_of, with_text
from governance.library.saying import context

NOTHING = N_("Choose at least one proposal.")
REASON_MOST = 500
_LOCKED = """
select p.id, p.version, p.returned_file, r.organisation, p.position, p.said::text as said,
       p.state, p.made, v.number
from text_proposal p join returned_file r on r.id = p.returned_file
join agreement_version v on v.id = r.agreement_version
where r.agreement = $1 order by r.handed_in_at, r.id, p.position for update of p"""


async def accept(
    agreement_id: UUID, chosen: Sequence[UUID], *, by: Actor, at: datetime, unread: Unread = ()
) -> Outcome:
    """Put proposals into the text of a draft, in the order of their files; tells which could not.

    What changed in the text since stays where it was changed elsewhere in a passage.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "decide_proposals", by)
        whole = await forming(agreement_id, by=by)
        rows = await _chosen(agreement_id, chosen, unread)
        merging = Merging(
            [_open(one) for one in rows],
            await _bases(whole, {one["number"] for one in rows if one["id"] in set(chosen)}, by),
            context(whole.model, answers_of(whole)),
        )
        await texts.change_text(
            agreement_id, own_text(whole), lambda text: merging.into(text, chosen), by=by, at=at
        )
        for one in rows:
            if one["id"] in merging.made:
                made = merging.made[one["id"]]
                await _decide(one, "accepted", by, at, made=made, reason="")
        left = tuple(Left(which, why) for which, why in merging.left.items())
        noted = {"accepted": [str(which) for which in merging.made], "left": len(left)}
        await note(row, "decide_proposals", noted, by, at)
    return Outcome(len(merging.made), left)


async def decline(
    agreement_id: UUID, chosen: Sequence[UUID], reason: str,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> int:  # fmt: skip
    """Decline proposals, with a reason that who made them can read; gives how many."""
    said = reason.strip()
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "decide_proposals", by)
        long = [Complaint("reason", TOO_LONG, {"limit": REASON_MOST})]
        rows = await _chosen(
            agreement_id, chosen, [*unread, *(long if len(said) > REASON_MOST else [])]
        )
        picked = [one for one in rows if one["id"] in set(chosen)]
        for one in picked:
            await _decide(one, "declined", by, at, made="", reason=said)
        # The trail is read by every party; why one's proposal was declined is for that one.
        noted = {"declined": [str(one["id"]) for one in picked]}
        await note(row, "decide_proposals", noted, by, at)
    return len(picked)


async def reopen(
    agreement_id: UUID, chosen: Sequence[UUID], *, by: Actor, at: datetime, unread: Unread = ()
) -> int:
    """Open proposals again that were declined; gives how many."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "decide_proposals", by)
        rows = await _chosen(agreement_id, chosen, unread, "declined")
        picked = [one for one in rows if one["id"] in set(chosen)]
        for one in picked:
            values = {"state": "open", "reason": "", "decided_at": None, "decided_by": None}
            await change(TextProposal, one, **values, decided_for="")
        await note(row, "decide_proposals", {"reopened": [str(p["id"]) for p in picked]}, by, at)
    return len(picked)


async def _chosen(
    agreement_id: UUID, chosen: Sequence[UUID], unread: Unread, state: str = "open"
) -> list[dict[str, Any]]:
    """Every proposal of the agreement, locked; those chosen are all among them.

    :class:`Overtaken` where one of them is no longer in the ``state`` in which it was chosen.
    """
    complain([] if chosen else [Complaint("chosen", NOTHING)], unread)
    rows = [dict(row) for row in await DATABASE.fetch(_LOCKED, agreement_id)]
    if not set(chosen) <= {row["id"] for row in rows}:
        raise NotFound
    if any(row["state"] != state for row in rows if row["id"] in set(chosen)):
        raise Overtaken
    return rows


def _open(row: dict[str, Any]) -> Open:
    said = msgspec.json.decode(row["said"], type=Proposal)
    named = {name: row[name] for name in ("id", "organisation", "number", "state", "made")}
    return Open(file=row["returned_file"], said=said, **named)


async def _decide(
    row: dict[str, Any], state: str, by: Actor, at: datetime, *, made: str, reason: str
) -> None:
    values: dict[str, Any] = {"state": state, "made": made, "reason": reason, "decided_at": at}
    values |= {"decided_by": by.person_id, "decided_for": behalf(by)}
    await change(TextProposal, row, **values)


async def _bases(whole: Forming, numbers: set[int], by: Actor) -> dict[int, Basis]:
    """The text and the answers of each version that proposals were made upon."""
    found = {}
    for number in numbers:
        version = await frozen(whole.agreement.id, number, by=by)
        text: Text = version.source or text_of(model_of(whole.agreement.model_key))
        model = with_text(replace(whole.model), text)
        found[number] = Basis(text, context(model, answers_of(whole, version.answers)))
    return found
