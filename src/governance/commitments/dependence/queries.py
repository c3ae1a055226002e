"""What a commitment waits for, and what waits for it, with how these stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.dependence.rules import Waits
from governance.commitments.features.queries import region_seen
from governance.commitments.kept.queries import Whole, kept_by, whole
from governance.commitments.rules import Standing


class Linked(Struct, frozen=True, rename="camel"):
    """Another commitment, of an agreement that the reader takes part in. ``stands``: with all
    that owe it."""

    id: UUID
    number: int
    title: str
    agreement_id: UUID
    agreement: str
    stands: Whole = Whole()


class Dependence(Struct, frozen=True, rename="camel"):
    """What a commitment waits for and what it holds up; ``late``: with one party or
    more it is itself late, so that the others wait."""

    waits_for: tuple[Linked, ...] = ()
    holds_up: tuple[Linked, ...] = ()
    stands: Whole = Whole()
    late: bool = False


class HoldingUp(Struct, frozen=True, rename="camel"):
    """A commitment with those that wait for it."""

    what: Linked
    holds_up: tuple[Linked, ...]


class WaitingView(Struct, frozen=True, rename="camel"):
    """What holds up what in the agreements of a region that the reader takes part in.
    ``in_use``: the region uses it; else it is empty."""

    region_id: UUID
    region: str
    in_use: bool
    holding: tuple[HoldingUp, ...]


class Choice(Struct, frozen=True):
    """A commitment that one could wait for."""

    id: UUID
    number: int
    title: str
    agreement: str


_BOTH = f"""
select d.commitment = $3 as waits, c.id, c.position as number, c.title, a.id as agreement_id,
       a.short_title as agreement
from commitment_dependence d
join commitment c on c.id = case when d.commitment = $3 then d.waits_for else d.commitment end
join agreement a on a.id = c.agreement
where $3 in (d.commitment, d.waits_for) and c.lapsed_on is null and {TAKING_PART}
order by a.sort_key, a.id, c.position"""  # noqa: S608 - constant text
_OFFERED = f"""
select c.id, c.position as number, c.title, a.short_title as agreement
from agreement a join commitment c on c.agreement = a.id
where a.state <> 'ended' and a.amends is null and c.lapsed_on is null and c.id <> $3
  and {TAKING_PART}
order by a.sort_key, a.id, c.position"""  # noqa: S608 - constant text
_REACHED = """
with recursive reached (id) as (
    select unnest($1::uuid[])
    union
    select d.waits_for from commitment_dependence d join reached r on r.id = d.commitment)
select d.commitment, d.waits_for
from commitment_dependence d join reached r on r.id = d.commitment"""
_LINKED = ("id", "number", "title", "agreement_id", "agreement")
_PAIRS = f"""
with mine as (
    select a.id, a.short_title, a.sort_key, a.committee from agreement a
    where a.state <> 'ended' and {TAKING_PART})
select c.id, c.position as number, c.title, a.id as agreement_id, a.short_title as agreement,
       w.id as other_id, w.position as other_number, w.title as other_title,
       b.id as other_agreement_id, b.short_title as other_agreement
from commitment_dependence d
join commitment c on c.id = d.commitment join mine a on a.id = c.agreement
join commitment w on w.id = d.waits_for join mine b on b.id = w.agreement
join committee t on t.id = a.committee
where t.grouping = $3 and c.lapsed_on is null and w.lapsed_on is null
order by b.sort_key, b.id, w.position, a.sort_key, a.id, c.position"""  # noqa: S608 - constant text
_NAMES = f"""
select c.id, c.position || '. ' || c.title as name
from commitment c join agreement a on a.id = c.agreement
where c.id = any($3::uuid[]) and {TAKING_PART}"""  # noqa: S608 - constant text


async def waiting(region_id: UUID, *, by: Actor, today: date) -> WaitingView:
    """What holds up what in a region, what is late first: 3 queries, 1 where it is not used."""
    region = await region_seen(region_id, by=by)
    used = region.features.dependence
    found = await _held_up(region_id, by, today) if used else ()
    return WaitingView(region.id, region.name, used, found)


async def _held_up(region_id: UUID, by: Actor, today: date) -> tuple[HoldingUp, ...]:
    rows = await DATABASE.fetch(_PAIRS, *visible_to(by), region_id)
    ids = {one for row in rows for one in (row["id"], row["other_id"])}
    kept = await kept_by(ids, by=by, today=today)

    def linked(row: Mapping[str, Any], at: str) -> Linked:
        fields = {name: row[f"{at}{name}"] for name in _LINKED}
        return Linked(**fields, stands=whole(kept.get(fields["id"], ())))

    first: dict[UUID, Linked] = {}
    held: dict[UUID, list[Linked]] = {}
    for row in rows:
        first.setdefault(row["other_id"], linked(row, "other_"))
        held.setdefault(row["other_id"], []).append(linked(row, ""))
    found = [HoldingUp(one, tuple(held[of])) for of, one in first.items()]
    return tuple(sorted(found, key=lambda one: one.what.stands.standing is not Standing.LATE))


async def dependence_of(commitment_id: UUID, *, by: Actor, today: date) -> Dependence:
    """What a commitment waits for and what it holds up, as far as the actor takes part in the
    agreements of these: 2 queries."""
    rows = [dict(row) for row in await DATABASE.fetch(_BOTH, *visible_to(by), commitment_id)]
    asked = [commitment_id, *(row["id"] for row in rows)]
    kept = await kept_by(asked, by=by, today=today)
    waits: list[Linked] = []
    holding: list[Linked] = []
    for row in rows:
        into = waits if row.pop("waits") else holding
        into.append(Linked(**row, stands=whole(kept.get(row["id"], ()))))
    stands = whole(kept.get(commitment_id, ()))
    late = stands.standing is Standing.LATE
    return Dependence(tuple(waits), tuple(holding), stands, late)


async def offered(commitment_id: UUID, *, by: Actor) -> list[Choice]:
    """The commitments that this one could wait for: 1 query."""
    return await fetch(Choice, _OFFERED, *visible_to(by), commitment_id)


async def waits_from(commitment_ids: Iterable[UUID], *, by: Actor) -> Waits:
    """What these wait for, and what those wait for, and so on, whoever sees it: 1 query. For a
    check; what is shown of it goes by :func:`names_of`."""
    del by
    found: dict[UUID, set[UUID]] = {}
    for row in await DATABASE.fetch(_REACHED, sorted(set(commitment_ids))):
        found.setdefault(row["commitment"], set()).add(row["waits_for"])
    return found


async def names_of(commitment_ids: Iterable[UUID], *, by: Actor) -> dict[UUID, str]:
    """Number and title of those commitments of which the actor may know: 1 query."""
    rows = await DATABASE.fetch(_NAMES, *visible_to(by), sorted(set(commitment_ids)))
    return {row["id"]: row["name"] for row in rows}
