"""What the progress reports say, from views as the queries give them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from tests.builders.commitments import in_force
from tests.builders.parties import cast
from tests.builders.reporting import AT, open_round, report_of, submitted

from governance.base.database import Database
from governance.documents.blocks import Runs, Table, said
from governance.documents.docx import write_docx
from governance.documents.pdf import write_pdf
from governance.documents.text import write_text
from governance.reporting.actions import accept, adopt, save_report
from governance.reporting.forms import AdoptionForm, GeneralForm, MilestoneAnswer
from governance.reporting.papers import party_document
from governance.reporting.progress.papers import regional_document
from governance.reporting.regional.queries import kept_text, regional
from governance.reporting.saying.papers import Saying

pytestmark = pytest.mark.usefixtures("database")


def plain(of: Runs) -> str:
    """What is said, with spaces that end no line as any other."""
    return said(of).replace("\N{NO-BREAK SPACE}", " ")


async def test_the_regional_report_says_theme_party_and_decisions_asked() -> None:
    people = await cast()
    made = await open_round(people, await in_force(people))
    view = await report_of(made, people.north, people.pin_north)
    await submitted(view, people.pin_north)
    await accept(view.id, by=people.secretary, at=AT)
    asked = "Instemmen met een trainingsdag."
    form = AdoptionForm("de stuurgroep", AT.date(), "Op weg.", "", asked, knowingly=True)
    await adopt(made, form, by=people.chair, at=AT, paper=regional_document)
    found = await regional(made, by=people.chair)
    document = regional_document(found)
    said = write_text(document)
    for word in ("Noordstad", "Zuiddorp", asked, "Op weg.", "Tijdlijn"):
        assert word in said
    assert "Vastgesteld op 2 jul 2026 door de stuurgroep, namens " + found.committee in said
    assert "Adopted on 2 Jul 2026 by" in write_text(regional_document(found, "en"))
    assert not document.draft
    kept = await kept_text(found.id, by=people.chair)
    assert kept == document
    assert write_pdf(document) == write_pdf(document)
    assert write_docx(document)[:2] == b"PK"


async def test_a_regional_report_without_accepted_reports_is_a_draft_that_says_so(
    database: Database,
) -> None:
    people = await cast()
    made = await open_round(people, await in_force(people))
    view = await regional(made, by=people.secretary)
    document = regional_document(view)
    assert document.draft
    told = f"niet vastgesteld door {view.committee}."
    assert told in write_text(document)
    assert told in "".join(p.text for p in docx.Document(BytesIO(write_docx(document))).paragraphs)
    assert "Er is nog geen rapportage aanvaard." in write_text(document)
    assert write_pdf(document)[:5] == b"%PDF-"
    assert await kept_text(view.id, by=people.secretary) is None


async def test_the_report_of_a_party_says_each_of_its_commitments() -> None:
    people = await cast()
    made = await open_round(people, await in_force(people, commitments=3))
    view = await report_of(made, people.north, people.pin_north)
    said = write_text(party_document(view, date(2027, 1, 15)))
    assert all(line.title in said for line in view.lines)
    assert write_text(party_document(view, date(2027, 1, 15), "en")).startswith("Progress report")


async def test_the_tables_per_theme_say_planned_and_expected_day_and_the_next_milestone() -> None:
    people = await cast()
    made = await open_round(people, await in_force(people))
    view = await report_of(made, people.north, people.pin_north)
    expected = date(2028, 2, 1)
    first, second = view.lines[0].milestones[:2]
    told = [
        MilestoneAnswer(first.id, "done", None, date(2026, 4, 2)),
        MilestoneAnswer(second.id, "delayed", expected, None),
    ]
    late = {"state": "delayed", "forecast_on": expected, "reason": "De functie stond open."}
    await submitted(view, people.pin_north, **late, milestones=told)
    await accept(view.id, by=people.secretary, at=AT)
    found = await regional(made, by=people.secretary, today=AT.date())
    document = regional_document(found)
    [table] = [
        b for b in document.blocks if isinstance(b, Table) and b.caption.startswith("Afgesproken")
    ]
    north, south = (
        [[plain(one) for one in (c.runs, *c.further)] for c in row.cells] for row in table.rows
    )
    assert [column.head for column in table.columns][2:4] == ["Datums", "Eerstvolgende mijlpaal"]
    assert "1\N{NO-BREAK SPACE}feb\N{NO-BREAK SPACE}2028" in said(table.rows[0].cells[2].further[0])
    planned = "gepland " + Saying("nl").day(found.lines[0].planned_on)
    assert north[2] == [planned, "verwacht 1 feb 2028"]
    day = Saying("nl").day(second.planned_on)
    assert north[3] == ["Jaarlijkse herijking", f"gepland {day}", "verwacht 1 feb 2028"]
    assert (south[2], south[3]) == ([planned], ["–"])


async def test_a_main_message_typed_as_a_list_stands_point_by_point_beside_its_party() -> None:
    people = await cast()
    made = await open_round(people, await in_force(people))
    view = await report_of(made, people.north, people.pin_north)
    form = GeneralForm(summary="- Op weg.\n\n- De functie is vervuld.")
    await save_report(view.id, form, None, by=people.pin_north, at=AT)
    await submitted(view, people.pin_north)
    await accept(view.id, by=people.secretary, at=AT)
    document = regional_document(await regional(made, by=people.secretary, today=AT.date()))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    [told] = [t for t in tables if t.columns[1].head == "Hoofdboodschap"]
    cell = told.rows[0].cells[1]
    assert [said(one) for one in (cell.runs, *cell.further)] == [
        "Op weg.",
        "De functie is vervuld.",
    ]
