"""What a commitment serves, raises and waits for: the barrier grid, and rings of waiting."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.aiming import barrier, commitments_of, connected, turned_on, wanted
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted

from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused
from governance.commitments.barriers.actions import change_barrier, remove_barrier
from governance.commitments.barriers.forms import BarrierChange, BarrierRemoval
from governance.commitments.barriers.papers import rows_of
from governance.commitments.barriers.queries import grid
from governance.commitments.connecting.actions import connect
from governance.commitments.connecting.forms import ConnectionsForm, RaisedRow
from governance.commitments.connecting.queries import connections
from governance.commitments.dependence.queries import waiting
from governance.commitments.kept.queries import Whole
from governance.commitments.rules import Standing
from governance.parties.rules import ExploitationForm

TODAY = AT.date()
LABOUR, SEXUAL = ExploitationForm.LABOUR, ExploitationForm.SEXUAL


async def test_the_grid_shows_which_commitments_raise_which_barrier(database: Database) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people, commitments=2)
    first, second = await commitments_of(agreement)
    for one, forms in ((first, [LABOUR, SEXUAL]), (second, [LABOUR])):
        rows = [RaisedRow(made["barrier"], forms)]
        await connected(agreement, one, by, AT, barriers=rows)
    other = await barrier(made["region"], by, AT, "Adrescontrole")
    view, asked = await counted(grid(made["region"], by=by, today=TODAY))
    assert asked == 4
    assert [one.title for one in view.barriers] == ["Adrescontrole", "Vergunning"]
    assert [one.id for one in view.cell(made["barrier"], LABOUR)] == [first, second]
    assert [one.id for one in view.cell(made["barrier"], SEXUAL)] == [first]
    assert view.cell(other, LABOUR) == []
    head, *rows_said = rows_of(view, "nl")
    assert head[0] == "Barrière" and len(rows_said) == 4 + 5
    assert ["Vergunning", "seksuele uitbuiting", "1", "Toezegging 1"] in [r[:4] for r in rows_said]
    with pytest.raises(NotFound):
        await grid(made["region"], by=people.outsider, today=TODAY)


async def test_a_barrier_is_changed_and_removed_once_nothing_raises_it(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people)
    [only] = await commitments_of(agreement)
    rows = [RaisedRow(made["barrier"], [LABOUR])]
    await connected(agreement, only, by, AT, barriers=rows)
    with pytest.raises(Refused):
        await barrier(made["region"], by, AT, "vergunning")
    await change_barrier(made["barrier"], BarrierChange(title="Controle", version=1), by=by, at=AT)
    with pytest.raises(Refused):
        await remove_barrier(made["barrier"], BarrierRemoval(version=2), by=by, at=AT)
    with pytest.raises(NotFound):
        form = BarrierChange(title="Nee", version=2)
        await change_barrier(made["barrier"], form, by=people.pin_north, at=AT)
    await connected(agreement, only, by, AT)
    await remove_barrier(made["barrier"], BarrierRemoval(version=2), by=by, at=AT)
    assert (await grid(made["region"], by=by, today=TODAY)).barriers == ()
    verbs = "select verb from trail_entry where kind = 'barrier' order by number"
    assert [row["verb"] for row in await DATABASE.fetch(verbs)] == [
        "add_barrier", "change_barrier", "remove_barrier",
    ]  # fmt: skip


async def test_a_ring_of_waiting_is_refused_with_the_way_named(database: Database) -> None:
    people = await parties.cast()
    by, agreement = people.administrator, await in_force(people, commitments=3)
    await turned_on(people, AT, "dependence")
    first, second, third = await commitments_of(agreement)
    await connected(agreement, first, by, AT, waits_for=[second])
    await connected(agreement, second, by, AT, waits_for=[third])
    with pytest.raises(Refused) as refused:
        await connected(agreement, third, by, AT, waits_for=[first])
    [said] = refused.value.complaints
    way = ["3. Toezegging 3", "1. Toezegging 1", "2. Toezegging 2", "3. Toezegging 3"]
    assert said.field == "waitsFor" and said.values["path"] == " → ".join(way)
    with pytest.raises(Refused):
        await connected(agreement, first, by, AT, waits_for=[first])
    view, asked = await counted(connections(agreement, second, by=by, today=TODAY))
    assert asked <= 8
    assert [one.id for one in view.dependence.waits_for] == [third]
    assert [one.id for one in view.dependence.holds_up] == [first]


async def test_two_at_once_do_not_close_a_ring_together(database: Database) -> None:
    people = await parties.cast()
    by, agreement = people.administrator, await in_force(people, commitments=1)
    other = await in_force(people, commitments=1)
    await turned_on(people, AT, "dependence")
    [first], [second] = await commitments_of(agreement), await commitments_of(other)

    async def wait(of: UUID, one: UUID, to: UUID) -> str:
        try:
            await connected(of, one, by, AT, waits_for=[to])
        except Refused:
            return "refused"
        return "done"

    told = await asyncio.gather(wait(agreement, first, second), wait(other, second, first))
    assert sorted(told) == ["done", "refused"]


async def test_two_who_say_what_a_commitment_serves_do_not_overwrite_each_other(
    database: Database,
) -> None:
    people = await parties.cast()
    made, by = await wanted(people, AT), people.administrator
    agreement = await in_force(people)
    [only] = await commitments_of(agreement)

    async def say(aim: UUID) -> str:
        form = ConnectionsForm(aim_ids=[aim], version=0)
        try:
            await connect(agreement, only, form, by=by, at=AT)
        except Overtaken:
            return "told"
        return "done"

    told = await asyncio.gather(say(made["goal"]), say(made["route"]))
    assert sorted(told) == ["done", "told"]
    view = await connections(agreement, only, by=by, today=TODAY)
    assert view.version == 1 and len(view.aims) == 1


async def test_a_late_one_tells_what_it_holds_up(database: Database) -> None:
    people = await parties.cast()
    by, agreement = people.administrator, await in_force(people, commitments=2)
    await turned_on(people, AT, "dependence")
    first, second = await commitments_of(agreement)
    await connected(agreement, first, by, AT, waits_for=[second])
    view = await connections(agreement, second, by=by, today=TODAY)
    assert not view.dependence.late
    sql = """update commitment_line set planned_on = '2026-01-01'
             where commitment = $1 and organisation = $2"""
    await DATABASE.fetch(sql, second, people.north)
    view = await connections(agreement, second, by=by, today=TODAY)
    assert view.dependence.late and [one.id for one in view.dependence.holds_up] == [first]
    view = await connections(agreement, first, by=by, today=TODAY)
    assert [one.stands for one in view.dependence.waits_for] == [Whole(Standing.LATE, 1, 2)]


async def test_what_a_commitment_has_to_do_with_is_for_who_takes_part(
    database: Database,
) -> None:
    people = await parties.cast()
    made = await wanted(people, AT)
    agreement = await in_force(people)
    [only] = await commitments_of(agreement)
    for who in (people.pin_north, people.secretary):
        assert not (await connections(agreement, only, by=who, today=TODAY)).may_connect
        with pytest.raises(NotFound):
            await connected(agreement, only, who, AT, aim_ids=[made["goal"]])
    with pytest.raises(NotFound):
        await connections(agreement, only, by=people.outsider, today=TODAY)
    with pytest.raises(NotFound):
        await connected(agreement, only, people.outsider, AT)
    other = await in_force(people)
    with pytest.raises(NotFound):
        await connections(other, only, by=people.administrator, today=TODAY)


async def test_waiting_for_a_commitment_of_others_stays_where_one_does_not_see_it(
    database: Database,
) -> None:
    """The keeper of one agreement does not undo what stands there of an agreement of others."""
    people = await parties.cast()
    by, agreement = people.administrator, await in_force(people, commitments=2)
    away = await in_force(people, owners=1)
    await turned_on(people, AT, "dependence")
    first, second = await commitments_of(agreement)
    [theirs] = await commitments_of(away)
    await connected(agreement, first, by, AT, waits_for=[theirs])
    sql = "update agreement set keeper = $2, committee = null where id = $1"
    await DATABASE.fetch(sql, away, people.stranger)
    view = await connections(agreement, first, by=by, today=TODAY)
    assert view.dependence.waits_for == ()
    await connected(agreement, first, by, AT, waits_for=[second])
    waits = "select waits_for from commitment_dependence where commitment = $1"
    assert {row["waits_for"] for row in await DATABASE.fetch(waits, first)} == {theirs, second}
    with pytest.raises(Refused):
        await connected(agreement, second, by, AT, waits_for=[theirs])


async def test_what_holds_up_most_is_shown_late_ones_first(database: Database) -> None:
    people = await parties.cast()
    by, agreement = people.administrator, await in_force(people, commitments=3)
    region = await turned_on(people, AT)
    assert not (await waiting(region, by=by, today=TODAY)).in_use
    await turned_on(people, AT, "dependence")
    first, second, third = await commitments_of(agreement)
    await connected(agreement, second, by, AT, waits_for=[first])
    await connected(agreement, third, by, AT, waits_for=[first, second])
    view, asked = await counted(waiting(region, by=people.pin_north, today=TODAY))
    assert asked == 3
    told = [(one.what.id, [held.id for held in one.holds_up]) for one in view.holding]
    assert told == [(first, [second, third]), (second, [third])]
    sql = "update commitment_line set planned_on = '2026-01-01' where commitment = $1"
    await DATABASE.fetch(sql, second)
    view = await waiting(region, by=by, today=TODAY)
    assert [one.what.id for one in view.holding] == [second, first]
    with pytest.raises(NotFound):
        await waiting(region, by=people.outsider, today=TODAY)
