"""What is handed in of the connections of a commitment."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen
from governance.parties.rules import ExploitationForm


class RaisedRow(Struct, frozen=True, rename="camel"):
    """A barrier, with the forms of exploitation against which a commitment raises it; none: it
    does not."""

    barrier_id: UUID
    exploitations: list[ExploitationForm] = []


class ConnectionsForm(Struct, frozen=True, rename="camel", kw_only=True):
    """All goals and routes that a commitment serves, barriers that it raises, and commitments
    that it waits for. Barriers and waiting only where the region uses them."""

    aim_ids: list[UUID] = []
    barriers: list[RaisedRow] = []
    waits_for: list[UUID] = []
    version: Seen = None
