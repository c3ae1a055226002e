"""How long an invitation works, what is offered by one, and what a password must be."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct

from governance.base.actor import RoleKind


class Offer(Struct, frozen=True, rename="camel"):
    """A role that begins when somebody who can sign in already accepts it.

    ``email`` and ``function`` are what the one who invites typed: who it is stays unknown there.
    """

    kind: RoleKind
    for_id: UUID | None
    valid_from: date
    valid_until: date | None = None
    holder_function: str = ""
    email: str = ""
    function: str = ""


def expires(at: datetime, days: int) -> datetime:
    """Until when an invitation that is made now works."""
    return at + timedelta(days=days)


def open_now(ended_at: datetime | None, expires_at: datetime, at: datetime) -> bool:
    """Whether an invitation still works."""
    return ended_at is None and at < expires_at
