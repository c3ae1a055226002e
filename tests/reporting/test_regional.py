"""The regional report: its words prepared, what is not accepted, what changed since last time."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.reporting import (
    APPROVAL,
    AT,
    TODAY,
    answer,
    open_round,
    report_of,
    round_form,
    submitted,
)

from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.commitments.measuring.hiding.rules import figure
from governance.commitments.rules import Standing
from governance.documents.blocks import Heading
from governance.documents.pdf import write_pdf
from governance.documents.text import write_text
from governance.overview.queries import start
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm, ApprovalForm, MilestoneAnswer, PreparationForm
from governance.reporting.picture.rules import Turn
from governance.reporting.progress.papers import regional_document
from governance.reporting.regional.queries import RegionalView, regional

pytestmark = pytest.mark.usefixtures("database")

WORDS = PreparationForm("Op koers", "Capaciteit", "Instemmen met de training", "Doorgaan", 1)
LATER = datetime(2027, 1, 3, 12, tzinfo=UTC)


async def a_round(**options: Any) -> tuple[parties.Cast, UUID, UUID]:
    cast = await parties.cast()
    agreement = await in_force(cast, **options)
    return cast, agreement, await open_round(cast, agreement)


async def accepted(cast: parties.Cast, opened: UUID, **said: Any) -> None:
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north, **said)
    await actions.accept(mine.id, by=cast.secretary, at=AT)


async def test_the_secretary_prepares_the_words_and_the_committee_finds_them_at_its_start() -> None:
    cast, _, opened = await a_round()
    await actions.prepare(opened, WORDS, 1, by=cast.secretary, at=AT)
    view = await regional(opened, by=cast.chair, today=TODAY)
    assert (view.state, view.summary, view.outlook) == ("draft", "Op koers", "Doorgaan")
    assert [act.verb for act in await history(view.id, by=cast.administrator)] == ["prepare"]
    [asked] = (await start(cast.chair, TODAY)).asked
    assert asked.decisions_asked == "Instemmen met de training"
    await accepted(cast, opened)
    form = AdoptionForm("stuurgroep", TODAY, view.summary, knowingly=True)
    await actions.adopt(opened, form, by=cast.chair, at=AT)
    assert (await start(cast.chair, TODAY)).asked == ()
    with pytest.raises(WrongState):
        await actions.prepare(opened, WORDS, None, by=cast.secretary, at=AT)


async def test_only_who_sits_at_the_table_prepares_and_what_is_too_long_is_refused() -> None:
    cast, _, opened = await a_round()
    with pytest.raises(NotFound):
        await actions.prepare(opened, WORDS, 1, by=cast.outsider, at=AT)
    for by in (cast.pin_north, cast.administrator):
        with pytest.raises(NotAllowed):
            await actions.prepare(opened, WORDS, 1, by=by, at=AT)
    long = replace(WORDS, decisions_asked="x" * 10_001, outlook="x" * 10_001)
    with pytest.raises(Refused) as refused:
        await actions.prepare(opened, long, 1, by=cast.chair, at=AT)
    assert [c.field for c in refused.value.complaints] == ["decisionsAsked", "outlook"]


async def test_of_two_who_prepare_at_once_one_is_told_and_nothing_is_overwritten() -> None:
    cast, _, opened = await a_round()

    async def preparing(words: str) -> str:
        try:
            form = replace(WORDS, summary=words)
            await actions.prepare(opened, form, 1, by=cast.secretary, at=AT)
        except Overtaken:
            return "overtaken"
        return words

    both = await asyncio.gather(*(asyncio.create_task(preparing(w)) for w in ("een", "twee")))
    [kept] = [said for said in both if said != "overtaken"]
    assert sorted(both) == sorted(["overtaken", kept])
    assert (await regional(opened, by=cast.chair)).summary == kept


async def test_what_is_not_accepted_keeps_its_place_and_says_nothing_of_its_draft() -> None:
    cast, _, opened = await a_round(commitments=2)
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north, words="Nog geheim")
    view = await regional(opened, by=cast.secretary, today=TODAY)
    assert (view.awaited, view.not_accepted) == (4, ("Noordstad", "Zuiddorp"))
    assert {line.standing for line in view.lines} == {None}
    said = write_text(regional_document(view))
    assert "Nog geheim" not in said
    assert said.count("nog niet aanvaard") >= 4
    for head in ("Thema: ", "Tijdlijn", "Cijfers en wat ze betekenen", "Capaciteit en geld",
                 "Risico’s", "Gewijzigd sinds de vorige keer", "Vooruitblik"):  # fmt: skip
        assert head in said
    assert "Dit is de eerste rapportage" in said


async def a_second_round(cast: parties.Cast, agreement: UUID) -> UUID:
    days = {"period_from": date(2026, 7, 1), "period_until": date(2027, 1, 1)}
    days |= {"opens_on": date(2027, 1, 1), "due_on": date(2027, 1, 15)}
    form = round_form(title="Tweede helft 2026", **days)
    return await actions.open_round(agreement, form, by=cast.secretary, at=LATER)


async def second(cast: parties.Cast, opened: UUID, **said: Any) -> None:
    mine = await report_of(opened, cast.north, cast.pin_north)
    for line in mine.lines:
        await actions.save_line(line.id, answer(**said), None, by=cast.pin_north, at=LATER)
    form = ApprovalForm("gemeentesecretaris", LATER.date())
    await actions.approve(mine.id, form, by=cast.pin_north, at=LATER)
    await actions.submit(mine.id, by=cast.pin_north, at=LATER)
    await actions.accept(mine.id, by=cast.secretary, at=LATER)


async def test_a_report_says_what_is_better_or_worse_than_the_one_adopted_before() -> None:
    cast, agreement, opened = await a_round()
    await accepted(cast, opened, value=Decimal(3), measured_on=TODAY)
    form = AdoptionForm("stuurgroep", TODAY, "Op koers", knowingly=True)
    await actions.adopt(opened, form, by=cast.chair, at=AT)
    again = await a_second_round(cast, agreement)
    unread = await regional(again, by=cast.chair, today=LATER.date())
    assert unread.lines[0].before is not None
    assert "Laatst bekend, op 2 jul 2026: te laat." in write_text(regional_document(unread))
    trouble = {"state": "done", "done_on": date(2027, 1, 2)}
    await second(cast, again, **trouble, value=Decimal(4), measured_on=LATER.date())
    view = await regional(again, by=cast.chair, today=LATER.date())
    [moved] = view.changed
    assert (moved.turn, moved.before, moved.now) == (
        Turn.BETTER, Standing.LATE, Standing.DONE,
    )  # fmt: skip
    assert view.previous_title == "Eerste helft 2026"
    found = await start(cast.chair, LATER.date())
    assert (found.changed, found.previous_title) == (view.changed, "Eerste helft 2026")
    said = write_text(regional_document(view))
    assert "Beter dan de vorige keer" in said


async def test_the_regional_report_takes_six_queries_however_many_parties(
    database: Database,
) -> None:
    cast = await parties.cast()
    counts = []
    for owners in (2, 30):
        agreement = await in_force(cast, owners=owners, commitments=3)
        opened = await open_round(cast, agreement)
        await accepted(cast, opened)
        form = AdoptionForm("stuurgroep", TODAY, "Op koers", knowingly=True)
        await actions.adopt(opened, form, by=cast.chair, at=AT)
        again = await a_second_round(cast, agreement)
        before = database.queries
        await regional(again, by=cast.chair)
        counts.append(database.queries - before)
        before = database.queries
        await start(cast.chair, LATER.date())
        counts.append(database.queries - before)
    assert counts[0] == counts[2] == 6
    assert counts[1] == counts[3] <= 11


def long_report(view: RegionalView, themes: int, **words: str) -> RegionalView:
    """Sixteen municipalities, each with long reasons for everything that goes wrong."""
    reason = "De begroting is later vastgesteld dan gepland en de functie stond open. " * 5
    [line] = view.lines[:1]
    lines = tuple(
        replace(
            line, number=number, theme=f"Thema {number % themes}", organisation=f"Gemeente {place}",
            standing=Standing.LATE if place % 2 else Standing.AT_RISK, behind=place, reason=reason,
        )
        for number in range(1, 13)
        for place in range(16)
    )  # fmt: skip
    title = "Samenwerkingsovereenkomst over de aanpak van mensenhandel in de regio en daarbuiten"
    return replace(
        view, agreement_title=title, round_title=ROUND, lines=lines,
        bottlenecks_found=lines, awaited=7, reports_accepted=16, **words,
    )  # fmt: skip


ROUND = (
    "tweede helft van het kalenderjaar en het begin van het jaar daarna, met de nagekomen cijfers"
)
LONG = "Deze zin zegt in heel veel woorden wat ook korter had gekund, maar wel juist is. " * 4


@pytest.mark.parametrize("themes", [1, 7, 8])
@pytest.mark.parametrize(
    "words",
    [
        {},
        {"summary": LONG, "decisions_asked": "\n".join([LONG] * 6)},
        {"summary": "\n".join([LONG] * 16), "bottlenecks": "\n".join([LONG] * 16)},
        {"summary": "Kort.", "decisions_asked": "\n".join(["Instemmen."] * 40)},
    ],
    ids=["found", "asked", "typed", "many"],
)
async def test_the_page_for_administrators_stays_one_page(
    themes: int, words: dict[str, str]
) -> None:
    cast, _, opened = await a_round()
    await accepted(cast, opened)
    view = long_report(await regional(opened, by=cast.chair, today=TODAY), themes, **words)
    document = regional_document(view)
    heads = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    pages = PdfReader(BytesIO(write_pdf(document))).pages
    first, second = (" ".join(pages[n].extract_text().split()) for n in (0, 1))
    assert heads[0].text in first
    assert "Gevraagde besluiten" in first
    assert "Inhoud" in second
    assert "En nog" in first
    said = write_text(document)
    for text in words.values():
        assert said.count(LONG.strip()) >= (text.count(LONG.strip()) > 0)


async def test_what_lapsed_counts_as_lapsed_and_is_not_among_what_was_reached() -> None:
    cast, _, opened = await a_round(commitments=2)
    mine = await report_of(opened, cast.north, cast.pin_north)
    milestones = [MilestoneAnswer(m.id, "lapsed") for m in mine.lines[0].milestones]
    said = answer(state="lapsed", milestones=milestones)
    await actions.save_line(mine.lines[0].id, said, None, by=cast.pin_north, at=AT)
    await actions.save_line(mine.lines[1].id, answer(), None, by=cast.pin_north, at=AT)
    await actions.approve(mine.id, APPROVAL, by=cast.pin_north, at=AT)
    await actions.submit(mine.id, by=cast.pin_north, at=AT)
    await actions.accept(mine.id, by=cast.secretary, at=AT)
    view = await regional(opened, by=cast.chair, today=TODAY)
    assert (view.counts[Standing.LAPSED], view.counts[Standing.DONE]) == (1, 0)
    first = [m for m in view.milestones if m.number == 1]
    assert {(m.total, m.done) for m in first} == {(1, 0)}
    said_of_it = write_text(regional_document(view))
    assert "vervallen" in said_of_it
    assert "afgerond | vervallen | nog niet aanvaard" in said_of_it


async def test_only_what_was_measured_since_the_period_began_counts_as_measured() -> None:
    for day, value in ((date(2025, 12, 31), None), (date(2026, 1, 1), Decimal(3))):
        cast, _, opened = await a_round()
        measured = {"value": Decimal(3), "measured_on": day}
        if value is None:
            with pytest.raises(Refused, match="before the period"):
                await accepted(cast, opened, **measured)
            # A measurement of before may be handed in again as it is known.
            await DATABASE.fetch("update commitment_line set value = 3, measured_on = $1", day)
        await accepted(cast, opened, **measured)
        view = await regional(opened, by=cast.chair, today=TODAY)
        told = figure(value, "")
        assert [line.figure for line in view.lines if line.accepted] == [told]


async def test_words_that_an_adoption_leaves_out_stay_as_they_were_prepared() -> None:
    cast, _, opened = await a_round()
    await accepted(cast, opened)
    words = PreparationForm(decisions_asked="- Neem deel", outlook="Verder")
    await actions.prepare(opened, words, None, by=cast.secretary, at=AT)
    form = AdoptionForm("stuurgroep", TODAY, summary="Op koers", outlook="", knowingly=True)
    await actions.adopt(opened, form, by=cast.chair, at=AT)
    view = await regional(opened, by=cast.chair, today=TODAY)
    assert (view.summary, view.decisions_asked, view.outlook) == ("Op koers", "- Neem deel", "")
