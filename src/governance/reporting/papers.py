"""The progress report of one party as a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from governance.base.errors import N_
from governance.commitments.rules import STATE_WORDS, LineState
from governance.documents.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    runs,
)
from governance.reporting.lines.queries import LineView
from governance.reporting.listing.rules import points
from governance.reporting.queries import ReportView
from governance.reporting.rules import ReportState
from governance.reporting.saying.papers import Saying


def party_document(view: ReportView, today: date, language: str = "nl") -> Document:
    """The progress report of one party; a draft until it is accepted."""
    say = Saying(language)
    title = say.words(N_("Progress report of {organisation}"), organisation=view.organisation)
    return Document(
        title=title,
        short_title=f"{view.organisation}, {view.round_title}",
        subtitle=f"{view.agreement_title}, {view.round_title}",
        version=str(view.version),
        dated=f"{(view.accepted_at or view.submitted_at or today).strftime('%Y-%m-%d')}T00:00:00Z",
        subject=view.agreement_title,
        author=view.organisation,
        blocks=tuple(_blocks(view, say)),
        language={"nl": "nl-NL", "en": "en-GB"}.get(language, language),
        draft=view.state != ReportState.ACCEPTED,
    )


def _blocks(view: ReportView, say: Saying) -> Iterator[Block]:
    for head, text in (
        (N_("Main message"), view.summary),
        (N_("Risks"), view.risks),
        (N_("Outlook"), view.outlook),
    ):
        yield Heading(say.words(head), 1)
        yield from say.lines("\n".join(points(text)) or say.words(N_("Nothing was reported.")))
    if view.approved_on:
        told = N_("Approved internally by {function} on {day}.")
        values = {"function": view.approved_by_function, "day": say.day(view.approved_on)}
        yield Paragraph(runs(say.words(told, **values)))
    for theme in dict.fromkeys(line.theme for line in view.lines):
        yield Heading(say.words(N_("Theme: {theme}"), theme=theme), 1)
        own = [line for line in view.lines if line.theme == theme]
        columns = say.heads(
            (N_("Commitment"), 3), (N_("State"), 1.4), (N_("Forecast"), 1.3),
            (N_("State of affairs and cause"), 3.4), (N_("Measure"), 2.2),
        )  # fmt: skip
        caption = say.words(N_("Commitments: {theme}"), theme=theme)
        yield Table(caption, columns, tuple(_row(line, say) for line in own))


def _row(line: LineView, say: Saying) -> Row:
    said = f"{line.words} {line.reason}".strip() or "–"
    state = say.words(STATE_WORDS[LineState(line.state)]) if line.answered else "–"
    cells = (
        f"{line.number}. {line.title}", state, say.day(line.forecast_on or line.done_on), said,
        line.measure or "–",
    )  # fmt: skip
    return Row(tuple(Cell(runs(cell)) for cell in cells))
