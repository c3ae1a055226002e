"""The shared budget of an agreement in one year, for who takes part in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.commitments.budget.rules import KEPT_IN, Totals, open_of, totals
from governance.commitments.features.queries import region_of


class ContributionView(Struct, frozen=True, rename="camel"):
    """What one party contributes in a year, in euros; ``open``: what it has yet to pay."""

    id: UUID
    version: int
    agreement_id: UUID
    party_id: UUID
    organisation: str
    year: int
    agreed: Decimal
    paid: Decimal
    open: Decimal
    paid_on: date | None
    note: str


class SpendingView(Struct, frozen=True, rename="camel"):
    """What is committed and spent, in euros. ``goal_id``: the goal that it is for, also where
    ``aim_id`` is a route under that goal."""

    id: UUID
    version: int
    agreement_id: UUID
    year: int
    description: str
    committed: Decimal
    spent: Decimal
    on_date: date | None
    commitment_id: UUID | None
    number: int | None
    commitment: str | None
    aim_id: UUID | None
    aim: str | None
    goal_id: UUID | None
    goal: str | None


class OfGoal(Struct, frozen=True, rename="camel"):
    """What is committed and spent for one goal with its routes; no goal: what is for none."""

    goal_id: UUID | None
    goal: str
    committed: Decimal
    spent: Decimal


class PartyNamed(Struct, frozen=True, rename="camel"):
    """A party to the agreement."""

    id: UUID
    organisation: str


class BudgetView(Struct, frozen=True, rename="camel"):
    """The shared budget of an agreement in a year, in euros.

    ``in_use``: its region uses budgets, else the lists are empty. ``silent``: parties of which
    no contribution is noted this year. ``left``: paid and not spent; ``free``: agreed and not
    committed. ``years``: those of which something is noted.
    """

    agreement_id: UUID
    agreement: str
    agreement_state: str
    keeper_id: UUID
    region_id: UUID | None
    year: int
    years: tuple[int, ...]
    in_use: bool
    may_keep: bool
    contributions: tuple[ContributionView, ...] = ()
    silent: tuple[PartyNamed, ...] = ()
    spending: tuple[SpendingView, ...] = ()
    goals: tuple[OfGoal, ...] = ()
    totals: Totals = Totals()
    left: Decimal = Decimal(0)
    free: Decimal = Decimal(0)

    @property
    def open(self) -> bool:
        """Whether a budget is kept of the agreement in its state."""
        return self.agreement_state in KEPT_IN


_AGREEMENT = f"""
select a.id as agreement_id, a.short_title as agreement, a.state as agreement_state,
       a.keeper as keeper_id,
       array(select year from contribution where agreement = a.id
             union select year from spending where agreement = a.id order by 1) as years
from agreement a where a.id = $3 and {TAKING_PART}"""  # noqa: S608 - constant text
_GIVEN = """
select b.id, b.version, b.agreement as agreement_id, b.party as party_id,
       o.short_name as organisation, b.year, b.agreed, b.paid, b.paid_on, b.note
from contribution b join party p on p.id = b.party join organisation o on o.id = p.organisation"""
_SPENT = """
select s.id, s.version, s.agreement as agreement_id, s.year, s.description, s.committed, s.spent,
       s.on_date, s.commitment as commitment_id, c.position as number, c.title as commitment,
       s.aim as aim_id, m.title as aim, g.id as goal_id, g.title as goal
