"""What a party hands in about who carries out a commitment for it."""

from __future__ import annotations

from uuid import UUID

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked, Code


class ExecutionForm(Asked, frozen=True, rename="camel"):
    """``how``: agreed (as for all), itself, or other: then by ``executor_organisation_id``."""

    how: Code
    executor_organisation_id: UUID | None = None
    why: Lines = ""
    version: Seen = None
