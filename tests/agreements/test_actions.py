"""Actions of agreements on the real database, with every refusal and what the trail says."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.builders import agreements as build
from tests.builders import parties
from tests.builders.agreements import AT, decision, signature
from tests.builders.commitments import commitment

from governance.agreements.actions import (
    change_terms,
    draft,
    enter_into_force,
    put_up_for_decision,
    record_decision,
    record_signature,
    save_answers,
    set_parties,
    take_back,
)
from governance.agreements.forms import PartyForm, TermsForm
from governance.agreements.queries import agreement, current_version
from governance.agreements.queries import parties as parties_shown
from governance.audit.queries import history
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.commitments.actions import set_commitments

CAUSE = ("report", new_id())


def told(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {complaint.field for complaint in refused.value.complaints}


async def verbs(agreement_id: UUID, by: Actor) -> list[str]:
    return [act.verb for act in await history(agreement_id, by=by)]


def terms(**fields: Any) -> TermsForm:
    values: dict[str, Any] = {
        "title": "Convenant Élan",
        "short_title": "Élan",
        "extension_rule": "tacit",
        "entry_rule": "all_signed",
        "term_months": 36,
        "extension_months": 12,
        "notice_months": 6,
    }
    return TermsForm(**{**values, **fields})


async def test_from_first_draft_to_in_force_with_everything_in_the_trail(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.signed(cast)
    assert (await agreement(made, by=cast.administrator)).state == "signed"
    on = build.SIGNED
    await enter_into_force(made, on, by=cast.pin_north, at=AT, cause=CAUSE)
    view = await agreement(made, by=cast.administrator)
    assert (view.state, view.entered_into_force_on) == ("in_force", on)
    assert view.ends_on == date(2028, 11, 20)
    recorded = ["record_decision", "record_signature"] * 3
    expected = ["draft", "set_parties", "put_up_for_decision", *recorded, "enter_into_force"]
    acts = await history(made, by=cast.administrator)
    assert [act.verb for act in acts] == expected
    assert acts[3].on_behalf_of == "authority executive"
    assert json.loads(acts[3].changes)["number"] == "2026-114"
    assert json.loads(acts[8].changes)["after"] == {"state": "signed"}
    assert json.loads(acts[9].changes) == {
        "before": {"entered_into_force_on": None, "ends_on": None, "state": "signed"},
        "after": {
            "entered_into_force_on": "2026-11-20", "ends_on": "2028-11-20", "state": "in_force",
        },
    }  # fmt: skip


async def test_only_the_last_signature_says_that_all_have_signed(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    said = []
    for organ in await build.organs(made):
        await record_decision(organ, decision(), by=cast.administrator, at=AT)
        said.append(await record_signature(organ, signature(), by=cast.administrator, at=AT))
    assert said == [False, False, True]


async def test_a_draft_begins_only_with_the_administrator_of_its_keeper(
    database: Database,
) -> None:
    cast = await parties.cast()
    for stranger in (cast.outsider, cast.pin_north, cast.chair):
        with pytest.raises(NotAllowed):
            await draft(build.new_agreement(cast), by=stranger, at=AT)
    other = await parties.committee(cast.stranger, "Andere tafel")
    wrong = build.new_agreement(cast, title="", kind="treaty", committee_id=other, model_key="")
    with pytest.raises(Refused) as refused:
        await draft(wrong, by=cast.administrator, at=AT)
    assert told(refused) == {"title", "kind", "committeeId", "modelKey"}
    assert await DATABASE.fetch("select 1 from agreement") == []


async def test_changed_terms_note_only_what_changed(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    version = (await agreement(made, by=cast.administrator)).version
    await change_terms(made, terms(), version, by=cast.administrator, at=AT)
    view = await agreement(made, by=cast.administrator)
    assert (view.title, view.term_months, view.version) == ("Convenant Élan", 36, version + 1)
    [*_, act] = await history(made, by=cast.administrator)
    noted = json.loads(act.changes)
    before, after = noted["before"], noted["after"]
    assert (after["term_months"], before["term_months"]) == (36, 24)
    assert set(after) == set(before) == {
        "title", "short_title", "sort_key", "search_key", "extension_rule", "term_months",
        "extension_months", "notice_months",
    }  # fmt: skip
    with pytest.raises(Overtaken):
        await change_terms(made, terms(), version, by=cast.administrator, at=AT)
    with pytest.raises(Refused) as refused:
        await change_terms(made, terms(title=" "), None, by=cast.administrator, at=AT)
    assert told(refused) == {"title"}


async def test_answers_are_kept_with_the_version(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    await save_answers(made, {"a": 1, "b": "ja"}, None, by=cast.administrator, at=AT)
    assert (await current_version(made, by=cast.administrator)).answers == {"a": 1, "b": "ja"}
    [*_, act] = await history(made, by=cast.administrator)
    none = {"a": None, "b": None, "region": "Noord"}
    now = {"a": 1, "b": "ja", "region": None}
    assert json.loads(act.changes) == {"after": now, "before": none}
    with pytest.raises(Overtaken):
        await save_answers(made, {}, 1, by=cast.administrator, at=AT)


async def test_a_party_that_stays_keeps_its_identity(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    before = await parties_shown(made, by=cast.administrator)
    forms = [build.party(cast.south, cast.south_executive), build.party(cast.north)]
    await set_parties(made, forms, None, by=cast.administrator, at=AT)
    after = await parties_shown(made, by=cast.administrator)
    assert [p.organisation_id for p in after] == [cast.south, cast.north]
    assert [p.id for p in after] == [before[1].id, before[0].id]
    assert after[0].authorities[0].id == before[1].authorities[0].id
    assert after[1].authorities == ()


async def test_wrong_parties_are_all_told_and_nothing_is_saved(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    wrong = [
        build.party(cast.north, cast.north_executive, cast.north_executive),
        build.party(cast.north, cast.south_executive),
        PartyForm(cast.riec, "signatory", acting_body_id=cast.riec),
        build.party(new_id()),
    ]
    with pytest.raises(Refused) as refused:
        await set_parties(made, wrong, None, by=cast.administrator, at=AT)
    assert told(refused) == {
        "parties.0.authorities.1.authorityId",
        "parties.1.organisationId",
        "parties.1.authorities.0.authorityId",
        "parties.2.actingBodyId",
        "parties.3.organisationId",
    }
    assert len(await parties_shown(made, by=cast.administrator)) == 3


async def test_the_keeper_acts_for_a_party_without_legal_personality(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    [board] = await DATABASE.fetch("select id from authority where organisation = $1", cast.keeper)
    await set_parties(
        made, [build.party(cast.riec, board["id"])], None, by=cast.administrator, at=AT
    )
    [riec] = await parties_shown(made, by=cast.administrator)
    assert (riec.legal_personality, riec.acting_body_id) == (False, cast.keeper)


async def test_a_party_that_owes_something_is_named_with_all_that_it_owes(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    north, south, police = await parties_shown(made, by=cast.administrator)
    owed = [
        commitment([north.id], key="a", title="Aanpak", contributor_party_ids=[police.id]),
        commitment([north.id, south.id], key="b", title="Meldroute"),
    ]
    await set_commitments(made, owed, None, by=cast.administrator, at=AT)
    left = [build.party(cast.south, cast.south_executive, participation="friend")]
    with pytest.raises(Refused) as refused:
        await set_parties(made, left, None, by=cast.administrator, at=AT)
    assert told(refused) == {"parties", "parties.0.participation"}
    said = [c.problem.format(**c.values) for c in refused.value.complaints if c.field == "parties"]
    assert [text.split(", so")[0] for text in said] == [
        "“Noordstad” owes commitment 1 (Aanpak)",
        "“Noordstad” owes commitment 2 (Meldroute)",
        "A contribution to commitment 1 (Aanpak) is asked of “Politie”",
    ]
    assert len(await parties_shown(made, by=cast.administrator)) == 3


async def test_what_is_incomplete_is_not_put_up_for_decision(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast, entry_rule="date_after_all_signed", term_months=None)
    forms = [build.party(cast.north), build.party(cast.south, cast.south_executive)]
    await set_parties(made, forms, None, by=cast.administrator, at=AT)
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(
            made, build.text(), build.articles(), None, by=cast.administrator, at=AT, cause=None
        )
    assert told(refused) == {"entryDate", "noticeMonths", "parties.0.authorities"}
    assert (await agreement(made, by=cast.administrator)).state == "draft"


async def test_a_frozen_text_is_the_text_and_its_articles_can_be_cited(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    version = await current_version(made, by=cast.pin_south)
    assert version.content == build.text()
    assert version.frozen_at == AT
    assert len(version.content_hash) == 64
    rows = await DATABASE.fetch("select number, key, title from article order by number")
    assert [tuple(row) for row in rows] == [(1, "goal", "Doel"), (2, "term", "Looptijd")]


async def test_a_frozen_agreement_is_no_longer_edited(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    by = cast.administrator
    for editing in (
        change_terms(made, terms(), None, by=by, at=AT),
        save_answers(made, {}, None, by=by, at=AT),
        set_parties(made, build.two_parties(cast), None, by=by, at=AT),
        put_up_for_decision(made, build.text(), [], None, by=by, at=AT),
    ):
        with pytest.raises(WrongState):
            await editing


async def test_taking_back_makes_a_new_version_and_drops_the_decisions(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    seen = (await agreement(made, by=cast.administrator)).version
    with pytest.raises(Overtaken):
        await take_back(made, seen - 1, by=cast.administrator, at=AT)
    await take_back(made, seen, by=cast.administrator, at=AT)
    view = await agreement(made, by=cast.administrator)
    assert (view.state, view.text_version, view.decided) == ("draft", 2, 0)
    version = await current_version(made, by=cast.administrator)
    assert (version.answers, version.content) == ({"region": "Noord"}, None)
    [*_, act] = await history(made, by=cast.administrator)
    states = {"before": {"state": "up_for_decision"}, "after": {"state": "draft"}}
    assert (act.verb, json.loads(act.changes)) == (
        "take_back",
        {"decisions_dropped": 1, "version": 2} | states,
    )
    with pytest.raises(WrongState):
        await take_back(made, None, by=cast.administrator, at=AT)


async def test_what_somebody_signed_is_not_taken_back(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    await record_signature(first, signature(), by=cast.administrator, at=AT)
    with pytest.raises(WrongState):
        await take_back(made, None, by=cast.administrator, at=AT)
    assert "take_back" not in (await agreement(made, by=cast.administrator)).verbs


async def test_who_may_not_change_gets_the_same_answer_as_for_the_unknown(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    hidden = await build.drafted(cast, title="Concept")
    [first, *_] = await build.organs(made)
    for stranger in (cast.outsider, cast.pin_north, cast.secretary, cast.chair):
        for act in (
            take_back(made, None, by=stranger, at=AT),
            change_terms(hidden, terms(), None, by=stranger, at=AT),
            save_answers(hidden, {}, None, by=stranger, at=AT),
            set_parties(hidden, [], None, by=stranger, at=AT),
            put_up_for_decision(hidden, build.text(), [], None, by=stranger, at=AT),
            record_decision(first, decision(), by=stranger, at=AT),
            record_signature(first, signature(), by=stranger, at=AT),
            record_decision(new_id(), decision(), by=stranger, at=AT),
            take_back(new_id(), None, by=stranger, at=AT),
        ):
            with pytest.raises(NotFound):
                await act
    assert "record_decision" not in await verbs(made, cast.administrator)


async def test_a_party_records_its_own_decision_and_nobody_elses(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    clerk = await parties.actor(RoleKind.ADMINISTRATOR, organisation=cast.north)
    north, _, south = await build.organs(made)
    await record_decision(north, decision(), by=clerk, at=AT)
    await record_signature(north, signature(), by=clerk, at=AT)
    with pytest.raises(NotAllowed):
        await record_decision(south, decision(), by=clerk, at=AT)


async def test_a_decision_that_is_not_right_is_told_at_once(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    tomorrow = AT.date() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        await record_decision(
            first,
            decision(decided_by="", decided_on=tomorrow, number=""),
            by=cast.administrator,
            at=AT,
        )
    assert told(refused) == {"decidedBy", "decidedOn", "number"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"signed_on": build.DECIDED - timedelta(days=1)}, {"signedOn"}),
        ({"signed_on": AT.date() + timedelta(days=1)}, {"signedOn"}),
        ({"capacity": "mandate"}, {"capacityReference"}),
        ({"capacity": "friend", "signed_by_function": ""}, {"capacity", "signedByFunction"}),
    ],
)
async def test_a_signature_that_is_not_right_is_told(
    database: Database, fields: dict[str, Any], expected: set[str]
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    with pytest.raises(Refused) as refused:
        await record_signature(first, signature(**fields), by=cast.administrator, at=AT)
    assert told(refused) == expected


async def test_nobody_signs_before_its_authority_decided(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    with pytest.raises(Refused) as refused:
        await record_signature(first, signature(), by=cast.administrator, at=AT)
    assert told(refused) == {"signedOn"}


async def test_an_adviser_neither_decides_nor_signs(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    adviser = build.party(cast.police, cast.police_chief, participation="adviser")
    forms = [build.party(cast.north, cast.north_executive), adviser]
    await set_parties(made, forms, None, by=cast.administrator, at=AT)
    await put_up_for_decision(made, build.text(), [], None, by=cast.administrator, at=AT)
    north, police = await build.organs(made)
    with pytest.raises(WrongState):
        await record_decision(police, decision(), by=cast.administrator, at=AT)
    with pytest.raises(WrongState):
        await record_signature(police, signature(), by=cast.administrator, at=AT)
    await record_decision(north, decision(), by=cast.administrator, at=AT)
    assert await record_signature(north, signature(), by=cast.administrator, at=AT)


async def test_two_people_record_the_same_decision_and_one_is_told(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    clerk = await parties.actor(RoleKind.ADMINISTRATOR, organisation=cast.north)
    answers = await asyncio.gather(
        record_decision(first, decision(number="A"), by=cast.administrator, at=AT),
        record_decision(first, decision(number="B"), by=clerk, at=AT),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Overtaken"]
    assert len(await DATABASE.fetch("select 1 from decision")) == 1
    assert (await verbs(made, cast.administrator)).count("record_decision") == 1


async def test_the_last_two_signatures_at_once_complete_it_once(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    organs = await build.organs(made)
    for organ in organs:
        await record_decision(organ, decision(), by=cast.administrator, at=AT)
    answers = await asyncio.gather(
        *(record_signature(o, signature(), by=cast.administrator, at=AT) for o in organs)
    )
    assert sorted(answers) == [False, False, True]
    with pytest.raises(WrongState):
        await record_signature(organs[0], signature(), by=cast.administrator, at=AT)


async def test_an_agreement_enters_only_when_signed_and_on_its_own_day(
    database: Database,
) -> None:
    cast = await parties.cast()
    by = cast.administrator
    waiting = await build.up_for_decision(cast)
    with pytest.raises(WrongState):
        await enter_into_force(waiting, build.SIGNED, by=by, at=AT, cause=CAUSE)
    later = date(2027, 1, 1)
    made = await build.signed(cast, entry_rule="date_after_all_signed", entry_date=later)
    for on in (build.SIGNED, later):
        with pytest.raises(Refused):
            await enter_into_force(made, on, by=by, at=AT, cause=CAUSE)
    new_year = AT.replace(year=2027, month=1, day=1)
    await enter_into_force(made, later, by=by, at=new_year, cause=CAUSE)
    with pytest.raises(WrongState):
        await enter_into_force(made, later, by=by, at=new_year, cause=CAUSE)
    with pytest.raises(NotFound):
        await enter_into_force(new_id(), later, by=by, at=new_year, cause=CAUSE)


def test_forms_are_handed_in_with_the_names_that_complaints_use() -> None:
    said = msgspec.to_builtins(decision())
    assert set(said) == {
        "decidedBy", "decidedOn", "number", "outcome", "reason", "reservedUntil", "textVersion",
    }  # fmt: skip
