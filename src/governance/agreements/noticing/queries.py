"""The notices that parties gave, for who takes part in the agreement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import WithdrawalRule
from governance.agreements.taking_part.now.queries import Bound, may
from governance.base.actor import Actor
from governance.base.database import DATABASE


class NoticeView(Struct, frozen=True, rename="camel"):
    """A notice of one party. ``may_revoke`` and ``to_consult`` say what this reader may do."""

    id: UUID
    version: int
    party_id: UUID
    organisation: str
    kind: str
    given_on: date
    effective_on: date
    letter: str
    reason: str
    withdrawn_on: date | None
    withdrawn_because: str
    carried_out_on: date | None
    consulted_on: date | None
    consulted: str
    may_revoke: bool = False
    to_consult: bool = False


_NOTICES = """
select n.id, n.version, n.party as party_id, o.name as organisation, n.kind, n.given_on,
       n.effective_on, n.letter, n.reason, n.withdrawn_on, n.withdrawn_because, n.carried_out_on,
       n.consulted_on, n.consulted
from termination_notice n join party p on p.id = n.party
join organisation o on o.id = p.organisation
where n.agreement = $1 order by n.given_on, n.id"""


async def notices(
    agreement_id: UUID, keeper: UUID, effect: str, parties: list[Bound], holds_now: bool, by: Actor
) -> tuple[NoticeView, ...]:
    """The notices of an agreement, oldest first, by its rule of withdrawal: 1 query."""
    speaks = {one.id for one in parties if one.speaks}
    found = []
    for row in map(dict, await DATABASE.fetch(_NOTICES, agreement_id)):
        stands = row["withdrawn_on"] is None and row["carried_out_on"] is None
        waits = row["carried_out_on"] is not None and not row["consulted"]
        consults = waits and effect == WithdrawalRule.CONSULTATION and holds_now
        found.append(
            NoticeView(
                **row,
                may_revoke=stands and holds_now and row["party_id"] in speaks,
                to_consult=consults and may("conclude_consultation", by, keeper),
            )
        )
    return tuple(found)
