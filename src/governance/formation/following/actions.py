"""What a succession brings about on the day on which the new agreement enters into force."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.agreements.lasting.rules import EndReason
from governance.agreements.rules import AgreementState
from governance.agreements.tables import Agreement
from governance.base.actor import Actor
from governance.base.errors import N_
from governance.base.views import lock
from governance.base.words import translate
from governance.commitments.following.actions import go_on
from governance.formation.lasting.actions import end_agreement

_RECORD = "nl"
GOES_ON = N_("Goes on in “{title}”.")


async def succeed(
    agreement_id: UUID, predecessor: UUID, on: date, *, by: Actor, at: datetime
) -> None:
    """The day before ``on`` is the last of the predecessor; what is still owed goes on, or lapses.

    One that had ended by itself stays as it ended.
    """
    before = await lock(Agreement, predecessor)
    if before["state"] != AgreementState.IN_FORCE:
        return
    new = await lock(Agreement, agreement_id)
    cause = ("agreement", agreement_id)
    why = translate(_RECORD, GOES_ON).format(title=new["short_title"])
    await go_on(predecessor, agreement_id, why, by=by, at=at, cause=cause)
    await end_agreement(predecessor, on, EndReason.SUCCESSION, by=by, at=at, cause=cause)
