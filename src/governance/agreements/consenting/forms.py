"""What is handed in about a request to all parties, and what each says to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.consenting.rules import ConsentedBy
from governance.base.signs import Lines
from governance.base.version import Seen


class RequestForm(Struct, frozen=True, rename="camel"):
    """A request that needs the written consent of all. ``organisation_id``: who asks, or wants to
    accede, through ``authority_id`` and owing ``commitment_ids``. These are what lapses where a
    part of the agreement ends, on ``takes_effect_on``. ``consented_by``: ``steering_committee``
    where the text lets that consent to an accession for all."""

    kind: str
    organisation_id: UUID
    asked_on: date
    words: Lines
    takes_effect_on: date | None = None
    authority_id: UUID | None = None
    represented_by_function: str = ""
    commitment_ids: list[UUID] = []
    consented_by: str = ConsentedBy.PARTIES


class ConsentForm(Struct, frozen=True, rename="camel"):
    """What one party says to a request; ``reason`` why not. ``party_id`` none: the steering
    committee says it for all. ``version``: of what was said before, where that is put right.
    ``confirmed``: that it is carried out at once, as this was the last that had to consent."""

    party_id: UUID | None
    outcome: str
    decided_by: str
    decided_on: date
    number: str
    reason: Lines = ""
    version: int | None = None
    confirmed: bool = False


class CloseForm(Struct, frozen=True, rename="camel"):
    """Withdrawing a request that is not carried out, and why."""

    reason: Lines
    version: Seen = None
