"""Which commitment waits for which."""

from __future__ import annotations

from piccolo.columns import UUID

from governance.base.table import Stored


class CommitmentDependence(Stored, tablename="commitment_dependence"):
    """A commitment waits for another: it cannot be kept before that one is."""

    commitment = UUID(default=None, null=False, index=True, help_text="Which one waits")
    waits_for = UUID(default=None, null=False, index=True, help_text="For which one it waits")
