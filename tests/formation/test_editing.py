"""A draft is written on: saved, kept while typing, moved, left out, undone; two at once."""

from __future__ import annotations

import asyncio
import json
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.agreements.test_queries import counted
from tests.builders.formation import AT, begun, put_up, ready
from tests.builders.parties import Cast, cast

from governance.agreements.actions import take_back
from governance.agreements.queries import agreement, current_version
from governance.agreements.remarks.actions import remark
from governance.agreements.remarks.forms import RemarkForm
from governance.agreements.remarks.queries import remarks
from governance.agreements.sharing.actions import share_draft
from governance.agreements.texts.queries import changes_of, typing
from governance.agreements.texts.rules import mark
from governance.agreements.versions.queries import frozen, listed
from governance.audit.queries import history
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.documents.text import write_text
from governance.formation.actions import open_points
from governance.formation.dropping.actions import remove_draft
from governance.formation.editing import actions, papers
from governance.formation.editing.forms import (
    NewSectionForm,
    OrderForm,
    PassageRow,
    SectionForm,
)
from governance.formation.queries import Forming, forming
from governance.formation.texts.papers import agreement_text

pytestmark = pytest.mark.usefixtures("database")
PURPOSE = "art-doel"


async def form_of(made: UUID, people: Cast, name: str = PURPOSE) -> SectionForm:
    """The form of a section as its page shows it."""
    whole = await forming(made, by=people.administrator)
    fields = papers.fields(actions.section_named(whole, name), whole.model)
    rows = [PassageRow(**row) for row in fields["passages"]]
    return SectionForm(fields["seen"], fields["title"], fields["when"], rows)


async def undo_last(made: UUID, people: Cast) -> None:
    by = people.administrator
    last, *_ = await changes_of(made, by=by)
    await actions.undo(made, last.section, last.id, by=by, at=AT)


async def text(made: UUID, people: Cast) -> str:
    return write_text(agreement_text(await forming(made, by=people.administrator), draft=True))


def open_fields(whole: Forming) -> set[str]:
    return {complaint.field for complaint in open_points(whole, AT.date())}


async def test_a_draft_begins_with_the_text_of_its_model_as_its_own() -> None:
    people = await cast()
    version = await current_version(await begun(people), by=people.administrator)
    assert version.source is not None
    assert version.source.sections[0].name == "overwegingen"
    assert version.source.section(PURPOSE) is not None


async def test_what_is_typed_of_a_section_becomes_its_text_with_its_places_filled() -> None:
    people = await cast()
    made = await ready(people)
    form = await form_of(made, people)
    rows = [
        *form.passages,
        PassageRow("clause", "In de regio [regio] geldt\n **meer**, zie [art.looptijd]."),
        PassageRow("item", "onderdeel een;"),
        PassageRow("row", "Wie | Wat"),
        PassageRow("row", "Gemeente | meldt \\[hier\\]"),
        PassageRow("clause", ""),
    ]
    await actions.save_section(
        made, PURPOSE, replace(form, title="Waartoe", passages=rows), by=people.administrator, at=AT
    )
    said = await text(made, people)
    assert "Waartoe" in said
    assert "In de regio Noord geldt meer, zie artikel 1" in said
    assert "a. onderdeel een;" in said
    assert "Gemeente | meldt [hier]" in said
    [act] = [e for e in await history(made, by=people.administrator) if e.verb == "edit_text"]
    assert json.loads(act.changes)["changed"] == ["Waartoe"]


async def test_a_key_stays_with_its_passage_when_others_come_before_it() -> None:
    people = await cast()
    made = await ready(people)
    form = await form_of(made, people)
    first = form.passages[0]
    rows = [PassageRow("clause", "Nieuw."), *form.passages]
    await actions.save_section(
        made, PURPOSE, replace(form, passages=rows), by=people.administrator, at=AT
    )
    now = await form_of(made, people)
    assert [row.key for row in now.passages][:2] == ["n1", first.key]


async def test_everything_that_is_wrong_is_told_at_its_row_and_nothing_is_kept() -> None:
    people = await cast()
    made = await ready(people)
    form = await form_of(made, people)
    rows = [
        PassageRow("item", "los"),
        PassageRow("clause", "[regoi] en {% if %}"),
        PassageRow("clause", "**open"),
        PassageRow("heading", "Kop"),
        PassageRow("directive", "tekening"),
        PassageRow("clause", "goed", when="1 + 1"),
        PassageRow("clause", "goed", when="term.months %}{% endif %}{% if term.months"),
        PassageRow("clause", "[nergens]"),
    ]
    wrong = replace(form, title=" ", when="niets=ja", passages=rows)
    with pytest.raises(Refused) as refused:
        await actions.save_section(made, PURPOSE, wrong, by=people.administrator, at=AT)
    assert {c.field for c in refused.value.complaints} == {
        "title",
        "when",
        "passages.0.form",
        "passages.1.words",
        "passages.2.words",
        "passages.3.form",
        "passages.4.words",
        "passages.5.when",
        "passages.6.when",
        "passages.7.words",
    }
    assert await form_of(made, people) == form


