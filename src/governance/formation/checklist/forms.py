"""What is handed in as the answer to one point of the checklist."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen


class PointForm(Struct, frozen=True, rename="camel"):
    """The answer to a point. ``reason``: why, or where it stands. ``restsOn`` and
    ``decidedOn``: the decision or provision that it rests on, and its day.

    ``version``: of the answer that was seen, 0 where nobody had answered.
    """

    outcome: str
    reason: Annotated[Lines, Meta(max_length=1000)] = ""
    rests_on: Annotated[str, Meta(max_length=200)] = ""
    decided_on: date | None = None
    version: Seen = None
