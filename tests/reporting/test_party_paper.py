"""The progress report of a party: what is reported now, told apart from last time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from tests.builders.commitments import in_force
from tests.builders.parties import Cast, cast
from tests.builders.reporting import AT, TODAY, answer, open_round, report_of, round_form, submitted

from governance.documents.blocks import Document, Heading, Table, said
from governance.documents.text import write_text
from governance.reporting import actions
from governance.reporting.forms import GeneralForm, MilestoneAnswer
from governance.reporting.papers import party_document
from governance.reporting.queries import ReportView, report

pytestmark = pytest.mark.usefixtures("database")

LATER = datetime(2027, 1, 3, 12, tzinfo=UTC)
NEXT = {
    "title": "Tweede helft 2026",
    "period_from": date(2026, 7, 1),
    "period_until": date(2027, 1, 1),
    "opens_on": date(2027, 1, 1),
    "due_on": date(2027, 1, 15),
}


async def read(of: UUID, people: Cast) -> ReportView:
    return await report(of, by=people.pin_north, today=TODAY)


async def begun(**fields: Any) -> tuple[Cast, UUID, ReportView]:
    people = await cast()
    agreement = await in_force(people, **fields)
    made = await open_round(people, agreement)
    return people, agreement, await report_of(made, people.north, people.pin_north)


def rows(document: Document, caption: str) -> list[list[str]]:
    [table] = [b for b in document.blocks if isinstance(b, Table) and b.caption == caption]
    told = [[" / ".join(map(said, (c.runs, *c.further))) for c in r.cells] for r in table.rows]
    return [[text.replace("\N{NO-BREAK SPACE}", " ") for text in row] for row in told]


def below(document: Document, head: str) -> str:
    """What stands between a heading and the next."""
    text = write_text(document)
    return text.split(f"\n\n{head}\n")[1].split("\n\n")[0]


async def test_words_of_last_time_are_told_as_such_until_something_is_reported() -> None:
    people, agreement, first = await begun()
    await submitted(first, people.pin_north, words="Het concept ligt er.")
    await actions.accept(first.id, by=people.secretary, at=AT)
    again = await actions.open_round(agreement, round_form(**NEXT), by=people.secretary, at=LATER)
    view = await report_of(again, people.north, people.pin_north)
    [row] = rows(party_document(view, LATER.date()), "Toezeggingen: beleid")
    assert row[1] == "nog niet gerapporteerd"
    assert row[3] == "Vorige keer: op schema. / Het concept ligt er."
    reported = answer(words="Vastgesteld.\nEn bekendgemaakt.")
    await actions.save_line(view.lines[0].id, reported, None, by=people.pin_north, at=LATER)
    [row] = rows(party_document(await read(view.id, people), TODAY), "Toezeggingen: beleid")
    assert row[1].endswith(" / op schema")
    assert row[3] == "Vastgesteld. / En bekendgemaakt."


async def test_days_milestones_and_measurements_stand_where_they_belong() -> None:
    people, _, view = await begun(indicator_unit="plan", target=Decimal(1))
    line, reached = view.lines[0], date(2026, 6, 20)
    told = answer(
        state="done", done_on=reached, value=Decimal(1), measured_on=date(2026, 6, 30),
        milestones=[MilestoneAnswer(line.milestones[0].id, "done", None, date(2026, 4, 2))],
    )  # fmt: skip
    await actions.save_line(line.id, told, None, by=people.pin_north, at=AT)
    document = party_document(await read(view.id, people), TODAY)
    [row] = rows(document, "Toezeggingen: beleid")
    assert row[1] == "afgerond"
    assert row[2].endswith("bereikt 20 jun 2026")
    first = rows(document, "Mijlpalen: beleid")[0]
    assert first == ["1. Concept gereed", "afgerond", "1 apr 2026", "–", "2 apr 2026"]
    [measured] = rows(document, "Metingen naast hun streefwaarde")
    assert measured == ["1. Toezegging 1 (plan)", "1", "30 jun 2026", "1", "–"]


async def test_capacity_money_and_the_approval_have_headings_of_their_own() -> None:
    people, _, view = await begun()
    general = GeneralForm("Op weg.", Decimal("0.5"), Decimal(12000), "", "Wij gaan door.")
    await actions.save_report(view.id, general, None, by=people.pin_north, at=AT)
    document = party_document(await read(view.id, people), TODAY)
    means = below(document, "Capaciteit en geld")
    assert "fte: 0,5" in means
    assert "euro: 12.000" in means
    assert "nog niet intern akkoord" in below(document, "Intern akkoord")
    assert "Nog niet aanvaard: concept." in write_text(document)
    await submitted(view, people.pin_north)
    document = party_document(await read(view.id, people), TODAY)
    assert "gemeentesecretaris" in below(document, "Intern akkoord")
    assert below(document, "Vooruitblik") == "Wij gaan door."
    heads = [b.text for b in document.blocks if isinstance(b, Heading)]
    assert heads[:5] == [
        "Hoofdboodschap", "Risico’s", "Vooruitblik", "Capaciteit en geld", "Intern akkoord",
    ]  # fmt: skip


async def test_what_one_may_look_at_again_stands_in_the_document_as_on_the_page() -> None:
    people, _, mine = await begun()
    [line] = mine.lines
    early = {"state": "delayed", "reason": "Ziekte", "forecast_on": line.planned_on}
    await actions.save_line(line.id, answer(**early), None, by=people.pin_north, at=AT)
    [row] = rows(party_document(await read(mine.id, people), TODAY), "Toezeggingen: beleid")
    assert "Let op: " in row[3] and "niet later dan gepland" in row[3]
