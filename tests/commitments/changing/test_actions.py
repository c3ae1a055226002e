"""Changing many commitments at once: as it was shown, as a whole or not at all, and back again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast, actor, cast

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.ids import new_id
from governance.commitments.audience.actions import set_audience
from governance.commitments.audience.forms import AudienceForm
from governance.commitments.changing import actions
from governance.commitments.changing.actions import change_many, undo_change
from governance.commitments.changing.forms import ChangeForm, ChangeUndoing, LineChosen
from governance.commitments.changing.queries import Preview, change_shown, preview
from governance.commitments.changing.rules import DAYS, What
from governance.commitments.finding.rules import Wanted as Filters

TODAY = day(AT)
WAYS: dict[What, dict[str, Any]] = {
    What.PRIORITY: {"to": "high"},
    What.EXECUTION: {"to": "itself", "why": "Eigen mensen."},
    What.AUDIENCE: {"to": "officials"},
    What.PLANNING: {"weeks": 2, "why": "De raad besluit later."},
}
"""A change of every field that is right."""
UNDO = ChangeUndoing(version=1)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


def wish(what: What, **fields: Any) -> ChangeForm:
    return ChangeForm(what=what, **(WAYS[what] | fields))


async def shown(form: ChangeForm, by: Actor, wanted: Filters | None = None) -> Preview:
    return await preview(wanted or Filters(), form, by=by, today=TODAY)


async def all_of(form: ChangeForm, by: Actor, lines: Iterable[UUID] = ()) -> ChangeForm:
    """The form with every line that the preview lets change, or these."""
    ids = frozenset(lines)
    found = (await shown(form, by)).lines
    chosen = [
        LineChosen(id=one.id, version=one.version)
        for one in found
        if (one.id in ids if ids else one.after is not None)
    ]
    return ChangeForm(
        what=form.what, to=form.to, weeks=form.weeks, on=form.on, why=form.why,
        knowingly=form.knowingly, executor_organisation_id=form.executor_organisation_id,
        lines=chosen,
    )  # fmt: skip


async def stored() -> list[tuple[Any, ...]]:
    """All that the four fields hold, of every line."""
    rows = await DATABASE.fetch(
        "select l.id, l.priority, l.audience, l.planned_on, coalesce(x.how, 'agreed') as how,"
        " coalesce(x.why, '') as why, x.executor_organisation,"
        " (select array_agg(m.planned_on order by m.id) from milestone_line m"
        "  where m.commitment_line = l.id) as days"
        " from commitment_line l left join line_execution x on x.commitment_line = l.id"
        " order by l.id"
    )
    return [tuple(row.values()) for row in rows]


def who(what: What, people: Cast) -> Actor:
    """Somebody who may change this field of some lines."""
    return people.administrator if what in (What.PRIORITY, What.PLANNING) else people.pin_north


@pytest.mark.parametrize("what", list(What))
async def test_what_was_shown_is_what_happens_and_undoing_takes_exactly_that_back(
    people: Cast, what: What
) -> None:
    await in_force(people, commitments=2)
    by, before = who(what, people), await stored()
    found = await shown(wish(what), by)
    changing = {one.id: one for one in found.lines if one.after is not None}
    assert len(changing) == found.changing == (4 if by is people.administrator else 2)
    assert found.changing + found.alike + found.refused == found.total == 4 - found.others
    made = await change_many(await all_of(wish(what), by), by=by, at=AT)
    change = await change_shown(made, by=by, at=AT)
    assert all(one.now == one.after != one.before for one in change.lines)
    assert {one.id: one.after for one in change.lines} == {
        one.id: one.after for one in changing.values()
    }
    other = await stored()
    assert sum(a != b for a, b in zip(before, other, strict=True)) == len(changing)
    assert change.why_not_undone is None
    await undo_change(made, UNDO, by=by, at=AT)
    assert await stored() == before
    undone = await change_shown(made, by=by, at=AT)
    assert undone.undone_at == AT and undone.why_not_undone
    with pytest.raises(Refused):
        await undo_change(made, ChangeUndoing(version=2), by=by, at=AT)
    rows = await DATABASE.fetch(
        "select verb from trail_entry where verb in ('change_many', 'undo_change') order by id"
    )
    assert [row["verb"] for row in rows] == ["change_many", "undo_change"]


@pytest.mark.parametrize("what", list(What))
async def test_it_is_not_undone_once_somebody_changed_a_line_after_it(
    people: Cast, what: What
) -> None:
    await in_force(people, commitments=2)
    by, after = who(what, people), {
        What.PRIORITY: {"to": "low"}, What.EXECUTION: {"to": "agreed", "why": ""},
        What.AUDIENCE: {"to": "committee"}, What.PLANNING: {"weeks": 1},
    }  # fmt: skip
    first = await change_many(await all_of(wish(what), by), by=by, at=AT)
    [line, *_] = (await change_shown(first, by=by, at=AT)).lines
    again = await all_of(wish(what, **after[what]), by, [line.id])
    second = await change_many(again, by=by, at=AT)
    standing = await stored()
    with pytest.raises(Refused) as refused:
        await undo_change(first, UNDO, by=by, at=AT)
    [why] = refused.value.complaints
    assert line.organisation in why.values["names"]
    assert await stored() == standing, "nothing of it"
    await undo_change(second, UNDO, by=by, at=AT)
    await undo_change(first, UNDO, by=by, at=AT)


async def test_the_preview_takes_every_filter_of_the_list(people: Cast) -> None:
    made = await in_force(people)
    await in_force(people)
    for wanted, number in (
        (Filters(), 4), (Filters(agreement=made), 2), (Filters(standing="on_schedule"), 4),
        (Filters(search="zuid", agreement=made), 1), (Filters(state="done"), 0),
        (Filters(priority="normal", sort="-planned"), 4),
    ):  # fmt: skip
        found = await shown(wish(What.PLANNING), people.administrator, wanted)
        assert found.total == found.changing == number, wanted


async def test_days_of_enforcement_are_planned_on_their_own_page(people: Cast) -> None:
    await in_force(people)
    await DATABASE.fetch("update commitment set kind = 'enforcement'")
    found = await shown(wish(What.PLANNING), people.administrator)
    assert (found.changing, found.refused) == (0, 2)
    assert {str(one.before) for one in found.lines} == {"{}"}


async def test_after_some_days_it_is_not_undone_as_a_whole_any_more(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    made = await change_many(await all_of(wish(What.PRIORITY), by), by=by, at=AT)
    late = AT + timedelta(days=DAYS, minutes=1)
    with pytest.raises(Refused):
        await undo_change(made, UNDO, by=by, at=late)
    await undo_change(made, UNDO, by=by, at=late - timedelta(minutes=1))


async def test_one_line_that_is_refused_leaves_all_as_they_are(people: Cast) -> None:
    await in_force(people, commitments=2)
    by, form = people.administrator, wish(What.PLANNING)
    every = await all_of(form, by)
    last = every.lines[-1].id
    await DATABASE.fetch("update commitment_line set state = 'done' where id = $1", last)
    before = await stored()
    with pytest.raises(Refused) as refused:
        await change_many(every, by=by, at=AT)
    [complaint] = refused.value.complaints
    assert complaint.field == "lines.3.chosen" and "2 Zuiddorp" in complaint.about
    assert await stored() == before
    found = await shown(form, by)
    assert (found.changing, found.refused) == (3, 1)
    assert [bool(one.why_not) for one in found.lines if one.id == last] == [True]


async def test_what_goes_wrong_half_way_leaves_all_as_they_are(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    await in_force(people)
    by, before = people.administrator, await stored()
    form = await all_of(wish(What.PLANNING), by)

    async def breaks(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(actions, "_noted", breaks)
    with pytest.raises(OSError):
        await change_many(form, by=by, at=AT)
    assert await stored() == before
    assert not await DATABASE.fetch("select from line_change")


async def test_of_what_one_may_not_change_nothing_is_told_and_nothing_done(people: Cast) -> None:
    await in_force(people)
    found = await shown(wish(What.AUDIENCE), people.pin_north)
    [mine] = found.lines
    assert mine.after == {"audience": "officials"} and (found.total, found.others) == (1, 1)
    [theirs] = await DATABASE.fetch("select id from commitment_line where id <> $1", mine.id)
    lines = [LineChosen(id=one) for one in (mine.id, theirs["id"])]
    for by, what, refusal in (
        (people.pin_north, What.AUDIENCE, Refused),
        (people.pin_north, What.PRIORITY, Refused),
        (people.pin_north, What.PLANNING, Refused),
        (people.administrator, What.EXECUTION, Refused),
        (people.outsider, What.PRIORITY, NotFound),
        (await actor(RoleKind.READER, organisation=people.north), What.PRIORITY, NotAllowed),
    ):
        with pytest.raises(refusal):
            await change_many(wish(what, lines=lines), by=by, at=AT)
    outside = await shown(wish(What.PRIORITY), people.outsider)
    assert (outside.total, outside.others) == (0, 0)
    mine_only = wish(What.AUDIENCE, lines=lines[:1])
    made = await change_many(mine_only, by=people.pin_north, at=AT)
    for other in (people.pin_south, people.outsider, people.administrator):
        with pytest.raises(NotFound):
            await change_shown(made, by=other, at=AT)
        with pytest.raises(NotFound):
            await undo_change(made, UNDO, by=other, at=AT)
    with pytest.raises(NotFound):
        await change_shown(new_id(), by=people.pin_north, at=AT)


async def test_a_line_that_changed_since_it_was_shown_is_told(people: Cast) -> None:
    await in_force(people)
    by = people.pin_north
    form = await all_of(wish(What.AUDIENCE), by)
    [one] = form.lines
    await set_audience(one.id, AudienceForm("own", version=one.version), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await change_many(form, by=by, at=AT)
    assert ["since" in c.problem for c in refused.value.complaints] == [True]


async def test_an_organisation_that_is_not_there_cannot_carry_out(people: Cast) -> None:
    await in_force(people)
    form = wish(What.EXECUTION, to="other", executor_organisation_id=new_id())
    with pytest.raises(Refused) as refused:
        await shown(form, people.pin_north)
    assert [c.field for c in refused.value.complaints] == ["executorOrganisationId"]
    there = wish(What.EXECUTION, to="other", executor_organisation_id=people.police)
    made = await change_many(await all_of(there, people.pin_north), by=people.pin_north, at=AT)
    assert list((await change_shown(made, by=people.pin_north, at=AT)).names) == [
        str(people.police)
    ]


async def test_the_reason_of_other_days_is_kept_with_them_and_of_taking_it_back(
    people: Cast,
) -> None:
    await in_force(people, owners=1)
    by = people.administrator
    on = wish(What.PLANNING, weeks=None, on=date(2026, 6, 1))
    made = await change_many(await all_of(on, by), by=by, at=AT)
    await undo_change(made, UNDO, by=by, at=AT)
    rows = await DATABASE.fetch("select before, after, reason from replanning order by id")
    assert [tuple(row.values()) for row in rows] == [
        (date(2026, 4, 1), date(2026, 6, 1), "De raad besluit later."),
        (date(2026, 6, 1), date(2026, 4, 1), "Ongedaan gemaakt: De raad besluit later."),
    ]


async def test_why_priorities_changed_stands_in_the_trail_as_the_page_says(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    form = await all_of(wish(What.PRIORITY, why="De stuurgroep besloot zo."), by)
    made = await change_many(form, by=by, at=AT)
    await undo_change(made, UNDO, by=by, at=AT)
    rows = await DATABASE.fetch(
        "select changes from trail_entry where verb in ('prioritise', 'undo_priority') order by id"
    )
    assert ["De stuurgroep besloot zo." in row["changes"] for row in rows] == [True, True]


async def test_a_priority_that_was_another_in_between_is_told_and_not_undone(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    made = [
        await change_many(await all_of(wish(What.PRIORITY, to=to), by), by=by, at=AT)
        for to in ("high", "low", "high")
    ]
    standing = await stored()
    with pytest.raises(Refused) as refused:
        await undo_change(made[0], UNDO, by=by, at=AT)
    assert "changed again" in refused.value.complaints[0].problem
    assert await stored() == standing


async def test_of_two_who_change_or_undo_at_once_one_is_told(people: Cast) -> None:
    await in_force(people)
    by = people.administrator
    forms = [await all_of(wish(What.PRIORITY, to=to), by) for to in ("high", "low")]
    said = await asyncio.gather(
        *(change_many(form, by=by, at=AT) for form in forms), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in said) == [Refused.__name__, "UUID"]
    [made] = [one for one in said if isinstance(one, UUID)]
    undone = await asyncio.gather(
        *(undo_change(made, UNDO, by=by, at=AT) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in undone) in (
        [Overtaken.__name__, "NoneType"], ["NoneType", Overtaken.__name__],
        ["NoneType", Refused.__name__],
    )  # fmt: skip


@pytest.mark.parametrize("what", list(What))
async def test_a_preview_and_a_change_ask_as_often_however_many_lines_there_are(
    people: Cast, what: What
) -> None:
    await in_force(people, commitments=1)
    by, most = who(what, people), 3 if what in (What.PLANNING, What.EXECUTION) else 2
    _, few = await counted(shown(wish(what), by))
    await in_force(people, owners=9, commitments=4)
    found, many = await counted(shown(wish(what), by))
    assert found.total + found.others > 20 and few == many == most
    made = await change_many(await all_of(wish(what), by), by=by, at=AT)
    _, taken = await counted(change_shown(made, by=by, at=AT))
    assert taken == (4 if what in (What.PLANNING, What.EXECUTION) else 3)
