"""What a party hands in of what its annual plan begins from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.annual_plan.begun.rules import Beginning
from governance.commitments.budget.forms import Text, Year
from governance.commitments.warning.forms import Asked, Code


class BeginForm(Asked, frozen=True, rename="camel", kw_only=True):
    """From what the plan for a year begins, and which integrated safety plan it follows.

    ``title`` to ``priorities`` are of that safety plan: how it is called, who adopted it and when,
    from its first day to its ``last_day``, where it can be read, and what it says of human
    trafficking.
    ``version`` is 0 while nothing was planned for that year.
    """

    year: Annotated[Year, Meta(description="Which calendar year")]
    begins_from: Beginning
    title: Text = ""
    adopted_by: Text = ""
    adopted_on: date | None = None
    holds_from: date | None = None
    last_day: date | None = None
    link: Code = ""
    priorities: Lines = ""
    version: Seen = None