from spending s left join commitment c on c.id = s.commitment
left join aim m on m.id = s.aim
left join aim g on g.id = case m.kind when 'route' then m.parent else m.id end"""
_OF_YEAR = {
    "given": f"{_GIVEN} where b.agreement = $1 and b.year = $2 order by o.sort_key, b.id",
    "spent": f"{_SPENT} where s.agreement = $1 and s.year = $2 order by s.on_date, s.id",
}
PARTIES = """
select p.id, o.short_name as organisation, p.left_on from party p
join organisation o on o.id = p.organisation where p.agreement = $1 order by o.sort_key, p.id"""
"""The parties of the agreement ``$1``, by name, with the day on which one left."""


async def budget(agreement_id: UUID, year: int, *, by: Actor) -> BudgetView:
    """The shared budget of one year: 6 queries, 3 where the region does not use budgets.

    Raises :class:`NotFound`.
    """
    rows = await DATABASE.fetch(_AGREEMENT, *visible_to(by), agreement_id)
    if not rows:
        raise NotFound
    row: dict[str, Any] = {**dict(rows[0]), "years": tuple(rows[0]["years"]), "year": year}
    region = await region_of(agreement_id, by=by)
    row |= {
        "region_id": region.id if region else None,
        "in_use": region is not None and region.features.budget,
        "may_keep": may(by, "budget.keep", keeper=row["keeper_id"]),
    }
    amounts = await _amounts(agreement_id, year) if row["in_use"] else {}
    return BudgetView(**row, **amounts)


async def _amounts(agreement_id: UUID, year: int) -> dict[str, Any]:
    """What is noted of a year, and what it adds up to: 3 queries."""
    given = [_given(row) for row in await DATABASE.fetch(_OF_YEAR["given"], agreement_id, year)]
    gone = await fetch(SpendingView, _OF_YEAR["spent"], agreement_id, year)
    noted = {one.party_id for one in given}
    silent = [
        PartyNamed(row["id"], row["organisation"])
        for row in await DATABASE.fetch(PARTIES, agreement_id)
        if row["id"] not in noted and (row["left_on"] is None or row["left_on"].year >= year)
    ]
    all_of_it = totals(given, gone)
    return {
        "contributions": tuple(given), "silent": tuple(silent), "spending": tuple(gone),
        "goals": tuple(_by_goal(gone)), "totals": all_of_it,
        "left": all_of_it.left, "free": all_of_it.free,
    }  # fmt: skip


def _given(row: Any) -> ContributionView:
    return ContributionView(**dict(row), open=open_of(row["agreed"], row["paid"]))


def _by_goal(spending: list[SpendingView]) -> list[OfGoal]:
    """What is spent by goal, by title; what is for none comes last."""
    found: dict[tuple[str, UUID | None], list[SpendingView]] = {}
    for one in spending:
        found.setdefault((one.goal or "", one.goal_id), []).append(one)
    listed = []
    for (goal, goal_id), ones in sorted(found.items(), key=lambda of: (not of[0][1], of[0][0])):
        summed = totals((), ones)
        listed.append(OfGoal(goal_id, goal, summed.committed, summed.spent))
    return listed


async def contribution(contribution_id: UUID, *, by: Actor) -> ContributionView:
    """One contribution to the budget of an agreement that the actor takes part in: 1 query.

    Raises :class:`NotFound`.
    """
    one = f"{_GIVEN} join agreement a on a.id = b.agreement where b.id = $3 and {TAKING_PART}"
    rows = await DATABASE.fetch(one, *visible_to(by), contribution_id)
    if not rows:
        raise NotFound
    return _given(rows[0])


async def spending(spending_id: UUID, *, by: Actor) -> SpendingView:
    """Spending of the budget of an agreement that the actor takes part in: 1 query.

    Raises :class:`NotFound`.
    """
    one = f"{_SPENT} join agreement a on a.id = s.agreement where s.id = $3 and {TAKING_PART}"
    found = await fetch(SpendingView, one, *visible_to(by), spending_id)
    if not found:
        raise NotFound
    return found[0]


async def contribution_of(party_id: UUID, year: int, *, by: Actor) -> ContributionView | None:
    """What a party contributes in a year, where that is noted: 1 query."""
    one = (
        f"{_GIVEN} join agreement a on a.id = b.agreement "
        f"where b.party = $3 and b.year = $4 and {TAKING_PART}"
    )
    rows = await DATABASE.fetch(one, *visible_to(by), party_id, year)
    return _given(rows[0]) if rows else None
