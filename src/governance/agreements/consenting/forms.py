"""What is handed in about a request to all parties, and what each says to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.signs import Lines
from governance.base.version import Seen


class RequestForm(Struct, frozen=True, rename="camel"):
    """A request that needs the written consent of all. ``organisation_id``: who asks, or wants to
    accede, through ``authority_id`` and owing ``commitment_ids``. These are what lapses where a
    part of the agreement ends, on ``takes_effect_on``."""

    kind: str
    organisation_id: UUID
    asked_on: date
    words: Lines
    takes_effect_on: date | None = None
    authority_id: UUID | None = None
    represented_by_function: str = ""
    commitment_ids: list[UUID] = []


class ConsentForm(Struct, frozen=True, rename="camel"):
    """What one party says to a request; ``reason`` why not. ``version``: of what it said before,
    where that is put right."""

    party_id: UUID
    outcome: str
    decided_by: str
    decided_on: date
    number: str
    reason: Lines = ""
    version: int | None = None


class CloseForm(Struct, frozen=True, rename="camel"):
    """Withdrawing a request that is not carried out, and why."""

    reason: Lines
    version: Seen = None
