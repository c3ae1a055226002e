"""What is handed in about an amendment."""

from __future__ import annotations

from msgspec import Struct

from governance.base.signs import Lines
from governance.base.version import Seen


class AmendmentForm(Struct, frozen=True, rename="camel"):
    """An amendment as it begins: what it is about, in a few words."""

    subject: str


class TakeOverForm(Struct, frozen=True, rename="camel"):
    """Taking over what changed in the agreement since.

    ``keep``: names of conflicts in which the amendment keeps its own; of the others it takes the
    agreement's. ``settled``: names of the conflicts that a person saw.
    """

    keep: list[str] = []
    settled: list[str] = []
    version: Seen = None


class WithdrawalForm(Struct, frozen=True, rename="camel"):
    """Withdrawing an amendment: why."""

    reason: Lines
    version: Seen = None
