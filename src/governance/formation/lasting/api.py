"""The life of an agreement for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.formation.lasting.queries import LifeView, life_of
from governance.web.acting import needs, signed_in
from governance.web.addresses import api


@get(api("agreements", "{agreement_id:uuid}", "life"), opt=needs("agreement.read_life"))
async def agreement_life(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> LifeView:
    """The calendar of an agreement, its extensions, notices, and what all parties were asked."""
    return await life_of(agreement_id, by=signed_in(request))


ROUTES: list[Any] = [agreement_life]
