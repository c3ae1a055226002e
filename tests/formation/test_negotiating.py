"""What comes back from Word stands in the text once it is accepted, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
from uuid import UUID

import pytest
from tests.agreements.test_queries import counted
from tests.builders.files import pdf, upload
from tests.builders.formation import AT, ready
from tests.builders.negotiating import came_back, desk, fixed
from tests.builders.parties import Cast, cast

from governance.agreements.sharing.actions import share_draft
from governance.agreements.versions.queries import frozen
from governance.audit.queries import history
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.settings import Settings
from governance.documents.reading.returned import returned
from governance.documents.text import write_text
from governance.files.queries import held, kept
from governance.formation.dropping.actions import remove_draft
from governance.formation.editing import actions as editing
from governance.formation.editing import papers as editor
from governance.formation.editing.forms import PassageRow, SectionForm
from governance.formation.negotiating import papers
from governance.formation.negotiating.actions import accept, decline, reopen
from governance.formation.negotiating.forms import HandInForm, Outcome
from governance.formation.negotiating.handing_in import actions as handing_in
from governance.formation.negotiating.queries import ProposalView, proposals, returned_files
from governance.formation.negotiating.rules import CLASHES, MADE_ELSEWHERE
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text

pytestmark = pytest.mark.usefixtures("database")


async def negotiated() -> tuple[UUID, Cast]:
    """A draft with a version that was fixed, shared with its parties."""
    people = await cast()
    made = await ready(people)
    await share_draft(made, by=people.administrator, at=AT)
    await fixed(made, people)
    return made, people


async def text(made: UUID, people: Cast) -> str:
    return write_text(agreement_text(await forming(made, by=people.administrator), draft=True))


async def found(made: UUID, people: Cast) -> list[ProposalView]:
    return await proposals(made, by=people.administrator)


async def accept_all(made: UUID, people: Cast) -> Outcome:
    chosen = [one.id for one in await found(made, people)]
    return await accept(made, chosen, by=people.administrator, at=AT)


async def rewrite(made: UUID, people: Cast, name: str, *words: str) -> None:
    """Somebody writes an article anew in the service meanwhile."""
    whole = await forming(made, by=people.administrator)
    fields = editor.fields(editing.section_named(whole, name), whole.model)
    rows = [
        PassageRow(**{**row, "words": said})
        for row, said in zip(fields["passages"], words, strict=False)
    ]
    form = SectionForm(fields["seen"], fields["title"], "", rows)
    await editing.save_section(made, name, form, by=people.administrator, at=AT)


async def words(made: UUID, people: Cast, name: str) -> list[str]:
    whole = await forming(made, by=people.administrator)
    return [passage.words for passage in editing.section_named(whole, name).passages]


@pytest.mark.parametrize("tracked", [True, False])
async def test_all_that_is_accepted_makes_the_text_that_came_back(tracked: bool) -> None:
    made, people = await negotiated()
    edited = await desk(made, people, tracked=tracked)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    edited.insert("art-doel-1", "Partijen melden dit ieder jaar.")
    edited.delete("art-casusregie-2")
    await came_back(made, people, edited)
    outcome = await accept_all(made, people)
    assert outcome.left == ()
    if not tracked:
        now = await forming(made, by=people.administrator)
        again = returned(edited.content(), agreement_text(now, draft=True))
        assert again.proposals == ()
    said = await text(made, people)
    assert "deze afspraak" in said and "Partijen melden dit ieder jaar." in said
    assert {one.state for one in await found(made, people)} == {"accepted"}


async def test_the_places_of_a_passage_survive_what_was_changed_round_them() -> None:
    made, people = await negotiated()
    before = await words(made, people, "art-linkingpin")
    assert any("{{ blank.linking_pin }}" in one for one in before)
    edited = await desk(made, people)
    edited.change("art-linkingpin-1", "wijst", "benoemt")
    await came_back(made, people, edited)
    await accept_all(made, people)
    after = await words(made, people, "art-linkingpin")
    assert after[0] == before[0].replace("wijst", "benoemt")


async def test_two_files_merge_and_where_they_clash_one_is_chosen() -> None:
    made, people = await negotiated()
    one, two = await desk(made, people), await desk(made, people)
    one.change("art-doel-1", "dit convenant", "deze afspraak")
    two.change("art-doel-1", "dit convenant", "dit besluit")
    two.change("art-casusregie-1", "burgemeester", "wethouder")
    one.comment("art-doel-1", "Is dit wel een convenant?")
    await came_back(made, people, one, people.north)
    await came_back(made, people, two, people.south)
    by = people.administrator
    groups = papers.grouped(await forming(made, by=by), await found(made, people))
    clashes = {s.view.organisation: s.clashes for g in groups for s in g.proposals if s.clashes}
    assert clashes == {"Noordstad": ("Zuiddorp",), "Zuiddorp": ("Noordstad",)}
    [peaceful] = papers.at_peace(await found(made, people))
    first, second = (v for v in await found(made, people) if v.said.anchor == "art-doel-1")
    await accept(made, [peaceful, first.id], by=by, at=AT)
    outcome = await accept(made, [second.id], by=by, at=AT)
    assert [left.why for left in outcome.left] == [CLASHES]
    await decline(made, [second.id], "Noordstad ging voor.", by=by, at=AT)
    assert "deze afspraak" in await text(made, people)
    [file, _] = await returned_files(made, by=by)
    assert [remark.text for remark in file.said.remarks] == ["Is dit wel een convenant?"]


async def test_words_of_two_parties_are_not_glued_and_those_of_one_party_are_its_own() -> None:
    made, people = await negotiated()
    by = people.administrator
    for said, whose in (
        ("dit beste-convenant", people.north),
        ("dit besluit", people.south),
        ("dit convenant/verdrag", people.north),
    ):
        edited = await desk(made, people)
        edited.change("art-doel-1", "dit convenant", said)
        await came_back(made, people, edited, whose)
    views = await found(made, people)
    [group] = papers.grouped(await forming(made, by=by), views)
    assert [(one.view.organisation, one.clashes) for one in group.proposals] == [
        ("Noordstad", ("Zuiddorp",)),
        ("Zuiddorp", ("Noordstad",)),
        ("Noordstad", ("Zuiddorp",)),
    ]
    assert papers.at_peace(views) == []
    outcome = await accept_all(made, people)
    assert [left.why for left in outcome.left] == [CLASHES]
    assert outcome.accepted == 2
    assert "dit beste-convenant/verdrag" in await text(made, people)
    [left] = [one for one in await found(made, people) if one.state == "open"]
    assert left.organisation == "Zuiddorp"


async def test_words_of_a_title_merge_and_are_not_lost_where_they_clash() -> None:
    made, people = await negotiated()
    by = people.administrator
    whole = await forming(made, by=by)
    title = editing.section_named(whole, "art-doel").title
    last = title.split()[-1]
    for was, said in ((title, f"Nieuw: {title}"), (last, "strekking"), (last, "bereik")):
        edited = await desk(made, people)
        edited.change("art-doel", was, said)
        await came_back(made, people, edited)
    outcome = await accept_all(made, people)
    assert [left.why for left in outcome.left] == [CLASHES]
    now = editing.section_named(await forming(made, by=by), "art-doel").title
    assert now == f"Nieuw: {title.removesuffix(last)}strekking"


async def test_what_changed_here_and_what_changed_there_both_stand() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    await came_back(made, people, edited)
    first, *rest = await words(made, people, "art-doel")
    whole = await forming(made, by=people.administrator)
    section = editing.section_named(whole, "art-doel")
    typed = [row["words"] for row in editor.fields(section, whole.model)["passages"]]
    await rewrite(made, people, "art-doel", f"{typed[0]} Dit geldt ook later.", *typed[1:])
    assert (await accept_all(made, people)).left == ()
    now, *_ = await words(made, people, "art-doel")
    assert now == first.replace("dit convenant", "deze afspraak") + " Dit geldt ook later."
    assert rest == (await words(made, people, "art-doel"))[1:]


async def test_new_articles_and_passages_come_in_their_order_one_by_one_or_at_once() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    for said, style in (("Derde.", "Lid"), ("Tweede.", "Lid"), ("Kosten van reizen", "Artikel")):
        edited.insert("art-doel-1", said, style)
    await came_back(made, people, edited)
    views = await found(made, people)
    assert [v.said.order for v in views] == sorted(v.said.order for v in views)
    for view in views:
        outcome = await accept(made, [view.id], by=people.administrator, at=AT)
        assert outcome.left == ()
    said = await text(made, people)
    places = [said.index(one) for one in ("Kosten van reizen", "Tweede.", "Derde.")]
    assert places == sorted(places)


async def test_what_the_service_makes_cannot_be_accepted_and_says_where_to_change_it() -> None:
    made, people = await negotiated()
    version = await frozen(made, 1, by=people.administrator)
    assert version.content is not None
    edited = await desk(made, people)
    edited.change("handtekening-1-1", "Noordstad", "Noordstad (gemeente)")
    await came_back(made, people, edited)
    views = await found(made, people)
    outcome = await accept_all(made, people) if views else Outcome(0)
    assert {left.why for left in outcome.left} <= {MADE_ELSEWHERE}
    [file] = await returned_files(made, by=people.administrator)
    assert len(views) + len(file.said.unplaced) >= 1


async def test_declined_can_be_opened_again_and_accepted_not() -> None:
    made, people = await negotiated()
    by = people.administrator
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    await came_back(made, people, edited)
    [one] = await found(made, people)
    assert await decline(made, [one.id], " Niet nodig. ", by=by, at=AT) == 1
    [view] = await found(made, people)
    assert (view.state, view.reason) == ("declined", "Niet nodig.")
    assert await reopen(made, [one.id], by=by, at=AT) == 1
    assert (await accept(made, [one.id], by=by, at=AT)).accepted == 1
    for act in (accept(made, [one.id], by=by, at=AT), decline(made, [one.id], "", by=by, at=AT)):
        with pytest.raises(Overtaken):
            await act
    verbs = [e.verb for e in await history(made, by=by)]
    assert verbs.count("decide_proposals") == 3
    edits = [json.loads(e.changes) for e in await history(made, by=by) if e.verb == "edit_text"]
    assert edits[-1]["changed"]


async def test_two_who_accept_at_once_accept_it_once() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    edited.insert("art-doel-1", "Erbij.")
    await came_back(made, people, edited)
    [one] = await found(made, people)
    done = await asyncio.gather(
        *(accept(made, [one.id], by=people.administrator, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["Outcome", "Overtaken"]
    assert (await text(made, people)).count("Erbij.") == 1


async def test_the_same_file_comes_in_once_and_what_is_wrong_is_told() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    assert await came_back(made, people, edited) == await came_back(made, people, edited)
    assert len(await returned_files(made, by=people.administrator)) == 1
    for given, form, fields in (
        (pdf(), HandInForm(), {"file"}),
        (edited.content(), HandInForm(9), {"number"}),
        (edited.content(), HandInForm(1, people.stranger), {"organisationId"}),
    ):
        with pytest.raises(Refused) as refused:
            await handing_in.hand_in_file(
                made, upload(given, "x.docx"), form,
                settings=Settings(), by=people.administrator, at=AT,
            )  # fmt: skip
        assert {c.field for c in refused.value.complaints} == fields


async def test_a_party_hands_in_its_own_file_and_sees_no_other() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    await came_back(made, people, edited, people.south)
    mine = await desk(made, people)
    mine.change("art-doel-1", "dit convenant", "dit besluit")
    await handing_in.hand_in_file(
        made, upload(mine.content(), "noord.docx"), HandInForm(organisation_id=people.south),
        settings=Settings(), by=people.pin_north, at=AT,
    )  # fmt: skip
    seen = await proposals(made, by=people.pin_north)
    assert [one.organisation for one in seen] == ["Noordstad"]
    assert len(await found(made, people)) == 2
    with pytest.raises(NotAllowed):
        await accept(made, [seen[0].id], by=people.pin_north, at=AT)
    assert await proposals(made, by=people.outsider) == []
    for act in (
        accept(made, [seen[0].id], by=people.outsider, at=AT),
        decline(made, [seen[0].id], "", by=people.outsider, at=AT),
        reopen(made, [seen[0].id], by=people.outsider, at=AT),
        handing_in.hand_in_file(
            made, upload(mine.content()), HandInForm(),
            settings=Settings(), by=people.outsider, at=AT,
        ),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            await act


async def test_a_proposal_of_another_agreement_is_not_there_and_nothing_chosen_is_told() -> None:
    made, people = await negotiated()
    other = await ready(people)
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    await came_back(made, people, edited)
    [one] = await found(made, people)
    with pytest.raises(NotFound):
        await accept(other, [one.id], by=people.administrator, at=AT)
    with pytest.raises(Refused):
        await accept(made, [], by=people.administrator, at=AT)
    await remove_draft(made, None, by=people.administrator, at=AT)
    assert await found(made, people) == []


async def test_what_came_back_is_read_in_one_query_each_however_much_it_is() -> None:
    made, people = await negotiated()
    by = people.administrator
    for words in ("deze afspraak", "dit besluit", "dit stuk"):
        edited = await desk(made, people)
        edited.change("art-doel-1", "dit convenant", words)
        await came_back(made, people, edited)
    files, queries = await counted(returned_files(made, by=by))
    assert (len(files), queries) == (3, 1)
    views, queries = await counted(proposals(made, by=by))
    assert (len(views), queries) == (3, 1)


async def test_a_file_that_came_back_is_no_document_of_the_agreement_itself() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    await came_back(made, people, edited, people.south)
    [file] = await returned_files(made, by=people.administrator)
    assert await kept(("agreement", made), by=people.pin_north) == []
    with pytest.raises(NotFound):
        await held(file.file_id, ("agreement", made), by=people.pin_north)


async def test_a_clause_that_goes_from_above_its_items_leaves_a_draft_that_can_be_shown() -> None:
    made, people = await negotiated()
    edited = await desk(made, people)
    edited.delete("art-casusregie-1")
    edited.delete("art-casusregie-2")
    await came_back(made, people, edited)
    assert (await accept_all(made, people)).left == ()
    assert "is voor de Gemeente het aanspreekpunt" in await text(made, people)
