"""From a model to an agreement in force, on a real database."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from hashlib import sha256
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from tests.builders.agreements import decision, organs, party
from tests.builders.files import stored
from tests.builders.formation import (
    AT,
    BLANKS,
    MODEL,
    all_signed,
    begun,
    decided,
    put_up,
    ready,
    signature,
)
from tests.builders.parties import cast

from governance.agreements.actions import change_terms, record_decision, set_parties
from governance.agreements.forms import TermsForm
from governance.agreements.queries import agreement, listed
from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.commitments.actions import set_commitments
from governance.commitments.editing.pages import form_of
from governance.commitments.queries import lines, of_agreement
from governance.documents.text import write_text
from governance.files.queries import kept
from governance.formation.actions import (
    fill_in,
    put_up_for_decision,
    sign,
    take_commitments,
)
from governance.formation.entering.actions import bring_into_force
from governance.formation.queries import forming, the_service
from governance.formation.texts.papers import agreement_text, article_texts

pytestmark = pytest.mark.usefixtures("database")


def said(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {complaint.field for complaint in refused.value.complaints}


async def test_a_draft_begins_with_the_terms_of_its_model() -> None:
    people = await cast()
    view = await agreement(await begun(people), by=people.administrator)
    assert (view.model_key, view.model_version, view.state) == (MODEL, "1.0", "draft")
    assert (view.term_months, view.extension_rule) == (48, "after_consultation")


async def test_a_model_that_is_not_there_is_refused() -> None:
    people = await cast()
    with pytest.raises(Refused) as refused:
        await begun(people, model_key="../lokale-vaststelling")
    assert said(refused) == {"modelKey"}


async def test_the_text_of_a_draft_shows_its_blanks_as_questions() -> None:
    people = await cast()
    whole = await forming(await begun(people), by=people.administrator)
    text = agreement_text(whole, draft=True)
    assert text.title == "Convenant lokale aanpak mensenhandel Noordstad"
    assert "Wat is de naam van de regio?" in write_text(text)


async def test_every_wrong_blank_is_told_at_once_and_nothing_is_kept() -> None:
    people = await cast()
    made = await begun(people)
    typed = {"regio": "Noord", "uren": "acht", "evaluatie": "2029-13-01", "regoi": "Noord"}
    with pytest.raises(Refused) as refused:
        await fill_in(made, typed, None, by=people.administrator, at=AT)
    assert said(refused) == {"blanks.uren", "blanks.evaluatie", "blanks.regoi"}
    assert (await forming(made, by=people.administrator)).version.answers == {}


async def test_the_commitments_of_the_model_come_with_their_owners() -> None:
    people = await cast()
    made = await ready(people)
    found = await of_agreement(made, by=people.administrator)
    whole = await forming(made, by=people.administrator)
    assert {c.key for c in found} == {c.key for c in whole.model.commitments}
    assert all(c.owners for c in found)
    owners = {party.organisation for c in found for party in c.owners}
    assert owners <= {"Noordstad", "Zuiddorp"}


async def test_taking_them_again_keeps_what_was_changed() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    before = await of_agreement(made, by=by)
    await DATABASE.fetch("update commitment set title = 'Eigen naam' where id = $1", before[0].id)
    taken = await take_commitments(made, None, by=by, at=AT)
    assert (taken.added, taken.number, taken.left) == (0, len(before), ())
    after = await of_agreement(made, by=by)
    assert after[0].title == "Eigen naam"
    assert [c.id for c in after] == [c.id for c in before]


async def test_what_nobody_can_owe_yet_is_left_out_and_named() -> None:
    people = await cast()
    made, by = await begun(people, model_key="signaaltafel"), people.administrator
    await set_parties(made, [party(people.north, people.north_executive)], None, by=by, at=AT)
    taken = await take_commitments(made, None, by=by, at=AT)
    found = await of_agreement(made, by=by)
    assert taken.added == taken.number == len(found) > 0
    assert taken.left
    assert not {c.title for c in found} & set(taken.left)


async def test_a_commitment_has_one_number_on_the_page_and_in_the_text() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    there = await of_agreement(made, by=by)
    forms = [form_of(view) for view in there]
    first = replace(forms[0], key="", title="Nieuw in het eerste thema", model_number=None)
    await set_commitments(made, [*forms, first], None, by=by, at=AT)
    shown = {c.title: c.position for c in await of_agreement(made, by=by)}
    text = agreement_text(await forming(made, by=by), draft=True)
    rows = [row for block in text.blocks for row in getattr(block, "rows", ()) if row.anchor]
    numbered = ["".join(run.text for run in row.cells[0].runs) for row in rows]
    in_order = sorted(shown.items(), key=lambda pair: pair[1])
    assert numbered == [f"{number}. {title}" for title, number in in_order]
    assert shown["Nieuw in het eerste thema"] < len(shown)


async def test_what_is_open_keeps_an_agreement_from_being_put_up() -> None:
    people = await cast()
    made, by = await begun(people), people.administrator
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(made, None, by=by, at=AT)
    assert {"blanks.gemeente", "blanks.regio", "parties", "commitments"} <= said(refused)
    assert (await agreement(made, by=by)).state == "draft"


async def test_the_text_put_up_is_frozen_with_its_articles() -> None:
    people = await cast()
    made, by = await put_up(people), people.administrator
    whole = await forming(made, by=by)
    text = whole.version.content
    assert text is not None
    assert not text.draft
    stored = await DATABASE.fetch("select number, key, title, text from article order by number")
    assert [tuple(row) for row in stored] == [
        (a.number, a.key, a.title, a.text) for a in article_texts(text)
    ]
    assert len(stored) >= 10


async def test_who_saw_an_older_draft_does_not_put_it_up() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    seen = (await agreement(made, by=by)).version
    await fill_in(made, BLANKS | {"regio": "Zuid"}, seen, by=by, at=AT)
    with pytest.raises(Overtaken):
        await put_up_for_decision(made, seen, by=by, at=AT)


async def test_the_last_signature_brings_it_into_force_with_its_lines() -> None:
    people = await cast()
    await all_signed(people)
    [view] = (await listed(people.administrator)).agreements
    assert (view.state, view.entered_into_force_on) == ("in_force", date(2026, 11, 20))
    assert view.ends_on == date(2030, 11, 20)
    found = await lines(view.id, by=people.administrator, today=date(2026, 11, 24))
    assert {line.organisation for line in found} == {"Noordstad"}
    verbs = [entry.verb for entry in await history(view.id, by=people.administrator)]
    assert verbs[-5:] == [
        "record_signature",
        "store_file",
        "store_file",
        "enter_into_force",
        "open_lines",
    ]


async def test_the_signed_files_are_kept_and_say_who_signed() -> None:
    people = await cast()
    await all_signed(people)
    [view] = (await listed(people.administrator)).agreements
    thing = ("agreement", view.id)
    files = await kept(thing, by=people.administrator)
    assert sorted(f.name for f in files) == [
        "lokale-aanpak-noordstad-v1.docx",
        "lokale-aanpak-noordstad-v1.pdf",
    ]
    for file in files:
        assert sha256(await stored(file.id, thing, people.administrator)).hexdigest() == file.sha256
    [word] = [f for f in files if f.name.endswith("docx")]
    content = await stored(word.id, thing, people.administrator)
    body = ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "Mandaatbesluit 2026, artikel 4" in body
    assert "10 november 2026, 2026-114, college van burgemeester en wethouders" in body


async def test_a_date_of_entry_is_waited_for_and_the_rule_acts_on_its_day() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    terms = TermsForm(
        title="Convenant lokale aanpak mensenhandel Noordstad",
        short_title="Lokale aanpak Noordstad",
        extension_rule="none",
        entry_rule="date_after_all_signed",
        term_months=48,
        notice_months=6,
        entry_date=date(2027, 1, 1),
    )
    await change_terms(made, terms, None, by=by, at=AT)
    await put_up_for_decision(made, None, by=by, at=AT)
    for organ in await organs(made):
        await record_decision(organ, decision(), by=by, at=AT)
        await sign(organ, signature(), by=by, at=AT)
    assert (await agreement(made, by=by)).state == "signed"
    assert await bring_into_force(by=await the_service(), at=AT) == 0
    new_year = datetime(2027, 1, 1, 8, tzinfo=UTC)
    assert await bring_into_force(by=await the_service(), at=new_year) == 1
    assert await bring_into_force(by=await the_service(), at=new_year) == 0
    view = await agreement(made, by=by)
    assert (view.state, view.entered_into_force_on) == ("in_force", date(2027, 1, 1))


async def test_an_outsider_can_do_nothing_with_it(database: Database) -> None:
    people = await cast()
    organ = (await decided(people))[0]
    [view] = (await listed(people.administrator)).agreements
    with pytest.raises(NotFound):
        await sign(organ, signature(), by=people.outsider, at=AT)
    for act in (
        fill_in(view.id, BLANKS, None, by=people.outsider, at=AT),
        take_commitments(view.id, None, by=people.outsider, at=AT),
        put_up_for_decision(view.id, None, by=people.outsider, at=AT),
        forming(view.id, by=people.outsider),
    ):
        with pytest.raises(NotFound):
            await act
    assert database.queries > 0


async def test_what_is_up_for_decision_is_no_longer_changed() -> None:
    people = await cast()
    made = await put_up(people)
    for act in (
        fill_in(made, BLANKS, None, by=people.administrator, at=AT),
        take_commitments(made, None, by=people.administrator, at=AT),
        put_up_for_decision(made, None, by=people.administrator, at=AT),
    ):
        with pytest.raises(WrongState):
            await act
