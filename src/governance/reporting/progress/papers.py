"""The progress report of a region as a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from governance.base.errors import N_
from governance.commitments.rules import STANDING_TONES, STANDING_WORDS, STATE_WORDS, LineState
from governance.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Tone,
    runs,
)
from governance.reporting.drawings.papers import bars_figure, timeline_figure
from governance.reporting.regional.queries import RegionalLine, RegionalView
from governance.reporting.rules import ReportState
from governance.reporting.saying.papers import ORDER, Saying
from governance.reporting.words import STATE_WORDS as REPORT_WORDS


def regional_document(view: RegionalView, language: str = "nl") -> Document:
    """The progress report of a region (voortgangsrapportage); a draft until it is adopted.

    The same view gives the same tree on any day: the date is that of the view.
    """
    paper = _Regional(view, language)
    return Document(
        title=paper.words(N_("Progress report {round}"), round=view.round_title),
        short_title=paper.words(N_("Progress report {round}"), round=view.round_title),
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
    """One regional report being made."""

    def __init__(self, view: RegionalView, language: str) -> None:
        super().__init__(language)
        self.view = view
        self.themes = list(dict.fromkeys(line.theme for line in view.lines))

    def blocks(self) -> Iterator[Block]:
        yield from self._page_for_administrators()
        yield from self._timeline()
        for theme in self.themes:
            yield from self._theme(theme)
        yield from self._parties()
        yield from self._figures()
        yield from self._money()
        yield from self._texts()

    def _page_for_administrators(self) -> Iterator[Block]:
        view = self.view
        until = self.day(view.period_until - timedelta(days=1))
        told = N_("Period {first} to {last}. {accepted} of {due} reports were accepted.")
        values: dict[str, object] = {"accepted": view.reports_accepted, "due": view.reports_due}
        values |= {"first": self.day(view.period_from), "last": until}
        yield Heading(self.words(N_("For administrators")), 1, "bestuur")
        yield Paragraph(runs(self.words(told, **values)))
        yield KeyFigures(
            tuple(
                KeyFigure(
                    str(view.counts[s]), self.words(STANDING_WORDS[s]), Tone(STANDING_TONES[s])
                )
                for s in ORDER
            )
        )
        yield from self.lines(view.summary)
        yield bars_figure(view, self.language)
        yield Heading(self.words(N_("Bottlenecks")), 2, "knelpunten")
        if view.bottlenecks.strip():
            yield from self.lines(view.bottlenecks)
        else:
            yield from self._found()
        yield Heading(self.words(N_("Decisions asked")), 2, "besluiten")
        yield from self.lines(view.decisions_asked or self.words(N_("No decision is asked.")))
        yield PageBreak()

    def _found(self) -> Iterator[Block]:
        found = [
            ListItem(runs(f"{x.organisation}, {x.number}. {x.commitment}: {x.reason}"))
            for x in self.view.bottlenecks_found[:5]
        ]
        none = self.words(N_("No accepted report names a delay or a blockage."))
        yield List(tuple(found)) if found else Paragraph(runs(none))

    def _timeline(self) -> Iterator[Block]:
        if self.view.milestones:
            yield Heading(self.words(N_("Timeline")), 1, "tijdlijn")
            yield timeline_figure(self.view, self.language)

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
                (N_("Party"), 2), (N_("Standing"), 1.5), (N_("Forecast"), 1.4),
                (N_("State of affairs and cause"), 3.6), (N_("Measure"), 2.4),
            )  # fmt: skip
            yield Table(agreed, columns, tuple(self._line(line) for line in lines))

    def _line(self, line: RegionalLine) -> Row:
        said = f"{line.words} {line.reason}".strip()
        cells = (line.organisation, None, self.day(line.forecast_on), said, line.measure or "–")
        return Row(
            tuple(self.standing(line.standing) if c is None else Cell(runs(c)) for c in cells)
        )

    def _parties(self) -> Iterator[Block]:
        yield Heading(self.words(N_("Per party")), 1, "partijen")
        columns = (
            *self.heads((N_("Party"), 2.4), (N_("Report"), 1.6)),
            *(Column(self.words(STANDING_WORDS[s]), 1) for s in ORDER),
        )
        rows = []
        for party in self.view.parties:
            own = [x for x in self.view.lines if x.organisation_id == party.organisation_id]
            counts = [str(sum(x.standing == s for x in own)) for s in ORDER]
            said = self.words(REPORT_WORDS[ReportState(party.state)])
            rows.append(Row(tuple(Cell(runs(c)) for c in (party.organisation, said, *counts))))
        yield Table(
            self.words(N_("Commitments per party, by how they stand")), columns, tuple(rows)
        )

    def _figures(self) -> Iterator[Block]:
        measured = [line for line in self.view.lines if line.value is not None]
        if not measured:
            return
        yield Heading(self.words(N_("Figures and what they mean")), 1, "cijfers")
        columns = self.heads(
            (N_("Commitment"), 3), (N_("Party"), 2), (N_("Measured"), 1), (N_("Target"), 1),
            (N_("What is measured"), 2.6),
        )  # fmt: skip
        rows = [
            (x.commitment, x.organisation, self.number(x.value), self.number(x.target),
             x.indicator_unit)
            for x in measured
        ]  # fmt: skip
        cells = tuple(Row(tuple(Cell(runs(c)) for c in row)) for row in rows)
        yield Table(self.words(N_("Measurements against their target")), columns, cells)

    def _money(self) -> Iterator[Block]:
        told = [
            p for p in self.view.parties if p.capacity_fte is not None or p.money_euros is not None
        ]
        if not told:
            return
        yield Heading(self.words(N_("Capacity and money")), 1, "middelen")
        columns = self.heads(
            (N_("Party"), 3),
            (N_("Capacity filled, in fte"), 2),
            (N_("Spent in this period, in euros"), 2),
        )
        rows = [
            (p.organisation, self.number(p.capacity_fte), self.number(p.money_euros)) for p in told
        ]
        fte = sum((p.capacity_fte or Decimal(0) for p in told), Decimal(0))
        euros = sum((p.money_euros or Decimal(0) for p in told), Decimal(0))
        rows.append((self.words(N_("Together")), self.number(fte), self.number(euros)))
        cells = tuple(Row(tuple(Cell(runs(c)) for c in row)) for row in rows)
        yield Table(self.words(N_("Capacity and money per party")), columns, cells)

    def _texts(self) -> Iterator[Block]:
        risks = [(p.organisation, p.risks) for p in self.view.parties if p.risks.strip()]
        if risks:
            yield Heading(self.words(N_("Risks")), 1, "risicos")
            yield List(tuple(ListItem(runs(f"{who}: {text}")) for who, text in risks))
        if self.view.changed:
            yield Heading(self.words(N_("Changed since last time")), 1, "gewijzigd")
            yield List(
                tuple(
                    ListItem(runs(f"{c.organisation}, {c.number}. {c.commitment}: "
                                  f"{self.words(STATE_WORDS[LineState(c.old_state)])} → "
                                  f"{self.words(STATE_WORDS[LineState(c.new_state)])}"))
                    for c in self.view.changed
                )
            )  # fmt: skip
        if self.view.outlook.strip():
            yield Heading(self.words(N_("Outlook")), 1, "vooruitblik")
            yield from self.lines(self.view.outlook)
