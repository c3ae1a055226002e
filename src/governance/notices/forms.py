"""What an operator may hand in about the outbox."""

from __future__ import annotations

from msgspec import Struct

from governance.notices.letters.rules import Kind
from governance.notices.rules import Problem


class ManyForm(Struct, frozen=True, rename="camel"):
    """Which of the messages that were not sent: all, or those of one kind or with one problem."""

    kind: Kind | None = None
    problem: Problem | None = None
