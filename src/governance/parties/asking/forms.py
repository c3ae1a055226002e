"""What is handed in to ask an organisation to fill a function, and to answer."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.parties.rules import FunctionKind

Note = Annotated[Lines, Meta(max_length=1000)]


class AskForm(Struct, frozen=True, rename="camel"):
    """Which function is to be filled, and what is said with it."""

    function: FunctionKind
    note: Note = ""


class DeclineForm(Struct, frozen=True, rename="camel"):
    """Why the function is not filled."""

    answer: Note
    version: Seen = None


class WithdrawForm(Struct, frozen=True, rename="camel"):
    """The question is not asked any more, as it was seen."""

    version: Seen = None
