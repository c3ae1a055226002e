"""Parts of the service that are off until a region turns them on."""

from __future__ import annotations

import asyncio

import pytest
from tests.builders import parties
from tests.builders.aiming import barrier, commitments_of, connected, region_of, turned_on
from tests.builders.commitments import AT, draft_agreement, in_force
from tests.builders.counting import counted

from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.commitments.barriers.queries import grid
from governance.commitments.connecting.forms import RaisedRow
from governance.commitments.connecting.queries import connections
from governance.commitments.features.actions import choose_features
from governance.commitments.features.forms import FeaturesForm
from governance.commitments.features.queries import Features, features, features_of
from governance.commitments.features.queries import region_of as region_in
from governance.parties.rules import ExploitationForm

TODAY = AT.date()


async def test_everything_is_off_until_it_is_turned_on(database: Database) -> None:
    people = await parties.cast()
    region = await region_of(people)
    view, asked = await counted(features(region, by=people.administrator))
    assert asked == 1 and view.version == 0 and view.may_choose
    assert await features_of(region, by=people.administrator) == Features()
    assert await features_of(None, by=people.administrator) == Features()
    await turned_on(people, AT, "weights", "budget")
    used = await features_of(region, by=people.administrator)
    assert used == Features(weights=True, budget=True)
    assert (await features(region, by=people.administrator)).version == 1
    await turned_on(people, AT, "kinds")
    assert await features_of(region, by=people.administrator) == Features(kinds=True)
    said = "select verb, changes from trail_entry where verb = 'choose_features' order by number"
    first, second = await DATABASE.fetch(said)
    assert '"weights":true' in first["changes"] and '"kinds":true' in second["changes"]


async def test_who_keeps_the_region_turns_on_and_the_others_look(database: Database) -> None:
    people = await parties.cast()
    agreement = await in_force(people)
    region = await region_of(people)
    await choose_features(region, FeaturesForm(weights=True, version=0), by=people.secretary, at=AT)
    for who in (people.pin_north, people.chair):
        view = await features(region, by=who)
        assert view.weights and not view.may_choose
        with pytest.raises(NotFound):
            await choose_features(region, FeaturesForm(version=1), by=who, at=AT)
    with pytest.raises(NotFound):
        await features(region, by=people.outsider)
    with pytest.raises(NotFound):
        await choose_features(region, FeaturesForm(version=1), by=people.outsider, at=AT)
    found = await region_in(agreement, by=people.pin_north)
    assert found and found.id == region
    assert await region_in(agreement, by=people.outsider) is None


async def test_a_party_of_a_draft_that_is_not_shared_does_not_see_the_region(
    database: Database,
) -> None:
    people = await parties.cast()
    made = await draft_agreement(people)
    await parties.committee(people.stranger, "Elders")
    sql = "insert into party (id, version, agreement, organisation, participation, position)"
    await DATABASE.fetch(
        f"{sql} values (gen_random_uuid(), 1, $1, $2, 'signatory', 1)", made, people.stranger
    )
    region = await region_of(people)
    with pytest.raises(NotFound):
        await features(region, by=people.outsider)
    await DATABASE.fetch("update agreement set shared_at = now() where id = $1", made)
    assert (await features(region, by=people.outsider)).region_id == region


async def test_a_version_that_was_not_seen_changes_nothing(database: Database) -> None:
    people = await parties.cast()
    region = await turned_on(people, AT, "weights")
    with pytest.raises(Overtaken):
        form = FeaturesForm(budget=True, version=0)
        await choose_features(region, form, by=people.administrator, at=AT)
    assert (await features_of(region, by=people.administrator)).weights


async def test_two_who_choose_at_once_do_not_overwrite_each_other(database: Database) -> None:
    people = await parties.cast()
    region = await region_of(people)

    async def choose(by: Actor, part: str) -> str:
        form = FeaturesForm(version=0, **{part: True})
        try:
            await choose_features(region, form, by=by, at=AT)
        except Overtaken:
            return "told"
        return "done"

    told = await asyncio.gather(
        choose(people.administrator, "weights"), choose(people.secretary, "budget")
    )
    assert sorted(told) == ["done", "told"]
    used = await features(region, by=people.administrator)
    assert used.version == 1 and used.weights is not used.budget


async def test_what_is_off_is_not_shown_or_said_and_comes_back_as_it_was(
    database: Database,
) -> None:
    people = await parties.cast()
    by = people.administrator
    agreement = await in_force(people, commitments=2)
    first, second = await commitments_of(agreement)
    region = await region_of(people)
    with pytest.raises(WrongState):
        await barrier(region, by, AT)
    await turned_on(people, AT, "barriers", "dependence")
    made = await barrier(region, by, AT)
    rows = [RaisedRow(made, [ExploitationForm.LABOUR])]
    await connected(agreement, first, by, AT, barriers=rows, waits_for=[second])
    await turned_on(people, AT)
    view = await connections(agreement, first, by=by, today=TODAY)
    assert view.barriers == () and view.dependence.waits_for == ()
    assert not (await grid(region, by=by, today=TODAY)).in_use
    with pytest.raises(Refused) as refused:
        await connected(agreement, first, by, AT, barriers=rows, waits_for=[second])
    assert [one.field for one in refused.value.complaints] == ["barriers", "waitsFor"]
    await connected(agreement, first, by, AT)
    await turned_on(people, AT, "barriers", "dependence")
    view = await connections(agreement, first, by=by, today=TODAY)
    assert [one.barrier for one in view.barriers] == ["Vergunning"]
    assert [one.id for one in view.dependence.waits_for] == [second]
