"""The card of one organisation, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.base.clock import day
from governance.overview.cards import queries
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api


@get(api("organisations", "{organisation_id:uuid}", "card"), opt=needs("register.read"))
async def card(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> queries.Card:
    """One organisation with everything it has promised and everyone it provides."""
    by, today = signed_in(request), day(moment_of(request))
    return await queries.card(organisation_id, by=by, today=today)


ROUTES: list[Any] = [card]
