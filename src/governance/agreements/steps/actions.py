"""What every step of an agreement begins and ends with. In the transaction of its action."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.rules import WORKFLOW
from governance.agreements.taking_part.queries import AuthorityRow, authority_row
from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.agreements.when.rules import step_of
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import Held, entitled, holds

Cause = tuple[str, UUID]
Row = dict[str, Any]

_LOCK = f"select a.* from agreement a where a.id = $3 and {VISIBLE} for update of a"  # noqa: S608


async def stepping(agreement_id: UUID, verb: str, by: Actor, *, also: UUID | None = None) -> Row:
    """Lock an agreement that the actor sees, for a step that it may take from this state.

    The step is the keeper's, and that of the organisation ``also`` where one is given.
    """
    rows = await DATABASE.fetch(_LOCK, *visible_to(by), agreement_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    may_ever(verb, by, row["keeper"], also)
    step_of(verb, row["state"], row["model_key"])
    return row


def may_ever(verb: str, by: Actor, keeper: UUID, party: UUID | None = None) -> None:
    """Raise :class:`NotAllowed` for who may take this step in no state; asked before all else."""
    entitled(by, WORKFLOW.who(verb), keeper=keeper, party=party)


def takes_part(by: Actor, who: Iterable[Held], keeper: UUID, parties: Iterable[UUID]) -> bool:
    """Whether the actor holds one of these roles for who keeps an agreement, or for a party."""
    held = tuple(who)
    return any(holds(by, held, keeper=keeper, party=one) for one in (None, *parties))


async def authority_of(party_authority_id: UUID, verb: str, by: Actor) -> tuple[Row, AuthorityRow]:
    """Lock the agreement of an authority; the authority is read again behind that lock."""
    asked = await authority_row(party_authority_id)
    if asked is None:
        raise NotFound
    row = await stepping(asked.agreement_id, verb, by, also=asked.organisation_id)
    now = await authority_row(party_authority_id)
    if now is None:
        raise NotFound
    return row, now


async def note(
    row: Row, verb: str, changes: dict[str, Any], by: Actor, at: datetime, **more: Any
) -> None:
    """Note a step in the trail of the organisation that keeps the agreement."""
    await record(row["keeper"], verb, "agreement", row["id"], changes, by=by, at=at, **more)
