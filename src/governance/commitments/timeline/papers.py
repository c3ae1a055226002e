"""From the milestones of a timeline to its drawing, with the text that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from babel.dates import format_date

from governance.base.errors import N_
from governance.base.words import counted, translate
from governance.commitments.days.rules import moved
from governance.commitments.timeline.queries import Point, TimelineView
from governance.commitments.timeline.rules import Zoom
from governance.documents.drawings import Legend
from governance.documents.plans import NARROW, WIDE, Mark, Scale, Tick, Track, plans

TITLE = N_("Milestones of {title}")
OF_LIST = N_("the commitments of the list")
OF_LINE = N_("{commitment}, {organisation}")
SHOWN = (
    N_("{number} milestone from {first} to {last}."),
    N_("{number} milestones from {first} to {last}."),
)
LATE = (N_("{number} is late."), N_("{number} are late."))
AS_TABLE = N_("The table below says the same of each.")
SAID = {
    "planned": N_("{title}: planned {day}"),
    "late": N_("{title}: late, planned {day}"),
    "forecast": N_("{title}: expected {day}"),
    "done": N_("{title}: reached {day}"),
}
_MOST_YEARS = 6
"""On a longer scale than this the quarters have no line."""


class Drawing:
    """The drawing of a timeline in one language."""

    def __init__(self, view: TimelineView, language: str) -> None:
        self.view, self.language = view, language
        self.locale = {"en": "en_GB"}.get(language, language)

    def svg(self, *, narrow: bool = False) -> str:
        """The whole drawing; ``narrow``: for a page no wider than a telephone."""
        words = Legend(
            planned=self._said(N_("planned")), forecast=self._said(N_("expected")),
            done=self._said(N_("reached")), late=self._said(N_("late")),
            today=self._said(N_("today")),
        )  # fmt: skip
        scale = Scale(self.view.first, self.view.until, NARROW if narrow else WIDE)
        ticks = list(self._ticks(short=narrow))
        return plans(
            "timeline-narrow" if narrow else "timeline", self.title, self._alternative(), words,
            self.view.today, scale, ticks, list(self._tracks()),
        )  # fmt: skip

    @property
    def title(self) -> str:
        """What is drawn: of an agreement, or of one commitment as a party keeps it."""
        view = self.view
        of = view.agreement or self._said(OF_LIST)
        if view.line_id is not None:
            of = self._said(OF_LINE, commitment=view.commitment, organisation=view.organisation)
        return self._said(TITLE, title=of)

    def _said(self, message: str, **values: object) -> str:
        return translate(self.language, message).format(**values)

    def _day(self, on: date, style: str = "d MMMM y") -> str:
        return str(format_date(on, style, locale=self.locale))

    def _alternative(self) -> str:
        shown = counted(
            self.language, *SHOWN, len(self.view.points), first=self._day(self.view.first),
            last=self._day(date.fromordinal(self.view.until.toordinal() - 1)),
        )  # fmt: skip
        late = sum(point.late > 0 for point in self.view.points)
        told = [shown, counted(self.language, *LATE, late) if late else ""]
        return " ".join([*filter(None, told), self._said(AS_TABLE)])

    def _tracks(self) -> Iterator[Track]:
        found: dict[tuple[UUID, str], list[Mark]] = {}
        for point in self.view.points:
            track = (point.agreement_id, self._label(point))
            found.setdefault(track, []).extend(self._marks(point))
        for (_, label), marks in found.items():
            yield Track(label, tuple(marks))

    def _label(self, of: Point) -> str:
        if self.view.line_id is not None:
            return of.title
        several = len({one.agreement_id for one in self.view.points}) > 1
        return f"{of.number}. {of.commitment}" + (f" ({of.agreement})" if several else "")

    def _marks(self, of: Point) -> Iterator[Mark]:
        if of.done_on is not None:
            yield self._mark("done", of.done_on, of)
            return
        yield self._mark("late" if of.late else "planned", of.planned_on, of)
        if of.forecast_on is not None:
            yield self._mark("forecast", of.forecast_on, of, of.planned_on)

    def _mark(self, shape: str, on: date, of: Point, after: date | None = None) -> Mark:
        return Mark(shape, on, self._said(SAID[shape], title=of.title, day=self._day(on)), after)

    def _ticks(self, *, short: bool) -> Iterator[Tick]:
        view = self.view
        if view.zoom is Zoom.ALL:
            yield from self._years()
            return
        style = "LLL" if short or view.zoom is Zoom.YEAR else "LLLL y"
        month = view.first
        while month < view.until:
            yield Tick(month, self._day(month, style))
            month = moved(month, 1)

    def _years(self) -> Iterator[Tick]:
        view = self.view
        month, quarters = view.first, view.until.year - view.first.year <= _MOST_YEARS
        while month < view.until:
            named = month.month == 1 or month == view.first
            if named or quarters:
                yield Tick(month, str(month.year) if named else "")
            month = moved(month, 3)
