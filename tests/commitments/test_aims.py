"""What a region wants, and which commitments serve it."""

from __future__ import annotations

import pytest
from tests.builders import parties
from tests.builders.aiming import aim, commitments_of, connected, region_of, wanted
from tests.builders.commitments import AT, commitment, draft_agreement, in_force, party
from tests.builders.counting import counted

from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused
from governance.commitments.actions import set_commitments
from governance.commitments.aiming.actions import change_aim, remove_aim
from governance.commitments.aiming.forms import AimChange, AimRemoval
from governance.commitments.aiming.queries import aims, around, choices, part_of
from governance.commitments.connecting.queries import served_by
from governance.commitments.forms import form_of
from governance.commitments.queries import of_agreement
from governance.commitments.rules import Standing

TODAY = AT.date()


async def test_a_region_writes_down_what_it_wants(database: Database) -> None:
    people = await parties.cast()
    made = await wanted(people, AT)
    other = await aim(made["region"], people.secretary, AT, title="Tweede visie")
    view, asked = await counted(aims(made["region"], by=people.administrator, today=TODAY))
    assert asked == 4
    assert [(one.kind, one.id) for one in view.aims] == [
        ("vision", made["vision"]), ("goal", made["goal"]), ("route", made["route"]),
        ("vision", other),
    ]  # fmt: skip
    assert view.way_to(made["route"])[0].id == made["vision"]
    assert [one.id for one in choices(view.aims)] == [made["goal"], made["route"]]
    assert view.features.barriers and view.may_keep
    with pytest.raises(Refused) as refused:
        await aim(made["region"], people.administrator, AT, "route", made["vision"])
    assert [one.field for one in refused.value.complaints] == ["parentId"]


async def test_a_goal_of_another_region_is_nothing_to_stand_under(database: Database) -> None:
    people = await parties.cast()
    made = await wanted(people, AT)
    away = await parties.committee(people.stranger, "Elders")
    [row] = await DATABASE.fetch("select grouping from committee where id = $1", away)
    with pytest.raises(Refused):
        await aim(row["grouping"], people.outsider, AT, "route", made["goal"])
    with pytest.raises(NotFound):
        await aim(made["region"], people.outsider, AT)
    assert await aim(row["grouping"], people.outsider, AT)


async def test_words_change_by_who_saw_them_last(database: Database) -> None:
    people = await parties.cast()
    made = await wanted(people, AT)
    await change_aim(
        made["goal"], AimChange(title="Anders", version=1), by=people.administrator, at=AT
    )
    with pytest.raises(Overtaken):
        await change_aim(
            made["goal"], AimChange(title="Toch niet", version=1), by=people.secretary, at=AT
        )
    for who in (people.chair, people.pin_north, people.outsider):
        with pytest.raises(NotFound):
            await change_aim(made["goal"], AimChange(title="Nee", version=2), by=who, at=AT)
    view = await around(made["goal"], by=people.administrator, today=TODAY)
    assert part_of(view, made["goal"]).aim.title == "Anders"


async def test_goals_without_commitment_and_commitments_without_goal_are_listed(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people, commitments=2)
    first, second = await commitments_of(agreement)
    view = await aims(made["region"], by=by, today=TODAY)
    assert [one.id for one in view.unserved] == [made["goal"]]
    assert [one.id for one in view.aimless] == [first, second]
    await connected(agreement, first, by, AT, aim_ids=[made["route"]])
    view, asked = await counted(aims(made["region"], by=by, today=TODAY))
    assert asked == 4
    assert view.unserved == [] and [one.id for one in view.aimless] == [second]
    assert {one.kind: one.served for one in view.aims} == {"vision": 1, "goal": 1, "route": 1}
    [serving] = part_of(view, made["vision"]).commitments
    assert (serving.stands.standing, serving.stands.behind) == (Standing.ON_SCHEDULE, 2)
    assert [one.organisation for one in serving.lines] == ["Noordstad", "Zuiddorp"]
    [aimed] = await served_by(first, by=by)
    assert aimed.above == ("Een regio zonder uitbuiting", "Elke gemeente herkent signalen")


