"""The shared budget of a year: who keeps it, what it adds up to, and two who write at once."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.aiming import aim, commitments_of, turned_on, wanted
from tests.builders.budget import contributed, party_in, spent
from tests.builders.commitments import AT, draft_agreement, in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast

from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.commitments.aiming.actions import remove_aim
from governance.commitments.aiming.forms import AimRemoval
from governance.commitments.budget.contributing import actions as contributing
from governance.commitments.budget.forms import (
    ContributionChange,
    ContributionForm,
    Removal,
    SpendingChange,
    SpendingForm,
)
from governance.commitments.budget.queries import budget, contribution, spending
from governance.commitments.budget.spending import actions as to_spend
from governance.commitments.withdrawing.actions import remove_lines

PAID = ContributionChange(agreed=Decimal(900), paid=Decimal("899.99"), paid_on=AT.date(), version=1)


async def begun() -> tuple[Cast, UUID]:
    people = await parties.cast()
    agreement = await in_force(people)
    await turned_on(people, AT, "budget")
    return people, agreement


async def test_a_year_shows_who_has_not_paid_and_what_is_left(database: Database) -> None:
    people, agreement = await begun()
    await contributed(agreement, people.north, people, AT, "1000.50", "1000.50")
    await spent(agreement, people, AT, "1200.00", "200.25")
    view, asked = await counted(budget(agreement, 2026, by=people.pin_south))
    assert asked == 6 and not view.may_keep and view.in_use
    assert [one.organisation for one in view.silent] == ["Zuiddorp"]
    south = await contributed(agreement, people.south, people, AT, "250")
    view, asked = await counted(budget(agreement, 2026, by=people.administrator))
    assert asked == 6 and view.may_keep and view.silent == ()
    assert [(one.id, one.open) for one in view.contributions if one.open] == [(south, 250)]
    assert (view.totals.agreed, view.totals.paid) == (Decimal("1250.50"), Decimal("1000.50"))
    assert (view.left, view.free) == (Decimal("800.25"), Decimal("50.50"))
    other = await budget(agreement, 2027, by=people.administrator)
    assert other.years == (2026,) and other.contributions == ()


async def test_spending_of_a_route_counts_for_its_goal(database: Database) -> None:
    people = await parties.cast()
    made, agreement = await wanted(people, AT), await in_force(people)
    other = await aim(made["region"], people.administrator, AT, "goal", made["vision"], "Ander")
    [only] = await commitments_of(agreement)
    await spent(agreement, people, AT, "10", aim_id=made["route"], commitment_id=only)
    await spent(agreement, people, AT, "5", "2", aim_id=made["goal"])
    await spent(agreement, people, AT, "7", aim_id=other)
    await spent(agreement, people, AT, "1")
    view = await budget(agreement, 2026, by=people.pin_north)
    told = [(one.goal_id, one.committed, one.spent) for one in view.goals]
    assert told == [(other, 7, 0), (made["goal"], 15, 2), (None, 1, 0)]
    with pytest.raises(Refused):
        await remove_aim(other, AimRemoval(version=1), by=people.administrator, at=AT)
    with pytest.raises(Refused) as refused:
        await spent(agreement, people, AT, aim_id=made["vision"])
    assert [one.field for one in refused.value.complaints] == ["aimId"]


async def test_only_the_keeper_writes_and_an_outsider_sees_nothing(database: Database) -> None:
    people, agreement = await begun()
    given = await contributed(agreement, people.north, people, AT)
    gone = await spent(agreement, people, AT)
    for who in (people.pin_north, people.secretary, people.chair):
        assert (await contribution(given, by=who)).agreed == 10000
        with pytest.raises(NotAllowed):
            await contributing.change_contribution(given, PAID, by=who, at=AT)
        with pytest.raises(NotAllowed):
            await to_spend.remove_spending(gone, Removal(version=1), by=who, at=AT)
    form = ContributionForm(year=2026, agreed=Decimal(1))
    more = SpendingForm(year=2026, description="x", committed=Decimal(1))
    for hidden in (
        budget(agreement, 2026, by=people.outsider), contribution(given, by=people.outsider),
        spending(gone, by=people.outsider),
        contributing.add_contribution(agreement, form, by=people.outsider, at=AT),
        contributing.change_contribution(given, PAID, by=people.outsider, at=AT),
        contributing.remove_contribution(given, Removal(), by=people.outsider, at=AT),
        to_spend.add_spending(agreement, more, by=people.outsider, at=AT),
        to_spend.remove_spending(gone, Removal(), by=people.outsider, at=AT),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            await hidden


async def test_off_without_a_region_and_before_it_is_in_force_none_is_kept(
    database: Database,
) -> None:
    people = await parties.cast()
    agreement = await in_force(people)
    with pytest.raises(WrongState):
        await spent(agreement, people, AT)
    view, asked = await counted(budget(agreement, 2026, by=people.administrator))
    assert asked == 3 and not view.in_use and view.region_id is not None
    await turned_on(people, AT, "budget")
    given = await contributed(agreement, people.north, people, AT)
    await turned_on(people, AT)
    assert (await budget(agreement, 2026, by=people.administrator)).contributions == ()
    await turned_on(people, AT, "budget")
    back = await budget(agreement, 2026, by=people.administrator)
    assert [one.id for one in back.contributions] == [given], "what was noted stays"
    alone = await draft_agreement(people, committee=None)
    assert (await budget(alone, 2026, by=people.administrator)).region_id is None
    for other in (alone, await draft_agreement(people)):
        with pytest.raises(WrongState):
            await spent(other, people, AT)


async def test_of_two_at_once_one_wins_and_the_trail_says_what_became_of_it(
    database: Database,
) -> None:
    people, agreement = await begun()
    both = await asyncio.gather(
        contributed(agreement, people.north, people, AT),
        contributed(agreement, people.north, people, AT),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Refused) for one in both) == [False, True]
    [given] = [one for one in both if isinstance(one, UUID)]
    by = people.administrator
    wrote = await asyncio.gather(
        *(contributing.change_contribution(given, PAID, by=by, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(isinstance(one, Overtaken) for one in wrote) == [False, True]
    assert (await contribution(given, by=by)).open == Decimal("0.01")
    gone = await spent(agreement, people, AT)
    values = {"year": 2026, "description": "Zaal", "committed": Decimal(9)}
    await to_spend.change_spending(gone, SpendingChange(**values, version=1), by=by, at=AT)
    with pytest.raises(Overtaken):
        await to_spend.remove_spending(gone, Removal(version=1), by=by, at=AT)
    await to_spend.remove_spending(gone, Removal(version=2), by=by, at=AT)
    with pytest.raises(Overtaken):
        await contributing.remove_contribution(given, Removal(version=1), by=by, at=AT)
    await contributing.remove_contribution(given, Removal(version=2), by=by, at=AT)
    assert (await budget(agreement, 2026, by=by)).years == ()
    acts = [one.verb for one in await history(agreement, by=by)]
    assert {one for one in acts if "contribution" in one or "spending" in one} == {
        f"{verb}_{what}"
        for verb in ("add", "change", "remove")
        for what in ("contribution", "spending")
    }


async def test_an_agreement_with_a_budget_does_not_become_a_draft_again(
    database: Database,
) -> None:
    people, agreement = await begun()
    assert await party_in(agreement, people.north)
    await spent(agreement, people, AT)
    with pytest.raises(WrongState):
        await remove_lines(agreement, by=people.administrator, at=AT)
    assert await DATABASE.fetch("select from commitment_line where agreement = $1", agreement)
