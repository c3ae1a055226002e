"""What is handed in of a prevention offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.parties.offers.rules import AreaReach, Method
from governance.parties.rules import TargetGroup

Text = Annotated[str, Meta(max_length=200)]
Content = Annotated[Lines, Meta(max_length=4000)]


class OfferForm(Struct, frozen=True, rename="camel", kw_only=True):
    """What is offered to whom, how and where; ``cost`` in euros."""

    title: Text
    target_group: TargetGroup
    method: Method
    content: Content = ""
    reach: AreaReach = AreaReach.OWN
    area_id: UUID | None = None
    cost: Decimal | None = None
    cost_note: Text = ""
    valid_from: date
    valid_until: date | None = None


class OfferChange(Struct, frozen=True, rename="camel", kw_only=True):
    """An offer as it is to be."""

    title: Text
    target_group: TargetGroup
    method: Method
    content: Content = ""
    reach: AreaReach = AreaReach.OWN
    area_id: UUID | None = None
    cost: Decimal | None = None
    cost_note: Text = ""
    valid_from: date
    valid_until: date | None = None
    version: Seen = None