async def test_a_commitment_that_lapsed_serves_nothing_any_more(database: Database) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people)
    [only] = await commitments_of(agreement)
    await connected(agreement, only, by, AT, aim_ids=[made["goal"]])
    await DATABASE.fetch("update commitment set lapsed_on = $2 where id = $1", only, TODAY)
    view = await aims(made["region"], by=by, today=TODAY)
    assert [one.id for one in view.unserved] == [made["goal"]] and not view.commitments


async def test_of_agreements_of_others_only_the_number_is_told(database: Database) -> None:
    """A party sees that a goal is served, not by which commitment of others; of a draft that it
    takes no part in it is told nothing."""
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    await in_force(people)
    other = await in_force(people, owners=1)
    [theirs] = await commitments_of(other)
    await connected(other, theirs, by, AT, aim_ids=[made["goal"]])
    view = await aims(made["region"], by=people.pin_south, today=TODAY)
    assert [one.served for one in view.aims if one.kind == "goal"] == [1]
    assert theirs not in [one.id for one in view.commitments] and view.unserved == []
    await DATABASE.fetch("update agreement set state = 'draft' where id = $1", other)
    view = await aims(made["region"], by=people.pin_south, today=TODAY)
    assert [one.id for one in view.unserved] == [made["goal"]]


async def test_what_is_served_or_has_something_under_it_is_not_removed(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people)
    [only] = await commitments_of(agreement)
    await connected(agreement, only, by, AT, aim_ids=[made["route"]])
    for name in ("goal", "route"):
        with pytest.raises(Refused):
            await remove_aim(made[name], AimRemoval(version=1), by=by, at=AT)
    await connected(agreement, only, by, AT)
    with pytest.raises(Overtaken):
        await remove_aim(made["route"], AimRemoval(version=2), by=by, at=AT)
    for name in ("route", "goal", "vision"):
        await remove_aim(made[name], AimRemoval(version=1), by=by, at=AT)
    assert (await aims(made["region"], by=by, today=TODAY)).aims == ()
    with pytest.raises(NotFound):
        await around(made["goal"], by=by, today=TODAY)


async def test_a_draft_keeps_what_its_commitments_serve_when_they_are_set_again(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people, commitments=2)
    await DATABASE.fetch("delete from milestone_line")
    await DATABASE.fetch("delete from line_history")
    await DATABASE.fetch("delete from commitment_line")
    await DATABASE.fetch("update agreement set state = 'draft' where id = $1", agreement)
    first, second = await commitments_of(agreement)
    await connected(agreement, first, by, AT, aim_ids=[made["goal"]])
    await connected(agreement, second, by, AT, aim_ids=[made["route"]])
    forms = [form_of(one) for one in await of_agreement(agreement, by=by)]
    await set_commitments(agreement, forms[:1], None, by=by, at=AT)
    [aimed] = await served_by(first, by=by)
    assert aimed.id == made["goal"]
    view = await aims(made["region"], by=by, today=TODAY)
    assert {one.kind: one.served for one in view.aims}["route"] == 0
    await remove_aim(made["route"], AimRemoval(version=1), by=by, at=AT)


async def test_an_agreement_without_committee_is_in_no_region(database: Database) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await draft_agreement(people, committee=None)
    assert await region_of(people) == made["region"]
    north = await party(agreement, people.north)
    await set_commitments(agreement, [commitment([north])], None, by=by, at=AT)
    [only] = await commitments_of(agreement)
    with pytest.raises(Refused) as refused:
        await connected(agreement, only, by, AT, aim_ids=[made["goal"]])
    assert [one.field for one in refused.value.complaints] == ["aimIds"]
