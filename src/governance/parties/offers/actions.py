"""Keeping the prevention offer of an organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, complain
from governance.base.names import sort_key
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, unchanged
from governance.parties.choosing.queries import regions_of
from governance.parties.offers.forms import OfferChange, OfferForm
from governance.parties.offers.rules import offer_complaints
from governance.parties.offers.tables import PreventionOffer

_WHOSE = "select id, keeper from organisation where id = $1 for share"
_ONE = """
select f.*, o.keeper from prevention_offer f join organisation o on o.id = f.organisation
where f.id = $1 for update of f"""
_PLAIN = (
    "title", "target_group", "method", "content", "reach", "cost", "cost_note", "valid_from",
    "valid_until",
)  # fmt: skip


def _values(form: OfferForm | OfferChange) -> dict[str, Any]:
    return {name: getattr(form, name) for name in _PLAIN} | {"area": form.area_id}


async def add_offer(
    organisation_id: UUID, form: OfferForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Note what an organisation offers to prevent exploitation."""
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_WHOSE, organisation_id)
        if not rows:
            raise NotFound
        keeper = rows[0]["keeper"]
        entitled(by, TABLE["offer.keep"].who, own=organisation_id, keeper=keeper)
        regions = await regions_of(organisation_id, by=by, today=day(at))
        complain(offer_complaints(form, (one.id for one in regions)), unread)
        values = _values(form)
        made = await add(
            PreventionOffer(**values, organisation=organisation_id, sort_key=sort_key(form.title))
        )
        told = {n: v for n, v in values.items() if v not in (None, "")}
        chain = keeper or organisation_id
        noted = {"organisation": organisation_id, **told}
        await record(chain, "add_offer", "offer", made, noted, by=by, at=at)
        return made


async def change_offer(
    offer_id: UUID, form: OfferChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change an offer, or let it end on a day."""
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_ONE, offer_id)
        if not rows:
            raise NotFound
        row = dict(rows[0])
        whose, keeper = row["organisation"], row.pop("keeper")
        entitled(by, TABLE["offer.keep"].who, own=whose, keeper=keeper)
        regions = await regions_of(whose, by=by, today=day(at))
        complain(offer_complaints(form, (one.id for one in regions)), unread)
        unchanged(row, form.version)
        values = _values(form)
        await change(PreventionOffer, row, **values, sort_key=sort_key(form.title))
        noted = changed(row, values, organisation=whose)
        await record(keeper or whose, "change_offer", "offer", offer_id, noted, by=by, at=at)
