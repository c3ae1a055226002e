"""An addendum ends with its agreement; an agreement takes the place of the one that it follows."""

from __future__ import annotations

import pytest
from tests.builders.agreements import decision, organs
from tests.builders.amending import AT, ON, in_force
from tests.builders.formation import ready, signature
from tests.builders.parties import cast

from governance.agreements.actions import record_decision
from governance.agreements.amending.listing.queries import related
from governance.agreements.following.actions import choose_predecessor
from governance.agreements.lasting.rules import EndReason
from governance.agreements.queries import agreement, parties
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Refused, WrongState
from governance.commitments.actions import apply_report
from governance.commitments.forms import LineChange
from governance.commitments.queries import lines
from governance.formation.actions import put_up_for_decision, sign
from governance.formation.adding.actions import begin_addendum
from governance.formation.adding.forms import AddendumForm
from governance.formation.following.queries import succession
from governance.formation.lasting.actions import end_agreement
from governance.formation.queries import forming

pytestmark = pytest.mark.usefixtures("database")
FORM = AddendumForm("Addendum uren", "Addendum uren")


async def test_an_addendum_stands_beside_the_agreement_and_ends_with_it() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    for other in (people.outsider, people.pin_north):
        with pytest.raises(NotFound):
            await begin_addendum(made, FORM, by=other, at=AT)
    with pytest.raises(Refused) as refused:
        await begin_addendum(made, AddendumForm("", " "), by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["title", "shortTitle"]
    addendum = await begin_addendum(made, FORM, by=by, at=AT)
    assert await begin_addendum(made, FORM, by=by, at=AT) == addendum
    with pytest.raises(WrongState):
        await begin_addendum(addendum, FORM, by=by, at=AT)
    names = [one.organisation for one in await parties(addendum, by=by)]
    assert names == [one.organisation for one in await parties(made, by=by)]
    assert (await forming(addendum, by=by)).version.answers == {
        "overeenkomst": "Lokale aanpak Noordstad", "ondertekend": "2026-11-20",
    }  # fmt: skip
    assert [(o.id, o.how) for o in await related(made, by=by)] == [(addendum, "supplemented_by")]
    assert [(o.id, o.how) for o in await related(addendum, by=by)] == [(made, "supplements")]
    await DATABASE.fetch("update agreement set state = 'in_force' where id = $1", addendum)
    cause = ("agreement", made)
    await end_agreement(made, ON, EndReason.TERM, by=by, at=AT, cause=cause)
    ended = await agreement(addendum, by=by)
    assert (ended.state, ended.ends_on) == ("ended", ON)


async def test_an_agreement_takes_the_place_of_the_one_that_it_follows() -> None:
    people = await cast()
    by, old = people.administrator, await in_force(people)
    new = await ready(people)
    assert [one.id for one in (await succession(new, by=by)).may_follow] == [old]
    with pytest.raises(Refused) as refused:
        await choose_predecessor(new, new, None, by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["predecessorId"]
    for other in (people.outsider, people.pin_north):
        with pytest.raises(NotFound):
            await choose_predecessor(new, old, None, by=other, at=AT)
    await choose_predecessor(new, old, None, by=by, at=AT)
    await DATABASE.fetch(
        "update commitment set key = 'anders' where agreement = $1 and position = 1", new
    )
    owed = await lines(old, by=by, today=ON)
    shown = {one.line_id: one.goes_on for one in (await succession(new, by=by)).open}
    assert [shown[one.id] for one in owed] == [one.number != 1 for one in owed]
    said = LineChange(owed[1].id, "started", words="De werving loopt.")
    await apply_report([said], by=by, at=AT, cause=("report", old))

    await put_up_for_decision(new, None, by=by, at=AT)
    for organ in await organs(new):
        await record_decision(organ, decision(decided_on=ON), by=by, at=AT)
        await sign(organ, signature(signed_on=ON), by=by, at=AT)
    before, after = await agreement(old, by=by), await agreement(new, by=by)
    assert (before.state, before.ends_on) == ("ended", ON)
    assert (after.state, after.entered_into_force_on) == ("in_force", ON)
    left = await lines(old, by=by, today=ON)
    assert {one.state for one in left} == {"lapsed"}
    went_on = ["Gaat verder in “Lokale aanpak Noordstad”" in one.reason for one in left]
    assert went_on == [one.number != 1 for one in left]
    now = {one.title: one for one in await lines(new, by=by, today=ON)}
    gone_on = now[owed[1].title]
    assert (gone_on.state, gone_on.words) == ("started", "De werving loopt.")
    assert {one.organisation for one in now.values()} == {one.organisation for one in owed}
