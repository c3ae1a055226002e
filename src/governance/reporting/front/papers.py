"""The page for administrators: picture, bottlenecks, decisions asked, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from governance.base.errors import N_
from governance.commitments.rules import STANDING_TONES, STANDING_WORDS
from governance.documents.blocks import (
    Block,
    Heading,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Tone,
    runs,
)
from governance.reporting.drawings.papers import bars_figure
from governance.reporting.front.rules import (
    MOST_BARS,
    Fitted,
    clipped,
    counted_off,
    fitted,
    height,
    room,
    shares,
)
from governance.reporting.listing.rules import points
from governance.reporting.picture.queries import RegionalLine
from governance.reporting.regional.queries import RegionalView
from governance.reporting.saying.papers import Saying, counted_in
from governance.reporting.words import LEFT_OUT, NOT_ACCEPTED

_LETTERS = 170
"""Letters of one bottleneck: two lines of the page."""


class Front:
    """The page, and what did not fit on it."""

    def __init__(self, view: RegionalView, title: str, say: Saying) -> None:
        self.view, self.say = view, say
        summary, asked = points(view.summary), points(view.decisions_asked)
        typed = points(view.bottlenecks)
        found = typed or [self._bottleneck(line) for line in view.bottlenecks_found]
        themes = len({line.theme for line in view.lines})
        self.drawn = themes <= MOST_BARS
        whole = room(
            themes if self.drawn else 0,
            title=title,
            subtitle=view.agreement_title,
            more_figures=view.awaited > 0,
        ) - sum(map(height, (self._decided(), self._accepted())))
        # Also "no decision is asked" takes its line.
        asks = sum(map(height, asked)) or height("-")
        parts = shares(whole, sum(map(height, summary)), asks)
        self.summary = fitted(summary, parts[0])
        self.asked, self.found = (counted_off(asked, parts[1]), counted_off(found, parts[2]))
        self.typed = bool(typed)

    def page(self) -> Iterator[Block]:
        """Ends with a page break: what follows begins on the second page."""
        say = self.say
        yield Heading(say.words(N_("For administrators")), 1, "bestuur")
        yield Paragraph(runs(self._decided()), "note")
        yield Paragraph(runs(self._accepted()))
        yield KeyFigures(tuple(self._key_figures()))
        yield from (Paragraph(runs(text)) for text in self.summary.shown)
        if self.drawn:
            yield bars_figure(self.view, say.language)
        yield Heading(say.words(N_("Bottlenecks")), 2, "knelpunten")
        yield from self._shown(self.found, N_("No accepted report names a delay or a blockage."))
        yield Heading(say.words(N_("Decisions asked")), 2, "besluiten")
        yield from self._shown(self.asked, N_("No decision is asked."))
        yield PageBreak()

    def _decided(self) -> str:
        """By whom it was adopted, when and for whom; else that it was not."""
        view = self.view
        values = {"committee": view.committee, "function": view.adopted_by_function}
        if view.adopted_on:
            told, on = N_("Adopted on {day} by {function}, for {committee}."), view.adopted_on
        else:
            told, on = N_("Draft, as it stands on {day}: not adopted by {committee}."), view.today
        return self.say.words(told, day=self.say.day(on), **values)

    def _accepted(self) -> str:
        view, say = self.view, self.say
        told = N_("Period {first} to {last}. {accepted} of {due} reports were accepted.")
        values: dict[str, object] = {"accepted": view.reports_accepted, "due": view.reports_due}
        values |= {"first": say.day(view.period_from), "last": say.day(view.period_last)}
        said = say.words(told, **values)
        if view.left_out:
            said = f"{said} {say.counted(*LEFT_OUT, view.left_out)}"
        if not view.reports_accepted:
            nothing = say.words(N_("No report is accepted yet."))
            return f"{said} {nothing}"
        if view.not_accepted:
            waits = say.words(N_("Not accepted yet: {names}."), names=say.names(view.not_accepted))
            return f"{said} {waits}"
        return said

    def _key_figures(self) -> Iterator[KeyFigure]:
        for s in counted_in(self.view.lines):
            word = self.say.words(STANDING_WORDS[s])
            yield KeyFigure(str(self.view.counts[s]), word, Tone(STANDING_TONES[s]))
        if self.view.awaited:
            yield KeyFigure(str(self.view.awaited), self.say.words(NOT_ACCEPTED), Tone.PLAIN)

    def _bottleneck(self, line: RegionalLine) -> str:
        stands = self.say.words(STANDING_WORDS[line.standing]) if line.standing else ""
        if line.behind:
            one, many = N_("{number} day"), N_("{number} days")
            stands += ", " + self.say.counted(one, many, line.behind)
        said = f"{line.organisation}, {line.number}. {line.commitment} ({stands})"
        return clipped(f"{said}: {line.reason}" if line.reason.strip() else said, _LETTERS)

    def _shown(self, told: Fitted, nothing: str) -> Iterator[Block]:
        if told.shown:
            yield List(tuple(ListItem(runs(text)) for text in told.shown))
        elif not told.rest:
            yield Paragraph(runs(self.say.words(nothing)))
        if told.rest:
            one, many = N_("And {number} other."), N_("And {number} others.")
            yield Paragraph(runs(self.say.counted(one, many, len(told.rest))))

    def rest(self) -> Iterator[Block]:
        """What was typed and did not fit, in full; found bottlenecks stand in the themes."""
        parts: tuple[tuple[str, Sequence[str]], ...] = (
            (N_("Main message"), self.summary.rest),
            (N_("Bottlenecks"), self.found.rest if self.typed else ()),
            (N_("Decisions asked"), self.asked.rest),
        )
        if not self.drawn or any(texts for _, texts in parts):
            yield Heading(self.say.words(N_("Continued from the page for administrators")), 1)
        if not self.drawn:
            yield bars_figure(self.view, self.say.language)
        for head, texts in parts:
            if texts:
                yield Heading(self.say.words(head), 2)
                yield from self.say.lines("\n".join(texts))
