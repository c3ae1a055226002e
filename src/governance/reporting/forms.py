"""What is handed in: a round, an answer on a line, the general part, approval, remark, adoption."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType, field

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.annual_plan.paragraph.rules import Moment
from governance.commitments.warning.forms import Asked, Code


class RoundForm(Asked, frozen=True, rename="camel"):
    """A new round; ``period_until`` is the first day that is not reported on.

    The page asks the last day that is reported on (tot en met) and makes it the day after.
    ``moment``: which paper of the planning and control cycle it follows, if one.
    """

    title: str = ""
    period_from: date | None = None
    period_until: date | None = None
    opens_on: date | None = None
    due_on: date | None = None
    moment: Moment | None = None


ROUND = tuple(name for name in RoundForm.__struct_fields__ if name != "not_case_data")
"""What of a round is kept."""


class MilestoneAnswer(Struct, frozen=True, rename="camel"):
    """What is said of one milestone; ``id`` is that of the row in the report."""

    id: UUID
    state: Code
    forecast_on: date | None = None
    done_on: date | None = None


class ReportedMeasurement(Struct, frozen=True, rename="camel"):
    """The value of one period of an indicator; yes is 1, no is 0. One that is as it stands, or
    that is left open where nothing was given, changes nothing. ``version``: how many values were
    given of it before. Another than the first is a correction, with its ``reason``."""

    indicator_id: UUID
    period_from: date
    value: Decimal | None = None
    reason: Lines = ""
    version: Seen = None


class LineForm(Asked, frozen=True, rename="camel"):
    """The answer on one commitment; ``value`` is in the unit of its indicator.

    ``measurements``: of a commitment that has indicators, which take the place of ``value``. They
    count at once, as those that are given outside a report.
    ``not_case_data``: what in the texts looks like case data is none.
    """

    state: Code = ""
    words: Lines = ""
    reason: Lines = ""
    measure: Lines = ""
    forecast_on: date | None = None
    done_on: date | None = None
    value: Decimal | None = None
    measured_on: date | None = None
    milestones: list[MilestoneAnswer] = field(default_factory=list)
    measurements: list[ReportedMeasurement] = field(default_factory=list)
    version: Seen = None


class GeneralForm(Asked, frozen=True, rename="camel"):
    """The general part of a report: words, capacity in fte, money in euros."""

    summary: Lines = ""
    capacity_fte: Decimal | None = None
    money_euros: Decimal | None = None
    risks: Lines = ""
    outlook: Lines = ""
    version: Seen = None


class ApprovalForm(Asked, frozen=True, rename="camel"):
    """The internal approval: which function approved, and on which day."""

    approved_by_function: str = ""
    approved_on: date | None = None
    version: Seen = None


class RemarkForm(Asked, frozen=True, rename="camel"):
    """Why a report goes back."""

    text: Lines = ""
    version: int | None = None


class StepForm(Struct, frozen=True, rename="camel"):
    """A step that needs nothing but the version that the person saw."""

    version: int | None = None


class PreparationForm(Asked, frozen=True, rename="camel"):
    """The words of a regional report, as the secretary prepares them for the committee."""

    summary: Lines = ""
    bottlenecks: Lines = ""
    decisions_asked: Lines = ""
    outlook: Lines = ""
    version: Seen = None


class AdoptionForm(Asked, frozen=True, rename="camel"):
    """The adoption of the regional report by the committee, with its words.

    Words that are left out stay as they were prepared; an empty text takes them away.
    ``knowingly``: the committee knows that reports are missing or that the period still runs.
    """

    adopted_by_function: str = ""
    adopted_on: date | None = None
    summary: Lines | UnsetType = UNSET
    bottlenecks: Lines | UnsetType = UNSET
    decisions_asked: Lines | UnsetType = UNSET
    outlook: Lines | UnsetType = UNSET
    knowingly: bool = False
    version: Seen = None
