"""An amendment is a copy that is edited, decided upon by all, and merged on its day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.builders.agreements import decision
from tests.builders.amending import (
    AT,
    ON,
    begun,
    in_force,
    promise,
    put_up,
    say,
    sign_all,
    signed,
)
from tests.builders.commitments import commitment
from tests.builders.formation import STOPPING
from tests.builders.parties import Cast, authority, cast, organisation

from governance.agreements.actions import record_decision
from governance.agreements.amending.actions import withdraw_amendment
from governance.agreements.lasting.rules import EndReason
from governance.agreements.queries import agreement, current_version, parties
from governance.agreements.tables import PartyAuthority
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.base.views import add
from governance.commitments.forms import MilestoneForm
from governance.commitments.queries import lines, of_agreement
from governance.documents.text import write_text
from governance.formation.actions import put_up_for_decision
from governance.formation.amending.actions import take_over_changes
from governance.formation.amending.forms import TakeOverForm
from governance.formation.amending.standing.queries import standing_of
from governance.formation.comparing.papers import amended, told
from governance.formation.entering.actions import bring_into_force
from governance.formation.lasting.actions import end_agreement
from governance.formation.queries import forming, the_service
from governance.formation.texts.papers import agreement_text

pytestmark = pytest.mark.usefixtures("database")
GOAL = "art-doel"
LATER = AT + timedelta(days=30)


async def test_an_amendment_begins_as_the_agreement_stands_and_changes_nothing() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    amendment = await begun(made, people)
    assert await begun(made, people) == amendment != await begun(made, people, "minder uren")
    whole, into = await forming(amendment, by=by), await forming(made, by=by)
    assert whole.agreement.amends == made
    assert whole.agreement.title.endswith("Noordstad: meer uren")
    assert [p.organisation for p in whole.parties] == [p.organisation for p in into.parties]
    assert [len(p.authorities) for p in whole.parties] == [2, 1, 0]
    old = agreement_text(into, draft=False)
    found = told(old, amended(old, agreement_text(whole, draft=True)))
    assert [one for one in found.sections if one.differs] == []
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(amendment, None, by=by, at=AT)
    assert {c.field for c in refused.value.complaints} == {
        "articles",
        *(f"checklist.{rule}" for rule in STOPPING),
    }


async def test_what_all_signed_becomes_part_of_the_agreement_on_its_day() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    before = await of_agreement(made, by=by)
    owed = {one.id: one for one in await lines(made, by=by, today=ON)}
    first, second, third, *_ = before
    amendment = await begun(made, people)
    await say(amendment, GOAL, "Dat gebeurt samen.", people)
    ours = {p.organisation: p.id for p in await parties(amendment, by=by)}
    plans = [MilestoneForm("Nieuwe mijlpaal", "on_date", on_date=ON + timedelta(days=90))]
    goal = {"measurable_goal": "Elk kwartaal gehaald.", "milestones": plans}
    goal |= {"kind": "training", "extra": {"share": 80}, "priority": "high"}
    await promise(amendment, people, key=first.key, **goal)
    south = [ours["Zuiddorp"]]
    await promise(amendment, people, drop=second.key, new=commitment(south, key="extra"))
    await promise(amendment, people, key=third.key, contributor_party_ids=south)
    assert [one.id for one in await of_agreement(made, by=by)] == [one.id for one in before]
    await signed(amendment, people)

    view, merged = await agreement(made, by=by), await agreement(amendment, by=by)
    assert (view.state, view.text_version, view.frozen_at is None) == ("in_force", 2, False)
    assert (merged.state, merged.entered_into_force_on) == ("ended", None)
    version = await current_version(made, by=by)
    assert version.content and "Dat gebeurt samen." in write_text(version.content)
    articles = "select count(*)::int as n from article where agreement_version = $1"
    assert (await DATABASE.fetch(articles, version.id))[0]["n"] > 10
    after = {one.key: one for one in await of_agreement(made, by=by)}
    assert second.key not in after and {first.key, third.key, "extra"} <= set(after)
    assert after[first.key].id == first.id
    assert after[first.key].measurable_goal == "Elk kwartaal gehaald."
    assert (after[first.key].kind, after[first.key].extra) == ("training", {"share": "80"})
    now = {one.id: one for one in await lines(made, by=by, today=ON)}
    assert set(owed) < set(now)
    of = {
        key: [one for one in now.values() if one.commitment_id == c.id] for key, c in after.items()
    }
    assert [one.planned_on for one in of[first.key]] == [plans[0].on_date]
    gone = [one for one in now.values() if one.commitment_id == second.id]
    assert {one.state for one in gone} == {"lapsed"} and "meer uren" in gone[0].reason
    assert [(one.organisation, one.state) for one in of["extra"]] == [("Zuiddorp", "planned")]
    assert [one.id for one in of[third.key]] == [
        n for n, o in owed.items() if o.title == third.title
    ]
    assert [one.organisation for one in after[third.key].contributors] == ["Zuiddorp"]

    await _owner_changes(made, after["extra"].id, people)


async def _owner_changes(made: UUID, extra: UUID, people: Cast) -> None:
    by = people.administrator
    other = await begun(made, people, "andere eigenaar", LATER)
    north = [one.id for one in await parties(other, by=by) if one.organisation == "Noordstad"]
    await promise(other, people, key="extra", owner_party_ids=north)
    day = LATER.date() + timedelta(days=9)
    rule = (
        "update agreement set entry_rule = 'date_after_all_signed', entry_date = $2 where id = $1"
    )
    await DATABASE.fetch(rule, other, day)
    await signed(other, people, LATER)
    assert (await agreement(other, by=by)).state == "signed"
    assert await bring_into_force(by=await the_service(), at=LATER) == 0
    assert await bring_into_force(by=await the_service(), at=LATER + timedelta(days=10)) == 1
    kept = "select merged_on, merged_version from amendment where agreement = $1"
    assert tuple((await DATABASE.fetch(kept, other))[0]) == (day, 3)
    states = {
        one.organisation: one.state
        for one in await lines(made, by=by, today=ON)
        if one.commitment_id == extra
    }
    assert states == {"Noordstad": "planned", "Zuiddorp": "lapsed"}
    assert (await agreement(made, by=by)).text_version == 3


async def test_what_conflicts_is_named_and_settled_and_never_silently_overwritten() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    first, beside, against = [await begun(made, people, name) for name in ("een", "twee", "drie")]
    await say(first, GOAL, "Eerste.", people)
    await say(beside, "art-kosten", "Tweede.", people)
    await say(against, GOAL, "Derde.", people)
    await say(against, "art-aard", "Derde.", people)
    asked = {one: await put_up(one, people) for one in (beside, against)}
    await signed(first, people)
    await sign_all(asked[beside], people)
    text = write_text((await current_version(made, by=by)).content)
    assert "Eerste." in text and "Tweede." in text

    await sign_all(asked[against], people)
    whole = await forming(against, by=by)
    assert (whole.agreement.state, whole.agreement.signed, whole.version.number) == ("draft", 0, 2)
    found = await standing_of(whole, ON, by=by)
    assert found.came_back == [one.name for one in found.conflicts] == [f"section.{GOAL}"]
    assert {one.name for one in found.differences} == {f"section.{GOAL}", "section.art-kosten"}
    assert (await agreement(made, by=by)).text_version == 3
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(against, None, by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["amendment"]
    with pytest.raises(Refused) as refused:
        await take_over_changes(against, TakeOverForm(), by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["settled"]
    both = [f"section.{GOAL}"]
    await take_over_changes(against, TakeOverForm(keep=both, settled=both), by=by, at=AT)
    with pytest.raises(Overtaken):
        await take_over_changes(against, TakeOverForm(keep=both, settled=both), by=by, at=AT)
    await signed(against, people)
    text = write_text((await current_version(made, by=by)).content)
    assert [word in text for word in ("Eerste.", "Tweede.", "Derde.")] == [False, True, True]


async def test_who_comes_in_consents_too_and_one_that_declines_leaves_all_as_it_was() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    amendment, other = await begun(made, people), await begun(made, people, "anders")
    await say(amendment, GOAL, "Nieuw.", people)
    await say(other, "art-kosten", "Anders.", people)
    waiting = await put_up(other, people)
    east = await organisation("Oosterdam")
    organ = await authority(east)
    await DATABASE.fetch(
        "insert into party (id, version, agreement, organisation, participation, position,"
        " joined_on) values ($1, 1, $2, $3, 'acceding', 9, $4)", new_id(), made, east, ON,
    )  # fmt: skip
    [row] = await DATABASE.fetch("select id from party where organisation = $1", east)
    await add(
        PartyAuthority(
            party=row["id"], authority=organ, represented_by_function="burgemeester", position=1
        )
    )
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(amendment, None, by=by, at=AT)
    assert [c.values for c in refused.value.complaints if c.field == "parties"] == [
        {"party": "Oosterdam"}
    ]
    await sign_all(waiting, people)
    found = await standing_of(await forming(other, by=by), ON, by=by)
    assert (found.came_back, found.whole.agreement.state) == (["party.Oosterdam"], "draft")
    await take_over_changes(amendment, TakeOverForm(), by=by, at=AT)
    names = [one.organisation for one in await parties(amendment, by=by)]
    assert names == ["Noordstad", "Zuiddorp", "Politie", "Oosterdam"]

    asked = await put_up(amendment, people)
    assert len(asked) == 4
    await record_decision(asked[0], decision(decided_on=ON, outcome="declined"), by=by, at=AT)
    before = await agreement(made, by=by)
    with pytest.raises(Refused):
        await withdraw_amendment(amendment, " ", None, by=by, at=AT)
    for outsider in (people.outsider, people.pin_north):
        with pytest.raises(NotFound):
            await withdraw_amendment(amendment, "Geen instemming.", None, by=outsider, at=AT)
    await withdraw_amendment(amendment, "Noordstad stemt niet in.", None, by=by, at=AT)
    assert (await agreement(amendment, by=by)).state == "ended"
    assert await agreement(made, by=by) == before
    with pytest.raises(WrongState):
        await withdraw_amendment(amendment, "Nog eens.", None, by=by, at=AT)
    with pytest.raises(WrongState):
        await withdraw_amendment(made, "Geen wijziging.", None, by=by, at=AT)


async def test_an_amendment_of_what_has_ended_does_not_wait_for_ever() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    amendment, draft = await begun(made, people), await begun(made, people, "later")
    for one in (amendment, draft):
        await say(one, GOAL, "Nieuw.", people)
    rule = "update agreement set entry_rule = $2, entry_date = $3 where id = $1"
    await DATABASE.fetch(rule, amendment, "date_after_all_signed", LATER.date())
    await signed(amendment, people)
    await end_agreement(made, ON, EndReason.TERM, by=by, at=AT, cause=("agreement", made))
    assert await bring_into_force(by=by, at=LATER) == 1
    [kept] = await DATABASE.fetch("select why from amendment where agreement = $1", amendment)
    assert (await agreement(amendment, by=by)).state == "ended" and kept["why"]
    assert (await agreement(made, by=by)).text_version == 1
    with pytest.raises(Refused) as refused:
        await put_up_for_decision(draft, None, by=by, at=AT)
    told = [c.problem for c in refused.value.complaints if c.field == "amendment"]
    assert told[0] == "“{agreement}” is not in force any more, so there is nothing to amend."
