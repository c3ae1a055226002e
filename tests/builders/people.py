"""Builders of people and roles beside the fixed cast: one who runs the service, and forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.builders.parties import SINCE, actor

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import add
from governance.identity.people.forms import JoinForm
from governance.identity.queries import roles_of
from governance.identity.roles.forms import RoleForm
from governance.identity.tables import RoleAssignment

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = day(AT)
DAYS = 14


async def operator() -> Actor:
    """Who runs the service as a whole."""
    return await actor(RoleKind.SYSTEM_ADMINISTRATOR)


async def another_administrator(of: UUID) -> Actor:
    return await actor(RoleKind.ADMINISTRATOR, organisation=of)


def joining(email: str, for_id: UUID | None, **given: Any) -> JoinForm:
    asked: dict[str, Any] = {
        "email": email,
        "function": "beleidsadviseur veiligheid",
        "kind": RoleKind.READER,
        "valid_from": TODAY,
        "for_id": for_id,
    }
    return JoinForm(**{**asked, **given})


def role(kind: RoleKind, for_id: UUID | None, begins: date = TODAY, **given: Any) -> RoleForm:
    return RoleForm(kind=kind, valid_from=begins, for_id=for_id, **given)


async def as_of(who: UUID, at: datetime) -> Actor:
    """Somebody with the roles of a moment."""
    [row] = await DATABASE.fetch("select function from person where id = $1", who)
    return Actor(who, row["function"], await roles_of(who, at))


async def password_of(who: UUID) -> None:
    """Somebody who was invited has accepted."""
    await DATABASE.fetch(
        "update invitation set ended_at = $2, used = true where person = $1", who, AT
    )


async def standing_in_for(
    held: Actor, organisation: UUID, *, at: datetime = AT, deputy: Actor | None = None
) -> Actor:
    """A reader there, or somebody else, who stands in for the holder of one role."""
    deputy = deputy or await actor(RoleKind.READER, organisation=organisation)
    [role] = held.roles
    await add(
        RoleAssignment(
            person=deputy.person_id, kind=role.kind, organisation=role.organisation_id,
            committee=role.committee_id, stands_in_for=role.id, valid_from=SINCE,
            valid_until=day(at) + timedelta(days=90),
        )
    )  # fmt: skip
    return await as_of(deputy.person_id, at)