async def test_who_saves_second_is_told_and_overwrites_nothing() -> None:
    people = await cast()
    made = await ready(people)
    form = await form_of(made, people)
    one, two = (
        replace(form, passages=[PassageRow("clause", words)]) for words in ("Een.", "Twee.")
    )
    by = people.administrator
    done = await asyncio.gather(
        *(actions.save_section(made, PURPOSE, typed, by=by, at=AT) for typed in (one, two)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["Overtaken", "bool"]
    assert len(await changes_of(made, by=by)) == 1


async def test_a_change_is_undone_and_what_is_left_out_is_put_back_in_its_place() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    before = await text(made, people)
    form = await form_of(made, people)
    await actions.save_section(
        made, PURPOSE, replace(form, passages=[PassageRow("clause", "Anders.")]), by=by, at=AT
    )
    await undo_last(made, people)
    assert await text(made, people) == before
    await actions.leave_out_section(made, PURPOSE, form.seen, by=by, at=AT)
    assert await text(made, people) != before
    await undo_last(made, people)
    assert await text(made, people) == before
    changes = await changes_of(made, by=by)
    assert [(c.what, c.undoable) for c in changes] == [
        ("added", True),
        ("left_out", False),
        ("changed", False),
        ("changed", False),
    ]


async def test_an_article_is_added_moved_and_written() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    new = NewSectionForm("article", "Vergoeding van kosten", PURPOSE)
    name = await actions.add_section(made, new, by=by, at=AT)
    assert name == "art-vergoeding"
    assert (await actions.add_section(made, new, by=by, at=AT)) == "art-vergoeding2"
    form = await form_of(made, people, name)
    await actions.save_section(
        made, name, replace(form, passages=[PassageRow("clause", "Ieder betaalt.")]), by=by, at=AT
    )
    whole = await forming(made, by=by)
    places = {one.name: one.number for one in papers.outline(whole)}
    up = OrderForm("up", "art-vergoeding2")
    await actions.move_section(made, name, up, by=by, at=AT)
    with pytest.raises(Overtaken):
        await actions.move_section(made, name, up, by=by, at=AT)
    moved = {one.name: one.number for one in papers.outline(await forming(made, by=by))}
    other = "art-vergoeding2"
    assert (places[other], moved[other]) == (moved[name], places[name])
    noted = [json.loads(e.changes) for e in await history(made, by=by) if e.verb == "edit_text"]
    assert [said["moved"] for said in noted if "moved" in said] == [["Vergoeding van kosten"] * 2]
    with pytest.raises(Refused) as refused:
        await actions.add_section(made, NewSectionForm("lid", " "), by=by, at=AT)
    assert {c.field for c in refused.value.complaints} == {"kind", "title"}
    with pytest.raises(Refused):
        await actions.move_section(made, name, OrderForm("links", PURPOSE), by=by, at=AT)


async def test_an_article_still_to_be_written_or_pointing_nowhere_is_an_open_point() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    await actions.add_section(made, NewSectionForm("article", "Leeg"), by=by, at=AT)
    form = await form_of(made, people)
    await actions.save_section(
        made, PURPOSE, replace(form, passages=[PassageRow("clause", "[art.leeg]")]), by=by, at=AT
    )
    whole = await forming(made, by=by)
    leeg = actions.section_named(whole, "art-leeg")
    assert open_fields(whole) == {"articles.leeg"}
    await actions.leave_out_section(made, "art-leeg", mark(leeg), by=by, at=AT)
    assert open_fields(await forming(made, by=by)) == {"articles.doel"}


async def test_what_is_typed_is_kept_for_who_typed_it_and_falls_away_when_saved() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    form = await form_of(made, people)
    typed = {"title": "Half", "seen": form.seen, "passages": [{"words": "nog niet"}], "x": "weg"}
    await actions.keep_typing(made, PURPOSE, typed, by=by, at=AT)
    await actions.keep_typing(made, PURPOSE, typed | {"title": "Meer"}, by=by, at=AT)
    [kept] = await typing(made, AT, by=by)
    shown = papers.was_typing([kept], PURPOSE, by.person_id)
    assert shown is not None
    assert shown[0]["title"] == "Meer"
    assert "x" not in shown[0]
    assert await typing(made, AT, by=people.outsider) == []
    await actions.save_section(
        made, PURPOSE, replace(form, passages=[PassageRow("clause", "Af.")]), by=by, at=AT
    )
    assert await typing(made, AT, by=by) == []


async def test_a_version_is_fixed_with_its_hash_and_stays_while_one_writes_on() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    before = await text(made, people)
    number = await actions.fix_version(made, " na het  overleg ", None, by=by, at=AT)
    form = await form_of(made, people)
    await actions.save_section(
        made, PURPOSE, replace(form, passages=[PassageRow("clause", "Anders.")]), by=by, at=AT
    )
    now, fixed = await listed(made, by=by)
    assert (number, now.number, now.frozen_at) == (1, 2, None)
    assert (fixed.frozen_for, fixed.note, len(fixed.content_hash)) == (
        "negotiation", "na het overleg", 64,
    )  # fmt: skip
    kept = await frozen(made, 1, by=by)
    assert kept.content is not None
    assert write_text(kept.content) == before
    with pytest.raises(NotFound):
        await frozen(made, 2, by=by)
    with pytest.raises(NotFound):
        await listed(made, by=people.outsider)
    with pytest.raises(Refused):
        await actions.fix_version(made, "x" * 301, None, by=by, at=AT)
    with pytest.raises(Overtaken):
        await actions.fix_version(made, "", 1, by=by, at=AT)


async def test_a_draft_with_versions_that_was_never_put_up_can_be_removed() -> None:
    people = await cast()
    made, by = await begun(people), people.administrator
    await actions.fix_version(made, "", None, by=by, at=AT)
    form = await form_of(made, people)
    rows = [PassageRow("clause", "Anders.")]
    await actions.save_section(made, PURPOSE, replace(form, passages=rows), by=by, at=AT)
    typed = {"seen": form.seen}
    await actions.keep_typing(made, PURPOSE, typed, by=by, at=AT)
    await remove_draft(made, None, by=by, at=AT)
    with pytest.raises(NotFound):
        await agreement(made, by=by)


async def test_a_text_that_is_put_up_is_written_on_only_once_it_is_taken_back() -> None:
    people = await cast()
    made, by = await put_up(people), people.administrator
    form = SectionForm("x", "Doel", "", [PassageRow("clause", "Anders.")])
    with pytest.raises(WrongState):
        await actions.save_section(made, PURPOSE, form, by=by, at=AT)
    await take_back(made, None, by=by, at=AT)
    now = await form_of(made, people)
    rows = [PassageRow("clause", "Anders.")]
    assert await actions.save_section(made, PURPOSE, replace(now, passages=rows), by=by, at=AT)
    assert "Anders." in await text(made, people)


async def test_who_may_not_changes_nothing() -> None:
    people = await cast()
    made = await ready(people)
    form = await form_of(made, people)
    await share_draft(made, by=people.administrator, at=AT)
    for by, error in ((people.outsider, NotFound), (people.pin_north, NotAllowed)):
        for act in (
            actions.save_section(made, PURPOSE, form, by=by, at=AT),
            actions.add_section(made, NewSectionForm("article", "X"), by=by, at=AT),
            actions.leave_out_section(made, PURPOSE, form.seen, by=by, at=AT),
            actions.move_section(made, PURPOSE, OrderForm("up", "x"), by=by, at=AT),
            actions.undo(made, PURPOSE, None, by=by, at=AT),
            actions.keep_typing(made, PURPOSE, {}, by=by, at=AT),
            actions.drop_typing(made, PURPOSE, by=by),
            actions.fix_version(made, "", None, by=by, at=AT),
        ):
            with pytest.raises(error):
                await act


async def test_lists_of_a_text_are_read_in_one_query_each() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    for number in range(3):
        form = await form_of(made, people)
        rows = [PassageRow("clause", f"Versie {number}.")]
        await actions.save_section(made, PURPOSE, replace(form, passages=rows), by=by, at=AT)
        await remark(made, RemarkForm(PURPOSE, f"Opmerking {number}"), by=by, at=AT)
    changes, queries = await counted(changes_of(made, by=by))
    assert (len(changes), queries) == (3, 1)
    said, queries = await counted(remarks(made, by=by))
    assert (len(said), queries) == (3, 1)
    await actions.fix_version(made, "", None, by=by, at=AT)
    versions, queries = await counted(listed(made, by=by))
    assert (len(versions), queries) == (2, 1)
    _, queries = await counted(typing(made, AT, by=by))
    assert queries == 1
    _, queries = await counted(forming(made, by=by))
    assert queries == 10


async def test_a_draft_is_shown_whatever_its_answers_leave_out_of_it() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    form = await form_of(made, people)
    never = 'choice.raad == "zienswijze"'
    rows = [
        PassageRow("clause", "Alleen soms:", when=never),
        PassageRow("item", "een onderdeel dat blijft staan;"),
        PassageRow("clause", 'Een **half{% if choice.raad == "zienswijze" %}** woord{% endif %}'),
    ]
    await actions.save_section(made, PURPOSE, replace(form, passages=rows), by=by, at=AT)
    assert "een onderdeel dat blijft staan;" in await text(made, people)
    assert open_fields(await forming(made, by=by)) == {"articles.doel"}
