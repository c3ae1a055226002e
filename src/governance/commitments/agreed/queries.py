"""The commitments of an agreement in full. Who may see them is asked by who calls."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING
from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.commitments.kinds.forms import OfKind, extra_of
from governance.commitments.kinds.rules import scope_of
from governance.commitments.milestones.queries import MilestonePlan, planned


class PartyPart(Struct, frozen=True, rename="camel"):
    """A party in a commitment: ``part`` is owner or contributor."""

    commitment: UUID
    party_id: UUID
    organisation_id: UUID
    organisation: str
    part: str


class CommitmentView(OfKind, frozen=True, rename="camel"):
    """A commitment of an agreement; ``position`` is its number from 1, ``scope`` for whom it holds:
    all, some or one of the parties that sign."""

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
    executor_organisation: str | None = None
    scope: str = ""
    owners: tuple[PartyPart, ...] = ()
    contributors: tuple[PartyPart, ...] = ()
    milestones: tuple[MilestonePlan, ...] = ()


_COMMITMENTS = """
select c.id, c.position, c.key, c.model_number, c.title, c.text, c.theme, c.nature,
       c.owner_function, c.executor, c.measurable_goal, c.indicator_unit, c.target, c.kind,
       c.enforceable, c.priority, c.executor_organisation as executor_organisation_id,
       e.name as executor_organisation, c.informal_partners, c.extra, (
    select count(*) from party p where p.agreement = c.agreement and p.left_on is null
      and p.participation = any($3)) as signing
from commitment c left join organisation e on e.id = c.executor_organisation
where c.agreement = $1 and (c.id = $2 or $2::uuid is null and c.lapsed_on is null)
order by c.position"""
_PARTS = """
select cp.commitment, cp.party as party_id, o.id as organisation_id, o.name as organisation, cp.part
from commitment_party cp join commitment c on c.id = cp.commitment
join party p on p.id = cp.party join organisation o on o.id = p.organisation
where c.agreement = $1 and ($2::uuid is null or c.id = $2) and (p.left_on is null or not exists (
    select from party n where n.agreement = $1 and n.organisation = o.id and n.left_on is null))
order by p.position, o.sort_key"""


async def commitments_of(agreement_id: UUID, only: UUID | None) -> list[CommitmentView]:
    """Those of an agreement, or ``only`` one of them: 3 queries. For who may see the agreement."""
    rows = await DATABASE.fetch(_COMMITMENTS, agreement_id, only, sorted(SIGNING))
    parts = await fetch(PartyPart, _PARTS, agreement_id, only)
    plans = await planned(agreement_id, only)
    owners, helpers, milestones = (
        _grouped([p for p in parts if p.part == "owner"]),
        _grouped([p for p in parts if p.part != "owner"]),
        _grouped(plans),
    )
    return [
        CommitmentView(
            **_plain(row),
            scope=scope_of(owners.get(row["id"], ()), row["signing"]),
            owners=tuple(owners.get(row["id"], ())),
            contributors=tuple(helpers.get(row["id"], ())),
            milestones=tuple(milestones.get(row["id"], ())),
        )
        for row in rows
    ]


def _plain(row: Any) -> dict[str, Any]:
    """The columns of a commitment, its own fields as values."""
    found = {**row, "extra": extra_of(row["extra"])}
    del found["signing"]
    return found


def _grouped(things: list[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for thing in things:
        found.setdefault(thing.commitment, []).append(thing)
    return found
