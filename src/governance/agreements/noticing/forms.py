"""What is handed in about a notice of termination, an event and a publication."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.signs import Lines
from governance.base.version import Seen


class NoticeForm(Struct, frozen=True, rename="camel"):
    """A notice of one party. ``effective_on`` left out is the earliest day that there can be;
    ``letter``: the number of the letter or decision. ``confirmed``: where it takes effect at
    once."""

    party_id: UUID
    kind: str
    given_on: date
    letter: str
    effective_on: date | None = None
    reason: Lines = ""
    confirmed: bool = False


class RevokeForm(Struct, frozen=True, rename="camel"):
    """Taking a notice back before it takes effect, and why."""

    withdrawn_on: date
    reason: Lines
    version: Seen = None


class ConsultationForm(Struct, frozen=True, rename="camel"):
    """What the other parties decided after a withdrawal: it goes on, or ends on a day, which is
    ``confirmed``, as an end that is settled stays so."""

    consulted: str
    consulted_on: date
    ends_on: date | None = None
    confirmed: bool = False
    version: Seen = None


class EventForm(Struct, frozen=True, rename="camel"):
    """The event that ends the agreement has happened; ``letter`` says from what that appears.
    It is ``confirmed``, as an end that is settled stays so."""

    happened_on: date
    letter: str
    confirmed: bool = False
    version: Seen = None


class PublicationForm(Struct, frozen=True, rename="camel"):
    """Where and when the agreement was published, after which it enters into force."""

    published_on: date
    publication_reference: str
    version: Seen = None
