"""Who may see how a line stands, for who may choose that."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, holds
from governance.base.views import fetch
from governance.commitments.sharing.queries import sees
from governance.parties.rules import Audience


class AudienceView(Struct, frozen=True, rename="camel"):
    """The audience of a line. ``adopted_on``: when it was last adopted for others, none where it
    never was; ``reported``: whether a report of it was accepted. ``version`` is the line's."""

    line_id: UUID
    version: int
    number: int
    title: str
    organisation_id: UUID
    organisation: str
    agreement_id: UUID
    agreement: str
    audience: Audience
    adopted_on: date | None
    reported: bool


_ONE = f"""
select l.id as line_id, l.version, c.position as number, c.title, o.id as organisation_id,
       o.name as organisation, a.id as agreement_id, a.short_title as agreement, l.audience,
       (select max(s.adopted_on) from adopted_line s
        where s.commitment_line = l.id and s.audience <> 'own') as adopted_on,
       exists (select from line_history h
         where h.commitment_line = l.id and h.cause_kind = 'report') as reported
from commitment_line l
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
where {TAKING_PART} and l.id = $3"""  # noqa: S608 - constant text


async def audience_of(line_id: UUID, *, by: Actor) -> AudienceView:
    """The audience of a line, for who may choose it: 1 query. Raises :class:`NotFound`."""
    found = await fetch(AudienceView, _ONE, *sees(by)[:2], line_id)
    if not found:
        raise NotFound
    return found[0]


def may_choose(organisation_id: UUID, by: Actor) -> bool:
    """Whether this actor may choose the audience of the lines of an organisation."""
    return holds(by, TABLE["commitment.set_audience"].who, own=organisation_id) is not None
