"""Two years of reports: three rounds adopted, some late, and one that is open now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from babel.dates import format_date

from governance.agreements.rules import add_months
from governance.base.actor import Actor
from governance.commitments.annual_plan.paragraph.rules import Moment
from governance.reporting import actions
from governance.reporting.forms import (
    AdoptionForm,
    ApprovalForm,
    GeneralForm,
    PreparationForm,
    RemarkForm,
    RoundForm,
)
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import Reported, report, round_overview
from governance.sample.answering import Half, answer
from governance.sample.journey import moment_on
from governance.sample.region import Region
from governance.sample.words import chance, one_of, words

ROUNDS = 4
"""Half-years since entry into force; the last one is open."""
RETURNED, HALFWAY, NOT_BEGUN, WAITING = 1, 3, 4, (6, 11)
"""Places of municipalities in the open round; the rest is accepted."""


def half(place: int, entry: date, latest: datetime) -> Half:
    """The round of a half-year since entry into force; reports are due in six weeks.

    The last half-year is not over yet: its round was opened two weeks ago.
    """
    start, until = add_months(entry, 6 * place), add_months(entry, 6 * place + 6)
    months = _months(start, until - timedelta(days=1))
    opens = min(until, latest.date() - timedelta(days=14))
    due = add_months(until, 1 if opens == until else 0).replace(day=15)
    title = words().round.format(months=months)
    follows = Moment.ACCOUNTS if place % 2 else Moment.INTERIM
    return Half(place, RoundForm(title, start, until, opens, due, follows), latest)


def _months(first: date, last: date) -> str:
    """Juni – november 2026; december 2025 – mei 2026."""
    style = "MMMM" if first.year == last.year else "MMMM y"
    said = format_date(first, style, locale="nl")
    return f"{said} – {format_date(last, 'MMMM y', locale='nl')}"


async def held(
    agreement_id: UUID,
    entry: date,
    region: Region,
    latest: datetime,
    tell: Callable[[str], None],
) -> None:
    """All rounds; ``tell`` hears the name of each before it is made."""
    for place in range(ROUNDS):
        now = half(place, entry, latest)
        tell(now.form.title)
        opened = moment_on(now.form.opens_on or now.until, latest)
        made = await actions.open_round(agreement_id, now.form, by=region.secretary, at=opened)
        if place == ROUNDS - 1:
            await _open(made, now, region)
        else:
            await _closed(made, now, region)


async def _reports(round_id: UUID, region: Region) -> list[tuple[str, Reported]]:
    names = {of: name for name, of in region.organisations.items()}
    overview = await round_overview(round_id, by=region.secretary)
    return [(names[one.organisation_id], one) for one in overview.reports]


async def _closed(round_id: UUID, now: Half, region: Region) -> None:
    """Everybody reports but one, a few late; the secretary accepts, the committee adopts."""
    for place, (name, one) in enumerate(await _reports(round_id, region)):
        if now.place == 1 and place == 13:
            continue
        late = 12 + place if chance(name, now.place) > 85 else -(chance(name) % 12) - 1
        at = moment_on(now.due + timedelta(days=late), now.latest)
        await _written(one.report_id, name, now, region.pins[name], at)
        await _handed_in(one.report_id, region.pins[name], at)
        accepted = moment_on(at.date() + timedelta(days=3), now.latest)
        await actions.accept(one.report_id, by=region.secretary, at=accepted)
    said = words()
    day = min(now.due + timedelta(days=45), now.latest.date())
    form = AdoptionForm(
        adopted_by_function=said.adopted_by,
        adopted_on=day,
        summary=said.regional_summary[now.place],
        decisions_asked=said.decisions_asked[now.place],
        outlook=said.regional_outlook[now.place],
        knowingly=True,
    )
    at = moment_on(day, now.latest)
    await actions.adopt(round_id, form, by=region.chair, at=at, paper=regional_document)


async def _open(round_id: UUID, now: Half, region: Region) -> None:
    """Some reports are accepted, some wait, one went back; the pin that signs in has to begin.

    The secretary has prepared what is asked of the committee.
    """
    for place, (name, one) in enumerate(await _reports(round_id, region)):
        if name == region.facts.care_municipality or place == NOT_BEGUN:
            continue
        at = moment_on(now.latest.date() - timedelta(days=11 - place % 10), now.latest)
        only = 2 if place == HALFWAY else 0
        await _written(one.report_id, name, now, region.pins[name], at, only=only)
        if place == HALFWAY:
            continue
        await _handed_in(one.report_id, region.pins[name], at)
        if place == RETURNED:
            form = RemarkForm(words().returned)
            await actions.send_back(one.report_id, form, by=region.secretary, at=at)
        elif place not in WAITING:
            await actions.accept(one.report_id, by=region.secretary, at=at)

    said = words()
    prepared = PreparationForm(
        summary=said.regional_summary[now.place],
        decisions_asked=said.decisions_asked[now.place],
        outlook=said.regional_outlook[now.place],
    )
    await actions.prepare(round_id, prepared, None, by=region.secretary, at=now.latest)


async def _written(
    report_id: UUID, name: str, now: Half, pin: Actor, at: datetime, *, only: int = 0
) -> None:
    view = await report(report_id, by=pin, today=at.date())
    for line in view.lines[: only or None]:
        # What was done before is answered when the round opens.
        if not line.answered:
            form = answer(line, name, now, at.date())
            await actions.save_line(line.id, form, None, by=pin, at=at)
    if only:
        return
    said = words()
    general = GeneralForm(
        summary=one_of(said.summary, name, now.place),
        capacity_fte=Decimal(5 + chance(name) // 10) / 10,
        money_euros=Decimal(4_000 + 100 * chance(name, now.place)),
        risks=one_of(said.risks, name),
        outlook=one_of(said.outlook, name, now.place),
    )
    await actions.save_report(report_id, general, None, by=pin, at=at)


async def _handed_in(report_id: UUID, pin: Actor, at: datetime) -> None:
    form = ApprovalForm(words().approved_by, at.date())
    await actions.approve(report_id, form, by=pin, at=at)
    await actions.submit(report_id, by=pin, at=at)
