"""The progress report of one party as a document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from governance.base.clock import day
from governance.base.errors import N_
from governance.documents.blocks import (
    Block,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    runs,
)
from governance.reporting.lines.papers import measurements, themes
from governance.reporting.listing.rules import points
from governance.reporting.queries import ReportView
from governance.reporting.rules import ReportState
from governance.reporting.saying.papers import Saying
from governance.reporting.words import LEFT_OUT, STATE_WORDS


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
    yield Paragraph(runs(_stands(view, say)), "note")
    for head, text in (
        (N_("Main message"), view.summary),
        (N_("Risks"), view.risks),
        (N_("Outlook"), view.outlook),
    ):
        yield Heading(say.words(head), 1)
        yield from say.lines("\n".join(points(text)) or say.words(N_("Nothing was reported.")))
    yield from _means(view, say)
    yield Heading(say.words(N_("Internal approval")), 1)
    yield Paragraph(runs(_approval(view, say)))
    if view.left_out:
        yield Paragraph(runs(say.counted(*LEFT_OUT, view.left_out)))
    yield from themes(view.lines, say)
    yield from measurements(view.lines, say)


def _stands(view: ReportView, say: Saying) -> str:
    """Over which period it is, and since when it counts; a draft says that it is one."""
    period = say.words(
        N_("About the period {first} to {last}."),
        first=say.day(view.period_from),
        last=say.day(view.period_until - timedelta(days=1)),
    )
    if view.accepted_at:
        stands = say.words(N_("Accepted on {day}."), day=say.day(day(view.accepted_at)))
    else:
        state = say.words(STATE_WORDS[ReportState(view.state)])
        stands = say.words(N_("Not accepted yet: {state}."), state=state)
    return f"{period} {stands}"


def _means(view: ReportView, say: Saying) -> Iterator[Block]:
    yield Heading(say.words(N_("Capacity and money")), 1)
    told = (
        (N_("Capacity filled, in fte"), view.capacity_fte),
        (N_("Spent in this period, in euros"), view.money_euros),
    )
    items = (f"{say.words(head)}: {say.number(amount)}" for head, amount in told)
    yield List(tuple(ListItem(runs(item)) for item in items))


def _approval(view: ReportView, say: Saying) -> str:
    if not view.approved_on:
        return say.words(N_("This report is not approved internally yet."))
    told = N_("Approved internally by {function} on {day}.")
    return say.words(told, function=view.approved_by_function, day=say.day(view.approved_on))
