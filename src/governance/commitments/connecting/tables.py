"""How often the connections of a commitment were changed."""

from __future__ import annotations

from piccolo.columns import UUID

from governance.base.table import Record


class CommitmentConnection(Record, tablename="commitment_connection"):
    """The version of all connections of a commitment; no row: nobody changed them yet."""

    commitment = UUID(default=None, null=False, unique=True, help_text="Of which commitment")
