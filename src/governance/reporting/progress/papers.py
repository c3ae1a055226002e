"""The progress report of a region as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from governance.base.errors import N_
from governance.commitments.hidden_days.rules import HIDDEN_THERE, NOT_SHOWN
from governance.commitments.rules import STANDING_WORDS
from governance.documents.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    runs,
)
from governance.reporting.drawings.papers import timeline_figure
from governance.reporting.figures.papers import figures, money
from governance.reporting.front.papers import Front
from governance.reporting.lines.rules import target_doubts
from governance.reporting.listing.rules import points
from governance.reporting.picture.queries import Ahead, RegionalLine, RegionalParty
from governance.reporting.picture.rules import TURN_WORDS, Changed, Turn, once
from governance.reporting.regional.queries import RegionalView
from governance.reporting.rules import ReportState
from governance.reporting.saying.papers import Saying, counted_in
from governance.reporting.words import NOT_ACCEPTED
from governance.reporting.words import STATE_WORDS as REPORT_WORDS

LONG = 60
"""Lines of a report that is longer than ten pages: it gets a list of contents."""


def regional_document(view: RegionalView, language: str = "nl") -> Document:
    """The progress report of a region (voortgangsrapportage); a draft until it is adopted.

    The same view gives the same tree on any day: the date is that of the view.
    """
    paper = _Regional(view, language)
    return Document(
        title=paper.title,
        short_title=paper.title,
        subtitle=view.agreement_title,
        version=str(view.version),
        dated=f"{view.today.isoformat()}T00:00:00Z",
        subject=view.agreement_title,
        author=view.committee,
        blocks=tuple(paper.blocks()),
        language={"nl": "nl-NL", "en": "en-GB"}.get(language, language),
        draft=view.state != ReportState.ADOPTED,
    )


class _Regional(Saying):
    """One regional report being made. A part that holds nothing says so; none is left out."""

    def __init__(self, view: RegionalView, language: str) -> None:
        super().__init__(language)
        self.view = view
        self.title = self.words(N_("Progress report {round}"), round=view.round_title)
        self.themes = list(dict.fromkeys(line.theme for line in view.lines))

    def blocks(self) -> Iterator[Block]:
        front = Front(self.view, self.title, self)
        yield from front.page()
        if len(self.view.lines) > LONG:
            yield Contents(self.words(N_("Contents")))
        yield from front.rest()
        yield from self._timeline()
        for theme in self.themes:
            yield from self._theme(theme)
        yield from self._parties()
        yield from figures(self.view, self)
        yield from money(self.view, self)
        yield from self._risks()
        yield from self._changed()
        yield from self._outlook()

    def _nothing(self, told: str) -> Paragraph:
        return Paragraph(runs(self.words(told)))

    def _timeline(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Timeline")), 1, "tijdlijn")
        if self.view.milestones:
            yield timeline_figure(self.view, self.language)
            if self.view.milestones_hidden:
                yield self._nothing(HIDDEN_THERE)
        else:
            yield self._nothing(
                HIDDEN_THERE
                if self.view.milestones_hidden
                else N_("No commitment has a milestone.")
            )

    def _theme(self, theme: str) -> Iterator[Block]:
        yield Heading(
            self.words(N_("Theme: {theme}"), theme=theme),
            1,
            f"thema-{self.themes.index(theme) + 1}",
        )
        own = [line for line in self.view.lines if line.theme == theme]
        for number in dict.fromkeys(line.number for line in own):
            lines = [line for line in own if line.number == number]
            yield Heading(f"{number}. {lines[0].commitment}", 2)
            agreed = self.words(N_("Agreed: {goal}"), goal=lines[0].measurable_goal)
            columns = self.heads(
                (N_("Party"), 1.8), (N_("Standing"), 1.5), (N_("Dates"), 1.7),
                (N_("Next milestone"), 1.9), (N_("State of affairs and cause"), 3),
                (N_("Measure"), 2),
            )  # fmt: skip
            yield Table(agreed, columns, tuple(self._line(line) for line in lines))

    def _line(self, line: RegionalLine) -> Row:
        named, nothing = Cell(runs(line.organisation)), self.told("")
        if line.standing is None:
            waits, days = self.told(self.words(NOT_ACCEPTED)), self._days(line)
            return Row((named, waits, days, nothing, self.told(self._known(line)), nothing))
        days = self._days(line)
        told = line.figure.value if line.figure else None
        doubts = self.doubts(target_doubts(line.state, told, line.target))
        said, measure = self.told(line.words, line.reason, *doubts), self.told(line.measure)
        stands = self.standing(line.standing)
        return Row((named, stands, days, self._ahead(line.ahead), said, measure))

    def _days(self, line: RegionalLine) -> Cell:
        """Its days, where they are not for its own page alone; a forecast once it is accepted."""
        if line.days_hidden:
            return self.told(self.words(NOT_SHOWN))
        return self.days(line.planned_on, line.forecast_on, line.done_on)

    def _ahead(self, ahead: Ahead | None) -> Cell:
        if ahead is None:
            return self.told("")
        days = self.days(ahead.planned_on, ahead.forecast_on, None)
        return Cell(runs(ahead.title), further=(days.runs, *days.further))

    def _known(self, line: RegionalLine) -> str:
        """How a line stood when it was last accepted, where the report before knew it."""
        if line.before is None:
            return self.words(N_("Nothing is known of it from the report before."))
        stood = self.words(STANDING_WORDS[line.before.standing])
        told = N_("Last known, on {day}: {standing}.")
        return self.words(told, day=self.day(line.before.on), standing=stood)

    def _parties(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Per party")), 1, "partijen")
        shown = counted_in(self.view.lines)
        columns = (
            *self.heads((N_("Party"), 2.4), (N_("Report"), 1.6)),
            *(Column(self.words(STANDING_WORDS[s]), 1) for s in shown),
            *self.heads((NOT_ACCEPTED, 1.2)),
        )
        rows = []
        for party in self.view.parties:
            own = self._own(party)
            counts = [str(sum(x.standing == s for x in own)) for s in (*shown, None)]
            late = party.state == ReportState.ACCEPTED and not party.counted
            said = self.words(NOT_ACCEPTED if late else REPORT_WORDS[ReportState(party.state)])
            rows.append(self.cells(party.organisation, said, *counts))
        caption = self.words(N_("Commitments per party, by how they stand"))
        yield Table(caption, columns, tuple(rows))
        heads = self.heads((N_("Party"), 2), (N_("Main message"), 4), (N_("Measured"), 4))
        told = tuple(self._party(party) for party in self.view.parties)
        yield Table(self.words(N_("What each party says and measured")), heads, told)

    def _own(self, party: RegionalParty) -> list[RegionalLine]:
        return [x for x in self.view.lines if x.organisation_id == party.organisation_id]

    def _party(self, party: RegionalParty) -> Row:
        if not party.counted:
            return self.cells(party.organisation, self.words(NOT_ACCEPTED), "–")
        by_indicator = {one.number for one in self.view.measured}
        measured = "; ".join(
            f"{x.number}. {x.commitment}: {self.figure(x.figure)}"
            for x in self._own(party)
            if x.figure is not None and x.number not in by_indicator
        )
        named = Cell(runs(party.organisation))
        return Row((named, self.told(party.summary), self.told(measured)))

    def _risks(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Risks")), 1, "risicos")
        nothing = N_("No accepted report names a risk.")
        yield from self._once(((p.organisation, p.risks) for p in self.view.parties), nothing)

    def _once(self, told: Iterable[tuple[str, str]], nothing: str) -> Iterator[Block]:
        """What several parties say is said once, with their names."""
        found = once(told)
        if found:
            items = (f"{text} ({self.names(names)})" for text, names in found)
            yield List(tuple(ListItem(runs(item)) for item in items))
        else:
            yield self._nothing(nothing)

    def _changed(self) -> Iterator[Block]:
        view = self.view
        yield Heading(self.words(N_("Changed since last time")), 1, "gewijzigd")
        if view.previous_id is None or view.previous_on is None:
            yield self._nothing(N_("This is the first report; there is none to compare it with."))
            return
        told = N_("Compared with the report {round}, adopted on {day}.")
        values = {"round": view.previous_title, "day": self.day(view.previous_on)}
        yield Paragraph(runs(self.words(told, **values)))
        if not view.changed:
            yield self._nothing(N_("No accepted report says anything else than last time."))
        for turn in Turn:
            own = [c for c in view.changed if c.turn == turn]
            if own:
                yield Heading(self.words(TURN_WORDS[turn]), 2)
                yield List(tuple(ListItem(runs(self._moved(c))) for c in own))

    def _moved(self, change: Changed) -> str:
        head = f"{change.number}. {change.commitment}"
        if change.turn == Turn.FORECAST:
            names = [f"{p.organisation} ({self.day(p.forecast_on)})" for p in change.parties]
            return f"{head}: {self.names(names)}"
        before, now = (self.words(STANDING_WORDS[s]) for s in (change.before, change.now))
        went = self.words(N_("from {before} to {now}"), before=before, now=now)
        return f"{head}, {went}: {self.names(p.organisation for p in change.parties)}"

    def _outlook(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Outlook")), 1, "vooruitblik")
        if self.view.outlook.strip():
            yield from self.lines("\n".join(points(self.view.outlook)))
        nothing = N_("No accepted report looks ahead.")
        yield from self._once(((p.organisation, p.outlook) for p in self.view.parties), nothing)
