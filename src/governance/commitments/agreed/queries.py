"""Commitments as agreed; whoever calls has made sure that the reader sees the agreement."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.milestones.queries import MilestonePlan, planned


class PartyPart(Struct, frozen=True, rename="camel"):
    """A party in a commitment: ``part`` is owner or contributor."""

    commitment: UUID
    party_id: UUID
    organisation_id: UUID
    organisation: str
    part: str


class CommitmentView(Struct, frozen=True, rename="camel"):
    """A commitment of an agreement; ``position`` is its number from 1."""

    id: UUID
    position: int
    key: str
    model_number: int | None
    title: str
    text: str
    theme: str
    nature: str
    owner_function: str
    executor: str
    measurable_goal: str
    indicator_unit: str
    target: Decimal | None
    owners: tuple[PartyPart, ...] = ()
    contributors: tuple[PartyPart, ...] = ()
    milestones: tuple[MilestonePlan, ...] = ()


_COMMITMENTS = """
select id, position, key, model_number, title, text, theme, nature, owner_function, executor,
       measurable_goal, indicator_unit, target from commitment where agreement = $1
  and (id = $2 or $2::uuid is null and lapsed_on is null) order by position"""
_PARTS = """
select cp.commitment, cp.party as party_id, o.id as organisation_id, o.name as organisation, cp.part
from commitment_party cp join commitment c on c.id = cp.commitment
join party p on p.id = cp.party join organisation o on o.id = p.organisation
where c.agreement = $1 and ($2::uuid is null or c.id = $2) and (p.left_on is null or not exists (
    select from party n where n.agreement = $1 and n.organisation = o.id and n.left_on is null))
order by p.position, o.sort_key"""


async def commitments_of(agreement_id: UUID, only: UUID | None) -> list[CommitmentView]:
    """The commitments of an agreement in order, or one of them: 3 queries."""
    rows = await DATABASE.fetch(_COMMITMENTS, agreement_id, only)
    parts = await fetch(PartyPart, _PARTS, agreement_id, only)
    plans = await planned(agreement_id, only)
    owners, helpers, milestones = (
        _grouped([p for p in parts if p.part == "owner"]),
        _grouped([p for p in parts if p.part != "owner"]),
        _grouped(plans),
    )
    return [
        CommitmentView(
            **dict(row),
            owners=tuple(owners.get(row["id"], ())),
            contributors=tuple(helpers.get(row["id"], ())),
            milestones=tuple(milestones.get(row["id"], ())),
        )
        for row in rows
    ]


def _grouped(things: list[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for thing in things:
        found.setdefault(thing.commitment, []).append(thing)
    return found
