"""Abilities of an organisation, and reporting routes with their links."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.parties.abilities.actions import add_ability
from governance.parties.abilities.forms import AbilityForm
from governance.parties.abilities.rules import AbilityKind
from governance.parties.routes.actions import add_route
from governance.parties.routes.forms import LinkForm, RouteForm
from governance.parties.routes.rules import LinkPart, Source

SINCE = date(2026, 1, 1)


def able(**fields: Any) -> AbilityForm:
    """A power with its law."""
    said = {"kind": AbilityKind.POWER, "title": "Sluit panden", "basis": "Gemeentewet 174a"}
    return AbilityForm(**{**said, **fields})


async def ability(of: UUID, by: Actor, at: datetime, **fields: Any) -> UUID:
    return await add_ability(of, able(**fields), by=by, at=at)


def links(*of: UUID | None, **fields: Any) -> list[LinkForm]:
    """One link for each part, of these organisations in turn; the last goes on."""
    named = [*of, *[of[-1]] * len(LinkPart)]
    return [LinkForm(part, whose, **fields) for part, whose in zip(LinkPart, named, strict=False)]


def routed(**fields: Any) -> RouteForm:
    """A route of signals of schools since 2026, without any link."""
    said = {"name": "Van school naar tafel", "source": Source.SCHOOL, "valid_from": SINCE}
    return RouteForm(**{**said, **fields})


async def route(of: UUID, by: Actor, at: datetime, **fields: Any) -> UUID:
    return await add_route(of, routed(**{"links": links(of), **fields}), by=by, at=at)
