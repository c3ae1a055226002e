"""What changes with a new executive at an organisation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.overview.executives.rules import OF_EXECUTIVE
from governance.parties.fillings.queries import FillingView, fillable, of_organisation
from governance.parties.queries import OrganisationView


class Change(Struct, frozen=True, rename="camel"):
    """An organisation, the portfolios that end unless they stay, and what must be confirmed again
    because its mandate came from the executive."""

    organisation_id: UUID
    organisation: str
    portfolios: tuple[FillingView, ...]
    mandated: tuple[FillingView, ...]


def _of(found: list[FillingView], view: OrganisationView) -> Change:
    own = [one for one in found if one.provider_id == view.id]
    portfolios = tuple(one for one in own if one.function in OF_EXECUTIVE)
    mandated = tuple(one for one in own if one.mandate and one.function not in OF_EXECUTIVE)
    return Change(view.id, view.name, portfolios, mandated)


async def change(organisation_id: UUID, *, by: Actor, today: date) -> Change:
    """What a new executive changes at an organisation: 2 queries. Raises :class:`NotFound` for
    who does not keep its functions."""
    view = await fillable(organisation_id, by=by)
    found = await of_organisation(organisation_id, by=by, today=today)
    if view.valid_until is not None and view.valid_until <= today:
        raise NotFound
    return _of(found, view)
