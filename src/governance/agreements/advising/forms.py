"""What is handed in about the chain of a party and its steps."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from governance.agreements.advising.rules import AdviceOutcome
from governance.base.signs import Lines
from governance.base.version import Seen


class StepForm(Struct, frozen=True, rename="camel"):
    """A step of a chain and the function or body that is asked."""

    step: str
    function: str


class ChainForm(Struct, frozen=True, rename="camel"):
    """The steps of a party before it decides. ``in_order``: each follows the one before.

    ``version``: of the chain that was seen, 0 where there was none.
    """

    steps: list[StepForm]
    in_order: bool = False
    version: Seen = None


class StepRow(Struct, frozen=True, rename="camel"):
    """A step as the page asks for it: chosen or not, and its place among the others."""

    step: str = ""
    chosen: bool = False
    function: str = ""
    place: int | None = None


class ChainPage(Struct, frozen=True, rename="camel"):
    """The page on which the steps are chosen; ``order`` is together or one after the other."""

    rows: list[StepRow] = []
    order: str = ""
    version: Seen = None


class AdviceForm(Struct, frozen=True, rename="camel"):
    """What is noted of a step: who was asked and when, until when, and what came of it.

    ``version``: of what was noted, 0 where nothing was; ``text_version``: the number of the
    text that it is about.
    """

    function: str
    asked_on: date | None = None
    due_on: date | None = None
    outcome: str = AdviceOutcome.WAITING
    words: Lines = ""
    done_on: date | None = None
    text_version: Seen = None
    version: Seen = None

    def columns(self) -> dict[str, Any]:
        """What is stored of it, by the names of the columns."""
        days = {name: getattr(self, name) for name in ("asked_on", "due_on", "done_on")}
        said = {"function": " ".join(self.function.split()), "words": self.words.strip()}
        return days | said | {"outcome": self.outcome}
