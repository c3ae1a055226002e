"""The open commitments of organisations that end."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.permissions import may
from governance.base.views import fetch


class OpenLine(Struct, frozen=True, rename="camel"):
    """A commitment that an organisation still owes, in an agreement in force. How it stands is not
    for who runs the service."""

    id: UUID
    version: int
    agreement_id: UUID
    agreement: str
    number: int
    title: str
    organisation_id: UUID
    organisation: str


_OPEN = """
select l.id, l.version, a.id as agreement_id, a.short_title as agreement, c.position as number,
       c.title, o.id as organisation_id, o.name as organisation
from commitment_line l join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment join organisation o on o.id = l.organisation
where l.organisation = any($1::uuid[]) and a.state = 'in_force'
  and l.state not in ('done', 'lapsed')
order by a.sort_key, a.id, c.position, o.sort_key, l.id"""


async def open_lines_of(of: Sequence[UUID], *, by: Actor) -> list[OpenLine]:
    """The commitments that some organisations still owe: 1 query. For who may reorganise."""
    return await fetch(OpenLine, _OPEN, sorted(of) if may(by, "register.reorganise") else [])
