"""Files that came back and their proposals, for the keeper; a party sees its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.rules import WORKFLOW
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on
from governance.documents.reading.findings import Proposal, Remark, Unplaced
from governance.formation.negotiating.crediting.rules import Accepted


class Aside(Struct, frozen=True, rename="camel"):
    """What a returned file says beside its proposals."""

    remarks: tuple[Remark, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


class ReturnedView(Struct, frozen=True, rename="camel"):
    """A file that came back. ``open``: proposals upon which nothing is decided yet."""

    id: UUID
    file_id: UUID
    name: str
    number: int
    organisation: str
    handed_in_at: datetime
    function: str
    sha256: str
    said: Aside
    total: int
    open: int
    accepted: int


class ProposalView(Struct, frozen=True, rename="camel"):
    """A proposal with what became of it."""

    id: UUID
    returned_id: UUID
    organisation_id: UUID
    organisation: str
    number: int
    position: int
    said: Proposal
    state: str
    made: str
    reason: str
    decided_at: datetime | None
    decided_for: str


_MINE = """(a.keeper = any($4::uuid[]) or r.organisation = any($5::uuid[]))"""
_FILES = f"""
select r.id, r.file as file_id, f.name, v.number, o.name as organisation, r.handed_in_at,
       r.on_behalf_of as function, r.sha256, r.said::text as said,
       count(p.id)::int as total, (count(p.id) filter (where p.state = 'open'))::int as open,
       (count(p.id) filter (where p.state = 'accepted'))::int as accepted
from returned_file r join agreement a on a.id = r.agreement
join agreement_version v on v.id = r.agreement_version
join organisation o on o.id = r.organisation join stored_file f on f.id = r.file
left join text_proposal p on p.returned_file = r.id
where a.id = $3 and {TAKING_PART} and {_MINE}
group by r.id, f.name, v.number, o.name order by r.handed_in_at, r.id"""  # noqa: S608
_PROPOSALS = f"""
select p.id, r.id as returned_id, o.id as organisation_id, o.name as organisation, v.number,
       p.position, p.said::text as said, p.state, p.made, p.reason, p.decided_at, p.decided_for
from text_proposal p join returned_file r on r.id = p.returned_file
join agreement a on a.id = r.agreement
join agreement_version v on v.id = r.agreement_version
join organisation o on o.id = r.organisation
where a.id = $3 and {TAKING_PART} and {_MINE}
order by r.handed_in_at, r.id, p.position"""  # noqa: S608 - constant text

_ACCEPTED = f"""
with fixed as (select number, frozen_at from agreement_version where agreement = $3)
select o.name as organisation, r.handed_in_at, p.said::text as said, p.made
from text_proposal p join returned_file r on r.id = p.returned_file
join agreement a on a.id = r.agreement join organisation o on o.id = r.organisation
where a.id = $3 and {TAKING_PART} and p.state = 'accepted'
and p.decided_at >= (select frozen_at from fixed where number = $4)
and p.decided_at <= coalesce((select frozen_at from fixed where number = $5), 'infinity')
order by p.decided_at, r.handed_in_at, r.id, p.position"""  # noqa: S608 - constant text


def _whose(by: Actor) -> tuple[list[UUID], ...]:
    who = WORKFLOW.who("hand_in_file")
    keeps, parties = (sorted(held_on(by, who, reach)) for reach in (Reach.KEEPER, Reach.PARTY))
    return (*visible_to(by), keeps, parties)


async def returned_files(agreement_id: UUID, *, by: Actor) -> list[ReturnedView]:
    """The files that came back upon a text, in the order they came: 1 query."""
    one, two, keeps, parties = _whose(by)
    rows = await DATABASE.fetch(_FILES, one, two, agreement_id, keeps, parties)
    return [ReturnedView(**{**row, "said": _read(row["said"], Aside)}) for row in map(dict, rows)]


async def proposals(agreement_id: UUID, *, by: Actor) -> list[ProposalView]:
    """Every proposal upon a text, file by file in the order they came: 1 query."""
    one, two, keeps, parties = _whose(by)
    rows = await DATABASE.fetch(_PROPOSALS, one, two, agreement_id, keeps, parties)
    return [ProposalView(**{**r, "said": _read(r["said"], Proposal)}) for r in map(dict, rows)]


async def accepted_between(
    agreement_id: UUID, older: int, newer: int, *, by: Actor
) -> list[Accepted]:
    """What came into the text of a version since an older one, for every party: 1 query.

    A party may know whose an accepted change is; what was declined it does not see.
    """
    one, two = visible_to(by)
    rows = await DATABASE.fetch(_ACCEPTED, one, two, agreement_id, older, newer)
    return [Accepted(**{**row, "said": _read(row["said"], Proposal)}) for row in map(dict, rows)]


def _read(said: str, kind: type[Any]) -> Any:
    return msgspec.json.decode(said, type=kind)
