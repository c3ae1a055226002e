"""Whether the milestones that a file names are whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from governance.base.errors import N_, Complaint
from governance.library.rules import MILESTONE_MONTHS, ModelMilestone
from governance.library.sources import Path_, Source

ONE_RULE = N_(
    "A milestone needs exactly one of after_months, on_date, every_months, each_year, or on_blank."
)
NO_MILESTONE_TITLE = N_("A milestone needs a title.")
BAD_MONTHS = N_("Give a number of months from 1 to {most}.")
BAD_DAY = N_("“{day}” is no day of the year: write month-day, as in 05-01.")


def milestone_complaints(
    milestone: ModelMilestone, at: Path_, source: Source
) -> Iterator[Complaint]:
    """What is wrong with a milestone: its title, its rule and the numbers and days of that."""
    if not milestone.title.strip():
        yield source.complaint((*at, "title"), NO_MILESTONE_TITLE)
    after = None if milestone.on_blank else milestone.after_months
    rules = (after, milestone.on_date, milestone.every_months, milestone.on_blank or None)
    if sum(rule is not None for rule in rules) + bool(milestone.each_year) != 1:
        yield source.complaint(at, ONE_RULE)
    for name in ("after_months", "every_months"):
        months = getattr(milestone, name)
        if months is not None and not 1 <= months <= MILESTONE_MONTHS:
            yield source.complaint((*at, name), BAD_MONTHS, most=MILESTONE_MONTHS)
    for day in milestone.each_year:
        if not _is_day(day):
            yield source.complaint((*at, "each_year"), BAD_DAY, day=day)


def _is_day(said: str) -> bool:
    try:
        return date.fromisoformat(f"2000-{said}").strftime("%m-%d") == said
    except ValueError:
        return False
