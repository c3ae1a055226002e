"""What is shown of agreements, to whom, and in how many queries."""

from __future__ import annotations

from datetime import date

import pytest
from tests.builders import agreements as build
from tests.builders import parties
from tests.builders.agreements import AT, decision, signature
from tests.builders.counting import counted

from governance.agreements.actions import draft, record_decision, record_signature
from governance.agreements.queries import (
    PAGE_SIZE,
    agreement,
    current_version,
    due_to_enter,
    listed,
    party_authority,
    waiting,
)
from governance.agreements.queries import parties as parties_shown
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.base.ids import new_id

TODAY = date(2026, 11, 30)
NOBODY = Actor(new_id(), "nobody")


async def test_a_draft_is_seen_by_its_keeper_alone(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    assert (await agreement(made, by=cast.administrator)).state == "draft"
    for other in (cast.secretary, cast.chair, cast.pin_north, cast.outsider, NOBODY):
        with pytest.raises(NotFound):
            await agreement(made, by=other)
        assert (await listed(other)).total == 0


async def test_what_is_up_for_decision_is_seen_by_parties_and_committee(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [organ, *_] = await build.organs(made)
    for reader in (cast.administrator, cast.secretary, cast.pin_south):
        assert (await listed(reader)).total == 1
        assert (await party_authority(organ, by=reader)).organisation == "Noordstad"
        assert len(await waiting(reader, TODAY)) == 3


@pytest.mark.parametrize(
    ("state", "seen"),
    [("draft", 0), ("up_for_decision", 0), ("signed", 0), ("in_force", 1), ("ended", 1)],
)
async def test_a_region_sees_what_is_in_force_there_or_has_ended(
    database: Database, state: str, seen: int
) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    [row] = await DATABASE.fetch(
        'update agreement a set state = $2, shared_at = $3 from committee c '
        'where a.id = $1 and c.id = a.committee returning c."grouping"',
        made, state, AT,
    )  # fmt: skip
    here, elsewhere = (
        Actor(new_id(), "reader", (Role(new_id(), RoleKind.READER, region_id=of, regions=(of,)),))
        for of in (row["grouping"], new_id())
    )
    assert (await listed(here)).total == seen
    assert (await listed(elsewhere)).total == 0


async def test_the_outsider_sees_nothing(database: Database) -> None:
    cast = await parties.cast()
    made = await build.signed(cast)
    [organ, *_] = await build.organs(made)
    for other in (cast.outsider, NOBODY):
        assert (await listed(other)).agreements == ()
        assert await waiting(other, TODAY) == []
        assert await due_to_enter(TODAY, by=other) == []
        for asked in (
            agreement(made, by=other),
            parties_shown(made, by=other),
            current_version(made, by=other),
            party_authority(organ, by=other),
        ):
            with pytest.raises(NotFound):
                await asked


async def test_the_list_counts_decisions_and_signatures_in_two_queries(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, second, _] = await build.organs(made)
    for organ in (first, second):
        await record_decision(organ, decision(), by=cast.administrator, at=AT)
    await record_signature(first, signature(), by=cast.administrator, at=AT)
    found, queries = await counted(listed(cast.administrator))
    assert queries == 2
    [row] = found.agreements
    assert (row.parties, row.asked, row.decided, row.signed) == (3, 3, 2, 1)


async def test_the_list_stays_two_queries_and_sorts_by_dutch_names(database: Database) -> None:
    cast = await parties.cast()
    titles = ["Élan", "Zorg", "'s-Gravenhage", *(f"Afspraak {n:02}" for n in range(PAGE_SIZE))]
    for title in titles:
        form = build.new_agreement(cast, title=title)
        await draft(form, by=cast.administrator, at=AT)
    found, queries = await counted(listed(cast.administrator, page=2))
    assert queries == 2
    assert [row.title for row in found.agreements] == ["Élan", "'s-Gravenhage", "Zorg"]
    assert (found.total, found.pages) == (PAGE_SIZE + 3, 2)
    assert (await listed(cast.administrator, page=99)).page == 2


async def test_search_finds_the_beginning_of_words_and_a_state(database: Database) -> None:
    cast = await parties.cast()
    await build.drafted(cast, title="Samen élan tonen")
    await build.up_for_decision(cast, title="Handhaving")
    by = cast.administrator
    assert [a.title for a in (await listed(by, search="ELA")).agreements] == ["Samen élan tonen"]
    assert (await listed(by, search="lan")).total == 0
    assert [a.title for a in (await listed(by, state="draft")).agreements] == ["Samen élan tonen"]
    assert (await listed(by, search="%")).total == 2


async def test_parties_are_shown_in_three_queries_however_many(database: Database) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    shown, queries = await counted(parties_shown(made, by=cast.administrator))
    assert queries == 3
    assert [len(party.authorities) for party in shown] == [2, 1, 0]
    assert all(a.may_record for party in shown for a in party.authorities)
    assert {a.next_step for party in shown for a in party.authorities} == {"record_decision"}
    for_reader = await parties_shown(made, by=cast.secretary)
    assert not any(a.may_record for party in for_reader for a in party.authorities)


async def test_who_is_waited_for_comes_in_one_query_with_days_and_next_step(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await build.up_for_decision(cast)
    [first, second, _] = await build.organs(made)
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    await record_decision(second, decision(), by=cast.administrator, at=AT)
    await record_signature(second, signature(), by=cast.administrator, at=AT)
    found, queries = await counted(waiting(cast.administrator, TODAY))
    assert queries == 1
    assert [(w.organisation, w.step, w.days) for w in found] == [
        ("Noordstad", "record_signature", 6),
        ("Zuiddorp", "record_decision", 6),
    ]
    clerk = await parties.actor(RoleKind.ADMINISTRATOR, organisation=cast.south)
    assert [w.may_record for w in await waiting(clerk, TODAY)] == [False, True]


async def test_a_signed_agreement_is_due_on_the_day_of_its_rule(database: Database) -> None:
    cast = await parties.cast()
    later = date(2027, 1, 1)
    made = await build.signed(cast, entry_rule="date_after_all_signed", entry_date=later)
    assert await due_to_enter(TODAY, by=cast.administrator) == []
    [due] = await due_to_enter(later, by=cast.administrator)
    assert (due.agreement_id, due.on) == (made, later)


async def test_steps_offered_follow_the_workflow_and_the_role(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    verbs = (await agreement(made, by=cast.administrator)).verbs
    assert verbs == (
        "change_terms", "save_answers", "edit_text", "fix_version", "remark", "hand_in_file",
        "decide_proposals", "settle_remark", "set_parties", "answer_checklist",
        "put_up_for_decision", "share_draft", "remove_draft", "set_chain", "choose_predecessor",
    )  # fmt: skip
    asked = await build.up_for_decision(cast)
    view, queries = await counted(agreement(asked, by=cast.administrator))
    assert queries == 1
    acts, of = ("record", "correct", "remove"), ("decision", "signature")
    more = ("attach_scan", "remove_scan")
    chain = ("set_chain", "record_advice")
    assert view.verbs == (
        *chain,
        "take_back",
        *(f"{act}_{what}" for act in acts for what in of),
        *more,
    )
    assert (await agreement(asked, by=cast.chair)).verbs == ()
